"""Run the screens over cases: what they find becomes flags on the review list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.access import log_access
from duixian.authorities.models import Account, Authority
from duixian.casework.models import Case, PayTo
from duixian.casework.screens.asking import Asked
from duixian.casework.screens.declared import Question, Screen, screens_of
from duixian.casework.screens.findings import Finding
from duixian.casework.screens.holding import About, holding
from duixian.casework.screens.matters import paid_elsewhere
from duixian.casework.screens.models import Flag, When
from duixian.casework.screens.sharing import same_account, same_columns
from duixian.decisions.store.models import PolicyVersion
from duixian.registry.store import snapshot
from duixian.registry.store.models import Supplied

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to. ``flags``: every flag that these cases have by now, settled ones among them; ``fresh``: how
    many of them are new; ``not_asked``: screens that look at a register which nobody supplied."""

    flags: tuple[Flag, ...]
    fresh: int
    not_asked: tuple[Screen, ...]


def run(authority: Authority, cases: Iterable[Case], when: When, *, actor: Account | None = None) -> Ran:
    """Asks every screen that concerns these cases of the authority, before or after payment.

    The same finding is not made again, also when it was settled before. Raises ScreenFaulty.
    """
    held = sorted((case for case in cases if case.authority_id == authority.pk), key=lambda case: case.pk)
    findings: dict[tuple[int, str], tuple[Finding, Screen]] = {}
    not_asked: dict[str, Screen] = {}
    for version, own in _by_version(held):
        for screen in screens_of(version):
            mine = [case for case in own if screen.concerns(case.measure, when)]
            if mine and not _can_ask(screen, authority):
                not_asked[screen.name] = screen
                continue
            for finding in _findings(screen, authority, version, mine):
                findings[finding.case, finding.digest] = (finding, screen)
    fresh = _written(authority, list(findings.values()), when)
    log_access(
        actor, "screen", "casework_case", "", [case.number for case in held[:100]], authority=authority
    )
    flags = Flag.objects.filter(case__in=[case.pk for case in held]).order_by("case_id", "pk")
    return Ran(tuple(flags.select_related("case")), fresh, tuple(not_asked.values()))


def _by_version(cases: Sequence[Case]) -> Iterator[tuple[PolicyVersion, list[Case]]]:
    ordered = sorted(cases, key=lambda case: (case.version_id, case.pk))
    for _, own in groupby(ordered, key=lambda case: case.version_id):
        found = list(own)
        yield found[0].version, found


def _can_ask(screen: Screen, authority: Authority) -> bool:
    """Whether the registers that a screen looks at were ever supplied: those it shows are those it asks about."""
    wanted = {screen.table, *(screen.shown or {})} - {""}
    return Supplied.objects.filter(authority=authority, table__in=wanted).count() == len(wanted)


def _findings(
    screen: Screen, authority: Authority, version: PolicyVersion, cases: list[Case]
) -> Iterator[Finding]:
    numbers = [case.pk for case in cases]
    match screen.question:
        case Question.HOLDS:
            asked = Asked(screen, version.loaded())
            for first in range(0, len(cases), _AT_ONCE):
                yield from _holding(asked, authority, cases[first : first + _AT_ONCE])
        case Question.SAME:
            yield from same_columns(screen, authority, numbers)
        case Question.ACCOUNT:
            yield from same_account(screen, authority, numbers)
        case Question.ELSEWHERE:
            yield from paid_elsewhere(screen, authority, cases)


def _holding(asked: Asked, authority: Authority, cases: list[Case]) -> Iterator[Finding]:
    by_case = {case.pk: case for case in cases}
    payees = list(PayTo.objects.filter(case__in=by_case).order_by("pk"))
    pairs = [(payee.table, payee.key) for payee in payees]
    written = snapshot.keys_as_written(authority, pairs)
    facts = snapshot.around(authority, pairs, asked.policy.vocabulary)
    abouts = [About(by_case[one.case_id], one, written[one.table, one.key]) for one in payees]
    yield from holding(asked, abouts, facts, clock.today())


def _written(authority: Authority, found: Iterable[tuple[Finding, Screen]], when: When) -> int:
    """New flags for findings that have none; how many."""
    pairs = list(found)
    with transaction.atomic():
        # The unique constraint decides, should two runs meet; only rows that are there can be counted.
        before = Flag.objects.filter(case__in={finding.case for finding, _ in pairs}).count()
        Flag.objects.bulk_create(
            [_flag(authority, finding, screen, when) for finding, screen in pairs], ignore_conflicts=True
        )
        return Flag.objects.filter(case__in={finding.case for finding, _ in pairs}).count() - before


def _flag(authority: Authority, finding: Finding, screen: Screen, when: When) -> Flag:
    return Flag(
        authority=authority,
        case_id=finding.case,
        screen=screen.name,
        title=screen.title.zh,
        title_english=screen.title.en,
        when=when,
        unknown=finding.unknown,
        facts=finding.as_json(),
        digest=finding.digest,
        found_at=clock.now(),
    )
