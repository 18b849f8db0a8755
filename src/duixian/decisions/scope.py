"""Which records one person's, employer's or case's decisions depend on, so that not all need deciding.

Cases bear on each other only through what they share (see ``bonds``). A key that is a path from the case's record
(人员, 工作室的用人单位, 轮次) is read off the record alone; any other key is left out, which only widens what is taken
in, and with no readable key at all everything that shares the bond is. Starting from the records that concern
somebody, all that share a bond with one already in are added until none is left.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duixian.decisions.bonds import Bond, Member, alternatives, bonds_of, is_readable, value_of
from duixian.decisions.deciding import engine_of, with_catalogues
from duixian.decisions.identity import case_id, name_of_case
from duixian.engines.single.engine import Progress
from duixian.language.facts import Facts
from duixian.language.nodes import Expr, Here
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy

Mark = tuple[str, Any]
"""A record: its table and key."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose decisions are asked for: a person, employer or institution by table and key, or a case by its id."""

    table: str = ""
    key: str = ""
    case: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """``own``: records that concern the subject. ``needed``: by table, all that their decisions depend on, and
    those whose payee only the decision tells."""

    own: frozenset[Mark]
    needed: dict[str, list[Record]]


def decide_for(
    policies: Sequence[Policy], facts: Facts, as_of: date, subject: Subject, progress: Progress | None = None
) -> list[Outcome]:
    """The decisions that concern a subject, the same as in a run over everything."""
    whole = with_catalogues(policies, facts)
    scope = scope_of(policies, whole.known_on(as_of), as_of, subject)
    outcomes = engine_of(policies).decide(whole, as_of, scope.needed, progress)
    return [outcome for outcome in outcomes if _concerns(outcome, subject, scope.own)]


def records_about(
    policies: Sequence[Policy], known: Facts, as_of: date, subject: Subject
) -> tuple[list[Record], list[Record]]:
    """Among the facts known on a day, the records whose cases concern a subject, and those whose payee it may be."""
    measures = [(policy, m) for policy in policies for m in policy.measures.values()]
    if subject.case:
        return list(_named(measures, known, as_of, subject.case)), []
    return list(_about(measures, known, subject)), list(_perhaps(measures, known, subject))


def concerns(outcome: Outcome, subject: Subject, own: Iterable[Record]) -> bool:
    """Whether a case is a subject's; ``own``: the records that concern it."""
    return _concerns(outcome, subject, frozenset(_mark(record) for record in own))


def _concerns(outcome: Outcome, subject: Subject, own: frozenset[Mark]) -> bool:
    if subject.case:
        return case_id(outcome) == subject.case
    paid = any(p.table == subject.table and p.key == subject.key for p in outcome.payees)
    return paid or _mark(outcome.record) in own


def _mark(record: Record) -> Mark:
    return record.table, record.key


def scope_of(policies: Sequence[Policy], known: Facts, as_of: date, subject: Subject) -> Scope:
    """The scope of a subject among the facts known on a day."""
    measures = [(policy, m) for policy in policies for m in policy.measures.values()]
    if subject.case:
        own = list(_named(measures, known, as_of, subject.case))
        seeds = own
    else:
        own = list(_about(measures, known, subject))
        seeds = [*own, *_perhaps(measures, known, subject)]
    needed = _Closure(bonds_of(policies), known).of(seeds)
    return Scope(frozenset(_mark(record) for record in own), needed)


def _named(
    measures: Sequence[tuple[Policy, Measure]], known: Facts, as_of: date, name: str
) -> Iterator[Record]:
    """The record of the case that has an id."""
    for policy, measure in measures:
        for record in known.rows(measure.table):
            for year in _years(policy, measure, as_of):
                if name_of_case(policy.id, measure.name, record, year) == name:
                    yield record


def _years(policy: Policy, measure: Measure, as_of: date) -> Iterable[int | None]:
    return range(policy.window.start.year, as_of.year + 1) if measure.yearly else (None,)


