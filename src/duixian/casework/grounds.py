"""The facts a case rests on: rows of registers around its record, where each is from, since when, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from duixian.authorities.models import Authority
from duixian.casework.models.case import Case
from duixian.decisions.partitions.homes import homes_of
from duixian.decisions.partitions.looking import Walk, reach_of
from duixian.language.rule import Condition, Measure, Policy
from duixian.registry.store.models import Fact

Cell = tuple[str, str]
"""A table and one of its columns."""
_MOST = 120
"""Rows shown of one case."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of a register. ``read``: its columns that the rule reads; ``before``: the cells of the row before it, where
    it was changed after the moment looked from; ``fresh``: it was learnt after that moment."""

    fact: Fact
    read: frozenset[str]
    fresh: bool = False
    before: Mapping[str, str] | None = None
    own: bool = False

    @property
    def changed(self) -> tuple[tuple[str, str, str], ...]:
        """Column, text before, text now, of what changed."""
        if self.before is None:
            return ()
        names = dict.fromkeys([*self.before, *self.fact.cells])
        pairs = ((name, self.before.get(name, ""), self.fact.cells.get(name, "")) for name in names)
        return tuple(one for one in pairs if one[1] != one[2])


def grounds_of(case: Case, since: datetime | None = None) -> list[Ground]:
    """The rows around a case's record, as known now: its own, those it points to, and those of the same person or
    record that the measure reads. ``since``: mark what was learnt after it."""
    policy = case.version.loaded()
    measure = policy.measures[case.measure]
    reach = reach_of(policy, measure, homes_of(policy.vocabulary), policy.vocabulary)
    rows = _rows(case, homes_of(policy.vocabulary).person, reach.tables)
    before = _before(case.authority, rows, since)
    return [
        replace(
            _ground(fact, reach.columns, since, before.get((fact.table, fact.key))),
            own=(fact.table, fact.key) == (case.table, case.key),
        )
        for fact in rows
    ]


def columns_of(policy: Policy, measure: Measure) -> dict[str, frozenset[Cell]]:
    """By the name of a condition, the cells that it reads."""
    homes = homes_of(policy.vocabulary)
    named: Iterable[Condition | None] = (*measure.conditions, measure.deadline, measure.window)
    return {
        one.source.name.zh: _cells(policy, measure, one, Walk(policy, measure, homes, policy.vocabulary))
        for one in named
        if one is not None
    }


def _cells(policy: Policy, measure: Measure, condition: Condition, walk: Walk) -> frozenset[Cell]:
    walk.inside(condition.test, walk.case)
    links = policy.vocabulary.tables
    return frozenset(cell for cell in walk.reach.columns if links[cell[0]].columns[cell[1]].link is None)


def _rows(case: Case, person: str | None, tables: frozenset[str]) -> list[Fact]:
    own = _current(case.authority, [(case.table, case.key)])
    near = _current(case.authority, _links(own))
    subjects = [pair for pair in (*_links(own), (case.table, case.key)) if pair[0] == person]
    # One containment each: under row security the index serves that operator and no other.
    wanted = [Q(links__contains=[":".join(pair)]) for pair in subjects or [(case.table, case.key)]]
    about = Fact.objects.filter(
        reduce(or_, wanted),
        authority=case.authority,
        table__in=tables,
        superseded_at__isnull=True,
        withdrawn=False,
    )
    found = {fact.pk: fact for fact in (*own, *near, *about.order_by("table", "-known_at", "pk")[:_MOST])}
    return list(found.values())


def _links(facts: Iterable[Fact]) -> list[Cell]:
    pairs = (link.partition(":") for fact in facts for link in fact.links)
    return list(dict.fromkeys((table, key) for table, _, key in pairs))


def _current(authority: Authority, pairs: Iterable[Cell]) -> list[Fact]:
    wanted: dict[str, list[str]] = {}
    for table, key in pairs:
        wanted.setdefault(table, []).append(key)
    return [
        fact
        for table, keys in wanted.items()
        for fact in Fact.objects.filter(
            authority=authority, table=table, key__in=keys, superseded_at__isnull=True, withdrawn=False
        )
    ]


def _before(
    authority: Authority, rows: Iterable[Fact], since: datetime | None
) -> dict[Cell, Mapping[str, str]]:
    """The cells as known at the moment, of rows that were learnt after it."""
    if since is None:
        return {}
    fresh = [fact for fact in rows if fact.known_at > since]
    found: dict[Cell, Mapping[str, str]] = {}
    for table in {fact.table for fact in fresh}:
        keys = [fact.key for fact in fresh if fact.table == table]
        then = Fact.objects.filter(authority=authority, table=table, key__in=keys, known_at__lte=since)
        known = then.filter(superseded_at__gt=since, withdrawn=False)
        found |= {(table, key): cells for key, cells in known.values_list("key", "cells")}
    return found


def _ground(
    fact: Fact, columns: Iterable[Cell], since: datetime | None, before: Mapping[str, str] | None
) -> Ground:
    read = frozenset(column for table, column in columns if table == fact.table)
    return Ground(fact, read, since is not None and fact.known_at > since, before)
