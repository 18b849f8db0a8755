"""What has used a limit: payments made for other cases, then the cases of this run as they are granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duixian.engines.single.compiler import Unit
from duixian.engines.single.logic import operand
from duixian.engines.single.run import Run
from duixian.engines.single.settle.docket import Case, Docket, Key, meets
from duixian.engines.single.settle.prior import amount_missing, matter_of, reference_to, register_missing
from duixian.language.absent import ABSENT
from duixian.language.outcome import Reference
from duixian.language.record import Record
from duixian.language.rule import Limit, Measure
from duixian.language.unknown import Missing, Unknown, merged
from duixian.language.vocabulary.columns import PAID_ON


@dataclass(frozen=True, slots=True)
class Entry:
    """When, how many fen, and what: something that has used a limit, or may have while something is missing."""

    on: date | None
    fen: int
    reference: Reference


@dataclass(frozen=True, slots=True, eq=False)
class Perhaps:
    """A case that may turn out to use a limit; parts of its key may be unknown."""

    key: Key
    case: Case

    @property
    def on(self) -> date | None:
        """The day of its event, None where that is unknown."""
        return self.case.outcome.event_on

    missing: frozenset[Missing] = frozenset()


@dataclass(slots=True)
class PaidUnder:
    """Payments under one limit by the value of its keys, and those whose key nobody can tell."""

    by_key: dict[Key, list[Record]] = field(default_factory=dict)
    vague: list[tuple[Record, frozenset[Missing]]] = field(default_factory=list)


class Usage:
    """Entries by limit and key, in time order."""

    def __init__(self, docket: Docket) -> None:
        self.docket = docket
        self._own = docket.own_matters()
        self._entries: dict[tuple[str, str, Key], list[Entry]] = {}
        self._perhaps: dict[tuple[str, str, Any], list[Perhaps]] = {}
        """By limit and first key (mostly the person); where that is unknown, by none."""

    def perhaps(self, case: Case, limit: Limit, key: Key) -> list[Perhaps]:
        """Earlier cases that may turn out to use the limit under this key."""
        name = case.outcome.policy.id, limit_name(case.outcome.measure, limit)
        near = [*self._perhaps.get((*name, None), ()), *self._perhaps.get((*name, _first(key)), ())]
        return [entry for entry in dict.fromkeys(near) if meets(entry.key, key)]

    def note_perhaps(self, case: Case, limit: Limit, key: Key) -> None:
        """A case that may turn out to use a limit."""
        name = case.outcome.policy.id, limit_name(case.outcome.measure, limit)
        self._perhaps.setdefault((*name, _first(key)), []).append(Perhaps(key, case))

    def of(self, case: Case, limit: Limit, key: Key) -> list[Entry]:
        """Entries under this limit and key; what payments leave unknown is noted in the case."""
        policy, name = case.outcome.policy.id, limit_name(case.outcome.measure, limit)
        paid = self._paid_under(case.unit, name)
        if paid is not None:
            self._note_lacks(case, limit, paid, key)
        entries = self._entries.get((policy, name, key))
        if entries is None:
            rows = paid.by_key.get(key, ()) if paid is not None else ()
            entries = self._entries[policy, name, key] = self._used([r for r in rows if self._foreign(r)])
        return entries

    def _paid_under(self, unit: Unit, name: str) -> PaidUnder | None:
        cache, mark = self.docket.snapshot.paid_under, (unit.policy.id, name)
        if mark not in cache:
            cache[mark] = _read(self.docket, unit, name)
        found: PaidUnder | None = cache[mark]
        return found

    def _note_lacks(self, case: Case, limit: Limit, paid: PaidUnder, key: Key) -> None:
        missing = register_missing(self.docket.snapshot)
        for row, causes in paid.vague:
            if self._foreign(row):
                missing |= causes
        if limit.money is not None:
            for row in paid.by_key.get(key, ()):
                missing |= amount_missing(row) if self._foreign(row) else frozenset()
        case.outcome.missing |= missing

    def _foreign(self, row: Record) -> bool:
        return matter_of(row) not in self._own

    def _used(self, rows: list[Record]) -> list[Entry]:
        """One entry for each matter paid, however many payments it took."""
        by_matter: dict[Any, Entry] = {}
        for row in rows:
            matter = matter_of(row)
            mark = matter if matter[2] is not ABSENT and matter[2] is not None else row.key
            entry, before = _entry(row), by_matter.get(mark)
            by_matter[mark] = (
                entry if before is None else Entry(before.on, before.fen + entry.fen, before.reference)
            )
        return list(by_matter.values())


def _first(key: Key) -> Any:
    return None if not key or key[0].__class__ is Unknown else key[0]


def limit_name(measure: Measure, limit: Limit) -> str:
    """Measures that share a limit share its name."""
    return limit.shared or f"{measure.name}/{limit.source.name.zh}"


def _entry(row: Record) -> Entry:
    paid_on, reference = row.values.get(PAID_ON), reference_to(row)
    return Entry(paid_on if isinstance(paid_on, date) else None, reference.amount, reference)


def _read(docket: Docket, unit: Unit, name: str) -> PaidUnder | None:
    """Payments under a limit of this name; None where payments cannot tell its keys or do not count."""
    found = PaidUnder()
    told = False
    for measure, limit in _told_by_payments(unit, name):
        told = True
        for row in docket.snapshot.priors.of(unit.policy, measure):
            key = _key(docket, unit, limit, row)
            if key.__class__ is Unknown:
                found.vague.append((row, key.causes))
            elif key is not None:
                found.by_key.setdefault(key, []).append(row)
    return found if told else None


def _told_by_payments(unit: Unit, name: str) -> Iterator[tuple[Measure, Limit]]:
    for measure in unit.policy.measures.values():
        for limit in measure.limits:
            told = len(limit.prior_keys) == len(limit.keys) and None not in limit.prior_keys
            if limit.counts_prior and told and limit_name(measure, limit) == name:
                yield measure, limit


def _key(docket: Docket, unit: Unit, limit: Limit, row: Record) -> Any:
    """The limit's key read off a payment; None where there is none, Unknown where a cell is missing."""
    run = Run(docket.snapshot.facts, docket.snapshot.as_of)
    run.stack[1], run.event_on = row, row.values.get(PAID_ON)
    nodes = [node for node in limit.prior_keys if node is not None]
    found = [operand(node, unit)(run) for node in nodes]
    if any(v.__class__ is Unknown for v in found):
        return merged(found)
    if any(v is ABSENT for v in found):
        return None
    return tuple(v.key if v.__class__ is Record else v for v in found)
