"""限制 of money over payments that run for months or years: each period counts where it falls, not where the event
fell, so that "at most so much a year" looks at what is paid for that year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from duixian.engines.single.settle.docket import Case, Key
from duixian.engines.single.settle.usage import Entry, Usage
from duixian.language.outcome import EffectKind, Instalment, InstalmentState, Reference
from duixian.language.rule import Exceeding, Limit
from duixian.values.months import first_day, parse_month

_PAYABLE = (InstalmentState.DUE, InstalmentState.SCHEDULED)
_Pots = dict[Key, list[int]]


def start_of(instalment: Instalment) -> date:
    """The first day of the period that an instalment of a periodic payment is for."""
    if len(instalment.period) == len("2022-07"):
        return first_day(parse_month(instalment.period))
    return date.fromisoformat(instalment.period)


def cap_periods(case: Case, limits: list[tuple[Limit, int]], usage: Usage) -> None:
    """Cut the periods of one case to what each money limit leaves in the pot that the period falls into."""
    for limit, most in limits:
        if case.candidate:
            _cap(case, limit, most, usage)
    if case.candidate:
        for limit, _ in limits:
            _use(case, limit, usage)


def _pots(case: Case, limit: Limit) -> _Pots:
    """Positions of the payable instalments by the key they fall under."""
    pots: _Pots = {}
    event_on = case.run.event_on
    for position, instalment in enumerate(case.outcome.instalments):
        if instalment.state in _PAYABLE and instalment.amount:
            case.run.event_on = start_of(instalment)
            key = case.key(limit.keys)
            if key is not None:
                pots.setdefault(key, []).append(position)
    case.run.event_on = event_on
    return pots


def _cap(case: Case, limit: Limit, most: int, usage: Usage) -> None:
    cut, because = 0, list[Reference]()
    for key, positions in _pots(case, limit).items():
        entries = usage.of(case, limit, key)
        left = max(0, most - sum(entry.fen for entry in entries))
        perhaps = usage.perhaps(case, limit, key)
        wanted = sum(case.outcome.instalments[p].amount for p in positions)
        if perhaps and wanted > left - sum(entry.case.ceiling or left for entry in perhaps):
            case.pend(EffectKind.CAP, limit.source, [entry.case for entry in perhaps])
            return
        if wanted > left:
            given = left if limit.exceeding is Exceeding.TRIM else 0
            cut += _cut(case, positions, wanted - given)
            because.extend(entry.reference for entry in entries[-3:])
    if cut:
        case.touch(EffectKind.CAP, limit.source, case.outcome.payable - cut, tuple(because[-3:]))


def _cut(case: Case, positions: list[int], excess: int) -> int:
    """Take fen off these instalments, the last first; the fen taken."""
    instalments: list[Any] = list(case.outcome.instalments)
    left = excess
    for position in reversed(positions):
        taken = min(left, instalments[position].amount)
        instalments[position] = replace(instalments[position], amount=instalments[position].amount - taken)
        left -= taken
    case.outcome.instalments = tuple(instalments)
    return excess - left


def _use(case: Case, limit: Limit, usage: Usage) -> None:
    for key, positions in _pots(case, limit).items():
        fen = sum(case.outcome.instalments[p].amount for p in positions)
        on = start_of(case.outcome.instalments[positions[0]])
        usage.of(case, limit, key).append(Entry(on, fen, case.outcome.reference))
