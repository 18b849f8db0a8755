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
from duixian.casework.screens.asking import Asked, narrowed
from duixian.casework.screens.declared import Question, Screen, screens_of
from duixian.casework.screens.findings import Finding
from duixian.casework.screens.holding import About, holding
from duixian.casework.screens.matters import paid_elsewhere
from duixian.casework.screens.models import Flag, When
from duixian.casework.screens.sharing import same_account, same_columns
from duixian.decisions.store.models import PolicyVersion
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary
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
        asked: list[tuple[Screen, list[Case]]] = []
        for screen in screens_of(version):
            mine = [case for case in own if screen.concerns(case.measure, when)]
            if _can_ask(screen, authority):
                asked.append((screen, mine))
            elif mine:
                not_asked[screen.name] = screen
        for screen, finding in _findings(authority, version.loaded(), asked):
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
    authority: Authority, policy: Policy, asked: Sequence[tuple[Screen, list[Case]]]
) -> Iterator[tuple[Screen, Finding]]:
    held = [(Asked(screen, policy), mine) for screen, mine in asked if screen.question is Question.HOLDS]
    yield from _holding(authority, policy.vocabulary, held)
    for screen, cases in asked:
        numbers = [case.pk for case in cases]
        match screen.question:
            case Question.SAME:
                found = same_columns(screen, authority, numbers)
            case Question.ACCOUNT:
                found = same_account(screen, authority, numbers)
            case Question.ELSEWHERE:
                found = paid_elsewhere(screen, authority, cases)
            case _:
                continue
        yield from ((screen, finding) for finding in found)


def _holding(
    authority: Authority, vocabulary: Vocabulary, held: Sequence[tuple[Asked, list[Case]]]
) -> Iterator[tuple[Screen, Finding]]:
    """All screens of this kind over a heap of cases at a time, whose facts are fetched once."""
    cases = sorted({case.pk for _, mine in held for case in mine})
    wanted = narrowed(vocabulary, [asked.screen for asked, _ in held])
    for first in range(0, len(cases), _AT_ONCE):
        abouts, facts = _known(authority, cases[first : first + _AT_ONCE], wanted)
        for asked, mine in held:
            concerned = {case.pk for case in mine}
            own = [about for about in abouts if about.payee.case_id in concerned]
            yield from ((asked.screen, finding) for finding in holding(asked, own, facts, clock.today()))


def _known(authority: Authority, cases: list[int], vocabulary: Vocabulary) -> tuple[list[About], Facts]:
    payees = list(PayTo.objects.filter(case__in=cases, table__in=vocabulary.tables).order_by("pk"))
    pairs = [(payee.table, payee.key) for payee in payees]
    written = snapshot.keys_as_written(authority, pairs)
    facts = snapshot.around(authority, pairs, vocabulary)
    return [About(payee, written[payee.table, payee.key]) for payee in payees], facts


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
