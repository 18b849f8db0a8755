"""限制: at most so many times (``by_count``) or so much money (``by_cap``) for each value of the keys, in the
order of events, counting payments already made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from duixian.engines.single.claims import AMOUNT, MATTER_NUMBER, PAID_ON
from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Run
from duixian.engines.single.settle.docket import Case, Docket, Key
from duixian.language.absent import ABSENT
from duixian.language.outcome import EffectKind, Reference
from duixian.language.record import Record
from duixian.language.rule import Exceeding, Limit
from duixian.language.unknown import Unknown
from duixian.values.dates import add_months

Entry = tuple[date | None, int, Reference]
"""When, how many fen, and what: something that has used a limit."""


class Usage:
    """What has used each limit so far, by limit name and key."""

    def __init__(self, docket: Docket) -> None:
        self.docket = docket
        self.entries: dict[tuple[str, str, Key], list[Entry]] = {}
        self._measures: set[tuple[str, str, str]] = set()
        self._cases = {case.matter for case in docket.candidates}

    def of(self, case: Case, limit: Limit, key: Key) -> list[Entry]:
        """Entries under this limit and key, with earlier payments of the measure read in first."""
        self._read_priors(case, limit)
        return self.entries.setdefault((*_name(case, limit), key), [])

    def _read_priors(self, case: Case, limit: Limit) -> None:
        measure = case.outcome.measure
        mark = (*_name(case, limit), measure.name)
        if mark in self._measures:
            return
        self._measures.add(mark)
        if not limit.counts_prior or None in limit.prior_keys or len(limit.prior_keys) != len(limit.keys):
            return
        for row in self.docket.priors.of(case.outcome.policy, measure):
            if (measure.name, str(row.values.get(MATTER_NUMBER))) not in self._cases:
                self._count_prior(case, limit, row)

    def _count_prior(self, case: Case, limit: Limit, row: Record) -> None:
        key = _prior_key(case.unit, limit, row, self.docket, case.outcome.as_of)
        if key is not None:
            paid_on = row.values.get(PAID_ON)
            reference = Reference(
                case.outcome.policy.id, case.outcome.measure.name, str(row.key), row.values.get(AMOUNT) or 0
            )
            entry = (paid_on if isinstance(paid_on, date) else None, reference.amount, reference)
            self.entries.setdefault((*_name(case, limit), key), []).append(entry)


def _name(case: Case, limit: Limit) -> tuple[str, str]:
    return case.outcome.policy.id, limit.shared or f"{case.outcome.measure.name}/{limit.source.name.zh}"


def _prior_key(unit: Unit, limit: Limit, row: Record, docket: Docket, as_of: date) -> Key | None:
    run = Run(docket.facts, as_of)
    run.stack[1] = row
    run.event_on = row.values.get(PAID_ON)
    case_of_row = [_plain(unit.compile(node)(run)) for node in limit.prior_keys if node is not None]
    return None if any(v.__class__ is Unknown or v is ABSENT for v in case_of_row) else tuple(case_of_row)


def _plain(value: Any) -> Any:
    return value.key if value.__class__ is Record else value


def _bound(docket: Docket, *, counting: bool) -> Iterator[tuple[Case, Limit, Key]]:
    """Every case and limit of one sort whose key is known, cases in time order."""
    for case in docket.candidates:
        for limit in case.outcome.measure.limits:
            wanted = limit.count if counting else limit.money
            if wanted is None or not case.candidate:
                continue
            if limit.applies is not None and not _applies(case, limit):
                continue
            key = case.key(limit.keys)
            if key is not None:
                yield case, limit, key


def _applies(case: Case, limit: Limit) -> bool:
    assert limit.applies is not None
    truth = case.value(limit.applies)
    if truth.__class__ is Unknown:
        case.outcome.missing |= truth.causes
    return truth is True


def _most(case: Case, node: Any) -> int | None:
    value = case.value(node)
    if value.__class__ is Unknown:
        case.outcome.missing |= value.causes
        return None
    return None if value is ABSENT else int(value)


def _recent(case: Case, limit: Limit, entries: list[Entry]) -> list[Entry]:
    """Of a rolling limit, what lies within its months back from this case's event."""
    if limit.rolling is None or case.outcome.event_on is None:
        return entries
    months = case.value(limit.rolling)
    since = add_months(case.outcome.event_on, -months)
    return [entry for entry in entries if entry[0] is None or entry[0] > since]


def by_count(docket: Docket) -> None:
    """So many times: the earliest events first; the one over the number gets nothing and uses no other limit."""
    usage = Usage(docket)
    waiting: dict[int, list[list[Entry]]] = {}
    for case, limit, key in _bound(docket, counting=True):
        most = _most(case, limit.count)
        if most is None:
            continue
        entries = usage.of(case, limit, key)
        against = _recent(case, limit, entries)
        if len(against) >= most:
            case.touch(EffectKind.COUNT, limit.source, 0, tuple(entry[2] for entry in against[-3:]))
            case.refused = True
            for other in waiting.pop(id(case), []):
                other.pop()
        else:
            entries.append((case.outcome.event_on, case.outcome.payable, case.outcome.reference))
            waiting.setdefault(id(case), []).append(entries)


def by_cap(docket: Docket) -> None:
    """So much money: the earliest events first; what goes above is cut off, or the case refused."""
    usage = Usage(docket)
    for case, limit, key in _bound(docket, counting=False):
        most = _most(case, limit.money)
        if most is None:
            continue
        entries = usage.of(case, limit, key)
        against = _recent(case, limit, entries)
        left = max(0, most - sum(entry[1] for entry in against))
        wanted = case.outcome.payable
        if wanted > left:
            given = left if limit.exceeding is Exceeding.TRIM else 0
            case.touch(EffectKind.CAP, limit.source, given, tuple(entry[2] for entry in against[-3:]))
        if case.outcome.payable:
            entries.append((case.outcome.event_on, case.outcome.payable, case.outcome.reference))
