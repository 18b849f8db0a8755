"""限制: at most so many times (``by_count``) or so much money (``by_cap``) for each value of the keys, in the
order of events, counting payments already made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.engines.single.settle.periods import by_period, cap_periods, possible_keys, use_periods
from duixian.engines.single.settle.usage import Entry, Perhaps, Usage
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr
from duixian.language.outcome import EffectKind, Reference
from duixian.language.rule import Exceeding, Limit
from duixian.language.unknown import Unknown
from duixian.values.dates import add_months

_Used = TypeVar("_Used", Entry, Perhaps)


def by_count(docket: Docket) -> None:
    """So many times: the earliest events first; the one over the number gets nothing and uses no other limit."""
    usage = Usage(docket)
    for case in docket.contenders:
        used: list[list[Entry]] = []
        for limit, most, key in _binding(case, counting=True):
            entries = usage.of(case, limit, key)
            against = _recent(case, limit, entries)
            perhaps = _recent(case, limit, usage.perhaps(case, limit, key))
            used.append(entries)
            if case.candidate and len(against) >= most:
                case.refuse(EffectKind.COUNT, limit.source, _because(against))
            elif case.candidate and len(against) + len(perhaps) >= most:
                case.pend(EffectKind.COUNT, limit.source, [entry.case for entry in perhaps])
        _use(case, used)
        _may_use(case, usage, counting=True)


def by_cap(docket: Docket) -> None:
    """So much money: the earliest events first; what goes above is cut off, or the case refused. What is paid for
    months or years counts in the period it is paid for."""
    usage = Usage(docket)
    for case in docket.contenders:
        used: list[list[Entry]] = []
        periodic: list[Limit] = []
        for limit, most, key in _binding(case, counting=False):
            if by_period(case, limit):
                periodic.append(limit)
                cap_periods(case, limit, most, usage)
                continue
            entries = usage.of(case, limit, key)
            against = _recent(case, limit, entries)
            perhaps = _recent(case, limit, usage.perhaps(case, limit, key))
            used.append(entries)
            if case.candidate:
                _cap(case, limit, most, against, perhaps)
        _use(case, used)
        for limit in periodic if case.candidate else ():
            use_periods(case, limit, usage)
        _may_use(case, usage, counting=False)


def _cap(case: Case, limit: Limit, most: int, against: list[Entry], perhaps: list[Perhaps]) -> None:
    left = most - sum(entry.fen for entry in against)
    given = _within(limit, case.outcome.payable, left)
    ceilings = [entry.case.ceiling for entry in perhaps]
    worst = 0 if None in ceilings else left - sum(fen for fen in ceilings if fen is not None)
    if perhaps and _within(limit, case.outcome.payable, worst) != given:
        case.pend(EffectKind.CAP, limit.source, [entry.case for entry in perhaps])
    elif given < case.outcome.payable:
        case.touch(EffectKind.CAP, limit.source, given, _because(against))


def _within(limit: Limit, wanted: int, left: int) -> int:
    if wanted <= left:
        return wanted
    return max(0, left) if limit.exceeding is Exceeding.TRIM else 0


def _use(case: Case, used: list[list[Entry]]) -> None:
    """What is granted in the end uses every limit that binds it; what is refused uses none."""
    if case.candidate:
        entry = Entry(case.outcome.event_on, case.outcome.payable, case.outcome.reference)
        for entries in {id(entries): entries for entries in used}.values():
            entries.append(entry)


def _may_use(case: Case, usage: Usage, *, counting: bool) -> None:
    """What is not decided yet may turn out to use them."""
    for limit in case.outcome.measure.limits if case.possible else ():
        if (limit.count if counting else limit.money) is None:
            continue
        if limit.applies is None or case.value(limit.applies) not in (False, ABSENT):
            periods = not counting and by_period(case, limit)
            keys = possible_keys(case, limit) if periods else [case.partial_key(limit.keys)]
            for key in dict.fromkeys(keys):
                if key is not None:
                    usage.note_perhaps(case, limit, key)


def _because(against: list[Entry]) -> tuple[Reference, ...]:
    return tuple(entry.reference for entry in against[-3:])


def _binding(case: Case, *, counting: bool) -> Iterator[tuple[Limit, int, Key]]:
    """The limits of one sort that bind a case, with their number and key; what is unknown is noted."""
    for limit in case.outcome.measure.limits:
        wanted = limit.count if counting else limit.money
        if wanted is None or not case.candidate:
            continue
        if limit.applies is not None and _known(case, limit.applies) is not True:
            continue
        key, most = case.key(limit.keys), case.figure(wanted, limit.source.name.zh)
        if key is not None and most is not None:
            yield limit, int(most), key


def _known(case: Case, node: Expr) -> Any:
    """The value, or None where there is none or it is unknown (which is noted)."""
    value = case.value(node)
    if value.__class__ is Unknown:
        case.outcome.missing |= value.causes
        return None
    return None if value is ABSENT else value


def _recent(case: Case, limit: Limit, entries: list[_Used]) -> list[_Used]:
    """Of a rolling limit, what lies less than its months from this case's event, before or after."""
    if limit.rolling is None or case.outcome.event_on is None:
        return entries
    months = _known(case, limit.rolling)
    if months is None:
        return entries
    since, until = (add_months(case.outcome.event_on, sign * months) for sign in (-1, 1))
    return [entry for entry in entries if entry.on is None or since < entry.on < until]
