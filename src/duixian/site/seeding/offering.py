"""免申即享 in the month: lists by a run, offers, answers."""

from __future__ import annotations

from duixian.casework import exempt, offers, payees
from duixian.casework.content import BankAccount
from duixian.casework.models import Case, Listing
from duixian.casework.states import State
from duixian.decisions.store.models import Run
from duixian.language.rule import Measure
from duixian.site.seeding.scene import Scene

_BANK = "演示银行"


def list_for(scene: Scene, run: Run, measures: list[Measure]) -> Listing:
    """A list, one case of it taken off by hand."""
    listing = exempt.start(run, [measure.name for measure in measures], scene.staff["intake"])
    last = listing.cases.order_by("pk").last()
    if last is not None and listing.cases.count() > 1:
        exempt.drop(last, scene.staff["intake"], "本人已在外区申领，转人工核对")
    return listing


def offer(scene: Scene, listing: Listing) -> None:
    """Another officer confirms; every payee is told."""
    exempt.confirm(listing, scene.staff["second"])


def answer(scene: Scene, listing: Listing) -> list[Case]:
    """At the counter: of each ten one objects, one and the last do not answer, the others confirm; those approved."""
    waiting = list(listing.cases.filter(state=State.OFFERED).order_by("pk"))
    for place, case in enumerate(waiting):
        if place % 10 == 8:
            offers.object_to(case, scene.staff["intake"], "单位名称有误，请核对")
        elif place % 10 != 9 and place != len(waiting) - 1:
            confirm(scene, case)
    return list(listing.cases.filter(state=State.APPROVED).order_by("pk"))


def confirm(scene: Scene, case: Case) -> Case:
    """Every payee of a case confirms the account that is known, or gives one."""
    for line in case.payees.filter(confirmed_at=None, amount_fen__gt=0):
        if not line.account:
            payees.give(line, BankAccount(line.name, account_number(line.pk), _BANK)).save()
    return offers.confirm(case, scene.staff["intake"])


def account_number(seed: int) -> str:
    """A made-up account number: 19 digits that begin as no bank's do."""
    return f"9999{seed:015d}"
