"""免申即享: a run becomes a list with totals; another officer confirms it; each payee is asked (see ``offers``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, QuerySet, Sum

from duixian.authorities import clock, roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import payees, promising
from duixian.casework.errors import NotPossible, SameOfficer
from duixian.casework.models.account import PayTo
from duixian.casework.models.case import Case
from duixian.casework.models.happening import Happening
from duixian.casework.models.listing import Listing, ListingState
from duixian.casework.moving import locked, move
from duixian.casework.screens import running as screening
from duixian.casework.screens.models import When
from duixian.casework.states import ENDED, Origin, State, Verb
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision, Entitlement, PolicyVersion, Run
from duixian.language.outcome import Verdict
from duixian.values.bilingual import Text

_AT_ONCE = 500


def start(run: Run, measures: Sequence[str], officer: Account) -> Listing:
    """A list of all to whom these measures are due by a run and whose matter is in no other case, screened.

    Raises RoleRefused, NotPossible (``nothing-due``: nobody is left to list).
    """
    roles.require(officer, run.authority, Role.INTAKE, Role.FIRST_CHECK)
    with transaction.atomic():
        due = _due(run, measures)
        free = _free(run.authority, due)
        if not free:
            raise _nothing(run, measures)
        listing = Listing.objects.create(
            authority=run.authority,
            number=_number(run.authority),
            run=run,
            measures=list(measures),
            totals=_totals(due, free),
            started_by=officer,
            started_at=clock.now(),
        )
        versions = {version.pk: version for version in run.versions.all()}
        for first in range(0, len(free), _AT_ONCE):
            _list(listing, free[first : first + _AT_ONCE], versions, officer)
        screening.run(run.authority, listing.cases.all(), When.BEFORE, actor=officer)
        return listing


def drop(case: Case, officer: Account, words: str) -> Case:
    """Take one case off an open list, and say why: it may still be claimed by hand."""
    with locked(case) as row:
        roles.require(officer, row.authority, Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
        move(row, Verb.DROP, officer, words=words)
        return row


def confirm(listing: Listing, officer: Account) -> Listing:
    """Another officer confirms: the registry knows of the claims, money is reserved for each case, and each payee is
    told. What cannot be promised (no money left, decided otherwise since) stays on the list with the reason in its
    history.

    Raises RoleRefused, SameOfficer, NotPossible.
    """
    roles.require(officer, listing.authority, Role.SECOND_CHECK)
    with transaction.atomic():
        row = Listing.objects.select_for_update(of=("self",)).get(pk=listing.pk)
        _check_open(row, officer)
        row.state, row.confirmed_by, row.confirmed_at = ListingState.CONFIRMED, officer, clock.now()
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        cases = list(waiting(row))
        promising.write_claims(row, cases, officer)
        promising.offer_all(cases, officer)
        return row


def waiting(listing: Listing) -> QuerySet[Case]:
    """Cases of a list that nobody has been told about."""
    held = Case.objects.filter(listing=listing, state=State.LISTED)
    # A version holds a whole policy's files: fetched once, not with every row.
    return held.prefetch_related("version", "authority", "decision").order_by("pk")


def retry(listing: Listing, officer: Account) -> int:
    """Offer what could not be promised when the list was confirmed; how many could be now."""
    roles.require(officer, listing.authority, Role.SECOND_CHECK)
    with transaction.atomic():
        return promising.offer_all(list(waiting(listing)), officer)


def totals_now(listing: Listing) -> list[dict[str, Any]]:
    """By measure and state: cases and fen, as they stand."""
    rows = Case.objects.filter(listing=listing).values("measure", "state")
    counted = rows.annotate(cases=Count("pk"), fen=Sum("payable_fen")).order_by("measure", "state")
    return [dict(row) for row in counted]


def _due(run: Run, measures: Sequence[str]) -> list[Decision]:
    granted = Decision.objects.filter(
        run=run, measure__in=measures, verdict=Verdict.ELIGIBLE.value, payable_fen__gt=0
    )
    return list(granted.order_by("measure", "pk"))


def _free(authority: Authority, due: Sequence[Decision]) -> list[Decision]:
    """Those whose matter is in no live case and was not granted before."""
    names = [decision.case_id for decision in due]
    alive = Case.objects.filter(authority=authority, case_id__in=names).exclude(
        state__in=[state.value for state in ENDED]
    )
    taken = set(alive.values_list("case_id", flat=True))
    taken |= set(
        Entitlement.objects.filter(authority=authority, case_id__in=names, amount_fen__gt=0).values_list(
            "case_id", flat=True
        )
    )
    return [decision for decision in due if decision.case_id not in taken]


def _totals(due: Sequence[Decision], free: Sequence[Decision]) -> list[dict[str, Any]]:
    return [
        {
            "measure": measure,
            "cases": sum(1 for one in free if one.measure == measure),
            "fen": sum(one.payable_fen for one in free if one.measure == measure),
            "passed_over": sum(1 for one in due if one.measure == measure)
            - sum(1 for one in free if one.measure == measure),
        }
        for measure in sorted({one.measure for one in due})
    ]


def _list(
    listing: Listing,
    decisions: Sequence[Decision],
    versions: dict[int, PolicyVersion],
    officer: Account,
) -> None:
    numbers = _case_numbers(len(decisions))
    cases = Case.objects.bulk_create(
        _case(listing, decision, versions[decision.version_id], number)
        for decision, number in zip(decisions, numbers, strict=True)
    )
    Happening.objects.bulk_create(_listed(case, officer) for case in cases)
    PayTo.objects.bulk_create(
        line
        for case, decision in zip(cases, decisions, strict=True)
        for line in payees.lines_of(case, document(decision), case.version.loaded().vocabulary)
    )


def _case(listing: Listing, decision: Decision, version: PolicyVersion, number: str) -> Case:
    now = clock.now()
    return Case(
        authority=listing.authority,
        number=number,
        origin=Origin.EXEMPT,
        version=version,
        measure=decision.measure,
        table=decision.table,
        key=decision.key,
        year=decision.year,
        case_id=decision.case_id,
        claimed_on=decision.as_of,
        listing=listing,
        state=State.LISTED,
        decision=decision,
        payable_fen=decision.payable_fen,
        created_at=now,
        changed_at=now,
    )


def _listed(case: Case, officer: Account) -> Happening:
    return Happening(
        authority_id=case.authority_id,
        case=case,
        at=case.created_at,
        actor=officer,
        verb=Verb.LIST,
        after=case.state,
        attempt=case.attempt,
    )


def _case_numbers(count: int) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('casework_case_number') FROM generate_series(1, %s)", [count])
        rows = cursor.fetchall()
    return (f"{clock.today().year}-{number:07d}" for (number,) in rows)


def _check_open(row: Listing, officer: Account) -> None:
    if row.started_by_id == officer.pk:
        raise SameOfficer(
            "same-officer",
            Text("名单须由另一人确认。", "A list is confirmed by another person."),
            row.number,
            Text("请由另一位复核人员确认。", "Leave it to a colleague."),
        )
    if row.state != ListingState.OPEN:
        raise NotPossible(
            "not-possible",
            Text(f"名单已是“{row.state}”。", f"The list is {ListingState(row.state).label} already."),
            row.number,
            Text("请刷新后查看。", "Reload it."),
        )


def _nothing(run: Run, measures: Sequence[str]) -> NotPossible:
    return NotPossible(
        "nothing-due",
        Text(
            "这次批量计算中没有可以列入名单的：无人符合，或都已在办理、已支付。",
            "Nobody is left to list: none is eligible, or all are in hand or paid.",
        ),
        f"{run.number} {'、'.join(measures)}",
        Text("请核对项目名称，或重新计算。", "Check the names of the measures, or decide again."),
    )


def _number(authority: Authority) -> str:
    year = clock.today().year
    count = Listing.objects.filter(started_at__year=year).count() + 1
    return f"MS{year}-{authority.code}-{count:04d}"
