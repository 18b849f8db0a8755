"""限制 of money over payments that run for months or years: each period counts where it falls, not where the event
fell, so that "at most so much a year" looks at what is paid for that year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from duixian.engines.single.settle.docket import Case, Key
from duixian.engines.single.settle.usage import Entry, Usage
from duixian.language.instalments import granted, take_off
from duixian.language.outcome import PAYABLE, EffectKind, Instalment, Reference
from duixian.language.rule import Exceeding, Limit, Periodic
from duixian.language.unknown import Unknown
from duixian.values.months import first_day, parse_month


def by_period(case: Case, limit: Limit) -> bool:
    """Whether a limit counts a case period by period; a rolling one looks back from the event alone."""
    return isinstance(case.outcome.measure.payout, Periodic) and limit.rolling is None


def start_of(instalment: Instalment) -> date:
    """The first day of the period that an instalment of a periodic payment is for."""
    if len(instalment.period) == len("2022-07"):
        return first_day(parse_month(instalment.period))
    return date.fromisoformat(instalment.period)


def cap_periods(case: Case, limit: Limit, most: int, usage: Usage) -> None:
    """Cut the periods of one case to what a money limit leaves in the pot that each falls into."""
    # What a group has taken off before is not there to be cut again.
    take_off(case.outcome, granted(case.outcome) - case.outcome.payable)
    before, because = case.outcome.payable, list[Reference]()
    for key, positions in _pots(case, limit).items():
        entries = usage.of(case, limit, key)
        left = max(0, most - sum(entry.fen for entry in entries))
        ceilings = [entry.case.ceiling for entry in usage.perhaps(case, limit, key)]
        worst = 0 if None in ceilings else max(0, left - sum(fen or 0 for fen in ceilings))
        wanted = sum(case.outcome.instalments[p].amount for p in positions)
        given, least = _within(limit, wanted, left), _within(limit, wanted, worst)
        if given != least and case.candidate:
            case.pend(EffectKind.CAP, limit.source, [e.case for e in usage.perhaps(case, limit, key)])
        if given < wanted:
            take_off(case.outcome, wanted - given, positions)
            because.extend(entry.reference for entry in entries[-3:])
    if case.candidate and granted(case.outcome) < before:
        case.touch(EffectKind.CAP, limit.source, granted(case.outcome), tuple(because[-3:]))


def _within(limit: Limit, wanted: int, left: int) -> int:
    if wanted <= left:
        return wanted
    return left if limit.exceeding is Exceeding.TRIM else 0


def _pots(case: Case, limit: Limit) -> dict[Key, list[int]]:
    """Positions of the payable instalments by the key they fall under."""
    pots: dict[Key, list[int]] = {}
    with_key = ((position, case.key(limit.keys)) for position in _visited(case, payable=True))
    for position, key in with_key:
        if key is not None:
            pots.setdefault(key, []).append(position)
    return pots


def possible_keys(case: Case, limit: Limit) -> Iterator[Key]:
    """The keys under which a case may turn out to use a limit, whatever its instalments come to."""
    if not case.outcome.instalments:
        # No period is known: whatever turns on its day is open.
        event_on, case.run.event_on = case.run.event_on, Unknown(case.outcome.missing)
        partial, case.run.event_on = case.partial_key(limit.keys), event_on
        if partial is not None:
            yield partial
    for _ in _visited(case, payable=False):
        partial = case.partial_key(limit.keys)
        if partial is not None:
            yield partial


def _visited(case: Case, *, payable: bool) -> Iterator[int]:
    """Positions of the instalments, while the day of the event stands for each one's first day."""
    event_on = case.run.event_on
    for position, instalment in enumerate(case.outcome.instalments):
        if not payable or (instalment.state in PAYABLE and instalment.amount):
            case.run.event_on = start_of(instalment)
            yield position
    case.run.event_on = event_on


def use_periods(case: Case, limit: Limit, usage: Usage) -> None:
    """Each period that is granted uses the pot it falls into."""
    for key, positions in _pots(case, limit).items():
        fen = sum(case.outcome.instalments[p].amount for p in positions)
        on = start_of(case.outcome.instalments[positions[0]])
        usage.of(case, limit, key).append(Entry(on, fen, case.outcome.reference))
