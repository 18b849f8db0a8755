"""What an errand does. Each verb is whole or not at all, and done again after it was killed it finds what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Account, Authority
from duixian.casework import exempt, sampling
from duixian.casework.models import Listing, Sampling
from duixian.casework.models.listing import ListingState
from duixian.console.errands.orders import DONE, FAILED, WORKING, Errand, read, save
from duixian.decisions.store.models import Run
from duixian.values.bilingual import DuixianError

START, CONFIRM, PASS = "start-list", "confirm-list", "pass-batch"
NAMES = {START: _("生成免申名单"), CONFIRM: _("确认免申名单"), PASS: _("批量通过")}
AT_ONCE = 30
"""Cases that are listed, confirmed or passed while somebody waits for the page: about two seconds."""


def carry_out(name: str) -> None:
    """Do what was ordered, as the officer who ordered it."""
    errand = read(name)
    if not errand.busy:
        return
    errand.state = WORKING
    save(errand)
    account = Account.objects.get(pk=errand.account)
    authority = Authority.objects.get(pk=errand.authority)
    try:
        with acting_for(account):
            errand.place = _VERBS[errand.kind](errand, account, authority)
        errand.state = DONE
    except DuixianError as error:
        errand.state = FAILED
        errand.error = {"zh": error.render("zh"), "en": error.render("en")}
    save(errand)


def _start(errand: Errand, account: Account, authority: Authority) -> str:
    run = Run.objects.get(authority=authority, number=errand.said["run"])
    ordered = datetime.fromisoformat(errand.at)
    made = Listing.objects.filter(run=run, started_by=account, started_at__gte=ordered).first()
    made = made or exempt.start(run, errand.said["measures"], account)
    return reverse("console:listing", args=[made.number])


def _confirm(errand: Errand, account: Account, authority: Authority) -> str:
    listing = Listing.objects.get(authority=authority, number=errand.said["listing"])
    if errand.said["again"]:
        exempt.retry(listing, account)
    elif listing.state != ListingState.CONFIRMED or listing.confirmed_by_id != account.pk:
        exempt.confirm(listing, account)
    return reverse("console:listing", args=[listing.number])


def _pass(errand: Errand, account: Account, authority: Authority) -> str:
    batch = Sampling.objects.get(authority=authority, number=errand.said["batch"])
    sampling.pass_all(batch, account, errand.said["words"])
    return reverse("console:batch", args=[batch.number])


_VERBS: Mapping[str, Callable[[Errand, Account, Authority], str]] = {
    START: _start,
    CONFIRM: _confirm,
    PASS: _pass,
}