def _about(measures: Sequence[tuple[Policy, Measure]], known: Facts, subject: Subject) -> Iterator[Record]:
    """Case records that are the subject, point to it, or to something that does; and those of its teams."""
    tables = {measure.table for _, measure in measures}
    pointing = _pointing(measures, known, subject)
    for (table, _), record in pointing.items():
        if table in tables:
            yield record
    for _, measure in measures:
        for payee in measure.payees:
            rows = payee.each
            if rows is None or rows.link is None or not isinstance(rows.base, Here):
                continue
            for (table, _), record in list(pointing.items()):
                team = (
                    known.find(measure.table, record.values.get(rows.link)) if table == rows.table else None
                )
                if team is not None:
                    yield team


def _pointing(
    measures: Sequence[tuple[Policy, Measure]], known: Facts, subject: Subject
) -> dict[Mark, Record]:
    """The subject's record and, over links, everything that leads to it, but not through another party."""
    parties = {subject.table, *(str(p.who.type.of) for _, m in measures for p in m.payees)}
    start = known.find(subject.table, subject.key)
    found = {_mark(start): start} if start is not None else {}
    queue: deque[Mark] = deque([(subject.table, subject.key)])
    while queue:
        table, key = queue.popleft()
        for record in _linking(known, table, key):
            mark = _mark(record)
            if mark not in found and record.table not in parties:
                found[mark] = record
                queue.append(mark)
    return found


def _linking(known: Facts, table: str, key: Any) -> Iterator[Record]:
    for other in known.vocabulary.tables.values():
        for column in other.links_to(table):
            yield from known.linked(other.name, column, key)


def _perhaps(measures: Sequence[tuple[Policy, Measure]], known: Facts, subject: Subject) -> Iterator[Record]:
    """Records of measures whose payee of the subject's kind only the decision tells, where it may be the subject."""
    for _, measure in measures:
        for payee in measure.payees:
            if payee.each is None and str(payee.who.type.of) == subject.table and not is_readable(payee.who):
                yield from _may_be(payee.who, known.rows(measure.table), known, subject)


def _may_be(who: Expr, records: Iterable[Record], known: Facts, subject: Subject) -> Iterator[Record]:
    paths = tuple(alternatives(who))
    if not all(is_readable(path) for path in paths):
        yield from records
        return
    for record in records:
        if any(value_of(path, record, known) == subject.key for path in paths):
            yield record


class _Closure:
    """Adds what shares a bond until nothing more does."""

    def __init__(self, bonds: Sequence[Bond], known: Facts) -> None:
        self._known = known
        self._by_table: dict[str, list[tuple[Bond, Member]]] = {}
        for bond in bonds:
            for member in bond.members:
                self._by_table.setdefault(member.measure.table, []).append((bond, member))
        self._sharing: dict[int, dict[tuple[Any, ...], list[Record]]] = {}
        self._spent: set[tuple[int, tuple[Any, ...]]] = set()

    def of(self, seeds: Iterable[Record]) -> dict[str, list[Record]]:
        """The seeds and all they depend on, by table, in the facts' order."""
        taken: dict[Mark, Record] = {}
        queue = deque(seeds)
        while queue:
            record = queue.popleft()
            if taken.setdefault(_mark(record), record) is record:
                queue.extend(other for other in self._bound_to(record) if _mark(other) not in taken)
        tables = {table for table, _ in taken}
        return {t: [r for r in self._known.rows(t) if _mark(r) in taken] for t in sorted(tables)}

    def _bound_to(self, record: Record) -> Iterator[Record]:
        for bond, member in self._by_table.get(record.table, ()):
            key = bond.key(member, record, self._known)
            if key is not None and (id(bond), key) not in self._spent:
                self._spent.add((id(bond), key))
                yield from self._index(bond).get(key, ())

    def _index(self, bond: Bond) -> dict[tuple[Any, ...], list[Record]]:
        index = self._sharing.get(id(bond))
        if index is None:
            index = self._sharing[id(bond)] = {}
            for member in bond.members:
                for record in self._known.rows(member.measure.table):
                    key = bond.key(member, record, self._known)
                    if key is not None:
                        index.setdefault(key, []).append(record)
        return index
