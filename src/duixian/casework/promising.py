"""A confirmed list becomes offers: claims written down as facts, money set aside for all, each payee told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from duixian.casework import approving, budgeting, clocks, told
from duixian.casework.models.case import Case
from duixian.casework.models.listing import Listing
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import Verb
from duixian.casework.surroundings import claim_rows
from duixian.registry.store.registering import register_all
from duixian.registry.store.tokens import numbers_of, unveiled
from duixian.values.bilingual import DuixianError


def offer_all(cases: Sequence[Case], officer: Account) -> int:
    """Promise listed cases and tell their payees; how many could be. The others say in their history why not."""
    ahead = budgeting.set_aside(cases, officer)
    return sum(_offer(case, officer, ahead) for case in cases)


def write_claims(listing: Listing, cases: Sequence[Case], officer: Account) -> int:
    """The office has taken these matters up for their people: the registry knows it as a claim of the day that the
    list was decided for, so that no later calculation finds them late. Returns how many were not known."""
    ordered = sorted(cases, key=lambda case: case.version_id)
    return sum(
        _claimed(listing, list(some), officer) for _, some in groupby(ordered, lambda case: case.version_id)
    )


def _claimed(listing: Listing, cases: Sequence[Case], officer: Account) -> int:
    policy = cases[0].version.loaded()
    written = _written(listing.authority, [case.key for case in cases])
    tables: dict[str, list[dict[str, str]]] = {}
    for case in cases:
        rule = policy.measures[case.measure]
        for table, rows in claim_rows(policy, rule, written[case.key], case.claimed_on, case.number).items():
            tables.setdefault(table, []).extend(rows)
    source = f"免申名单 {listing.number}"
    return sum(
        len(
            register_all(
                listing.authority, table, rows, actor=officer, source=source, vocabulary=policy.vocabulary
            )
        )
        for table, rows in tables.items()
    )


def _written(authority: Authority, kept: Collection[str]) -> dict[str, str]:
    """Keys with the numbers back in them."""
    numbers = numbers_of(authority, kept)
    return {key: unveiled(key, numbers) for key in kept}


def _offer(case: Case, officer: Account, ahead: Collection[str]) -> bool:
    """Promise one case and tell its payees; False where it cannot be promised, and the history says why."""
    try:
        with locked(case) as row:
            if row.decision is None:
                return False
            if approving.is_money(row):
                row.entitlement = approving.granted(row.decision, officer, ahead)
            changes = clocks.started(procedure_of(row.version).supplement_days)
            move(row, Verb.OFFER, officer, details={"decision": row.decision.sha256}, **changes)
            row.payees.update(told_at=clock.now())
            for line in row.payees.all():
                told.offered(row, line, changes["due"])
            return True
    except DuixianError as error:
        with locked(case) as row:
            budgeting.give_back(row, ahead, officer)
            move(row, Verb.NOTE, officer, words=error.render("zh"), details={"code": error.code})
        return False
