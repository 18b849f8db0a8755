"""The first day, within ten years, on which a refused case would hold if nothing else changes.

While a case is tested, every day on which an answer may change is noted. All cases that waiting may help are
tested on all such days at once; what those tests note in turn is looked at next, until no day is new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_

import numpy as np

from duixian.engines.bulk.calendar import add_months, of_ordinal, ordinal
from duixian.engines.bulk.cases import CaseRows, Cases, Day, begun, conditions_of
from duixian.engines.bulk.compiler import DAILY, Scope, Turn, compiled
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.evaluation import arrays
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.logic import settled
from duixian.engines.bulk.moves import LAST, repeated
from duixian.engines.bulk.nodes import Array, Node
from duixian.engines.bulk.space import Aim, check
from duixian.engines.bulk.timeless import Clock
from duixian.engines.bulk.trace import Tested
from duixian.language.columns import packed, unpacked
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Measure

MOST_DAYS = 3660
MOST_PAIRS = 1 << 19
MOST_LOOKS = 1 << 24
"""Cases times days beyond which the reference engine is asked instead."""


@dataclass(frozen=True, eq=False)
class _Looked:
    """Cases looked at on given days: the row of each, its day, and the tests, each with the days noted."""

    scope: Scope
    case: Array
    on: Array
    tests: tuple[tuple[Column, tuple[Turn, ...]], ...]
    event: tuple[Turn, ...]


def first_days(frames: Frames, cases: Cases, day: Day) -> dict[int, date]:
    """By row of the cases, the first later day on which every test is true, where there is one."""
    clock = Clock(cases.policy, cases.measure.event)
    moving = tuple(clock.looks_at_day(node) for node in _nodes(cases.measure))
    if not any(moving):
        return {}
    refused = _refused(cases, moving)
    if not len(refused):
        return {}
    nodes = tuple(node for node, moves in zip(_nodes(cases.measure), moving, strict=True) if moves)
    last = min(day.as_of.toordinal() + MOST_DAYS, date.max.toordinal() - 1)
    horizon, today = packed(date.fromordinal(last)), packed(day.as_of)
    left = _hopeful(_looked(frames, cases, day, _pairs(refused, today), nodes), today, horizon)
    best = np.full(cases.space.size, LAST)
    seen = left[:0]
    while len(left):
        if len(seen) + len(left) > MOST_LOOKS:
            raise NotCompiled("too many days on which a case may turn", cases.measure.name)
        batch, rest = left[:MOST_PAIRS], left[MOST_PAIRS:]
        seen = np.union1d(seen, batch)
        looked = _looked(frames, cases, day, batch, nodes)
        holds = looked.scope.space.rows_where(reduce(and_, (truth.sure() for truth, _ in looked.tests)))
        np.minimum.at(best, looked.case[holds], looked.on[holds])
        later = _turned(looked, looked.event + tuple(t for _, turns in looked.tests for t in turns), horizon)
        left = np.setdiff1d(np.union1d(rest, later), seen, assume_unique=True)
        left = left[left % LAST < best[left // LAST]]
    there = np.flatnonzero(best < LAST)
    return {case: unpacked(on) for case, on in zip(there.tolist(), best[there].tolist(), strict=True)}


def _pairs(cases: Array, days: Array | int) -> Array:
    """A case and a day as one number, so that pairs can be sorted and told apart."""
    return cases * LAST + days


def _refused(cases: Cases, moving: tuple[bool, ...]) -> Array:
    """The refused cases in which every test that does not hold may turn as days pass."""
    wanted = (~cases.truth.value).sure()
    for moves, tested in zip(moving, _tested(cases), strict=True):
        wanted = wanted if moves else wanted & tested.truth.value.sure()
    return cases.space.rows_where(wanted)


def _tested(cases: Cases) -> tuple[Tested, ...]:
    return ((cases.applies,) if cases.applies is not None else ()) + cases.findings


def _nodes(measure: Measure) -> tuple[Expr, ...]:
    meant = (measure.applies,) if measure.applies is not None else ()
    return (*meant, *(condition.test for condition in conditions_of(measure)))


def _looked(frames: Frames, cases: Cases, day: Day, pairs: Array, nodes: tuple[Expr, ...]) -> _Looked:
    """The tests that may turn, of the cases on their days; all others hold."""
    case, on = np.divmod(pairs, LAST)
    at, turn = (array[case] for array in cases.space.arrays(cases.space.at.node, cases.space.turn.node))
    rows = CaseRows(len(case), at, turn, on)
    scope = replace(begun(frames, cases.policy, cases.measure, day, rows, Aim(days=True)), turns=[])
    event = compiled(cases.measure.event, scope)
    of_event = tuple(scope.turns or ())
    scope = scope.with_moments({MomentName.EVENT_ON: event})
    tests = []
    for node in nodes:
        asked = replace(scope, turns=[])
        truth = settled(compiled(node, asked))
        tests.append((truth, tuple(asked.turns or ())))
    check(frames)
    return _Looked(scope, case, on, tuple(tests), of_event)


def _hopeful(looked: _Looked, as_of: int, horizon: int) -> Array:
    """Cases and the later days to look at, without the cases in which a test does not hold and never turns."""
    moving = _turned(looked, looked.event, horizon)
    days = [_turned(looked, turns, horizon) for _, turns in looked.tests]
    left = np.unique(np.concatenate([moving, *days]))
    for (truth, _), turned in zip(looked.tests, days, strict=True):
        open_ = looked.case[looked.scope.space.rows_where(~truth.sure())]
        hopeless = np.setdiff1d(open_, np.concatenate([turned, moving]) // LAST)
        left = left[~np.isin(left // LAST, hopeless)]
    return left[left % LAST > as_of]


def _turned(looked: _Looked, turns: tuple[Turn, ...], horizon: int) -> Array:
    """The cases with each of the noted days that lies ahead."""
    found = [np.zeros(0, np.int64)]
    for turn in turns:
        rows, days = _days(looked, turn, horizon)
        ahead = (days > looked.on[rows]) & (days <= horizon)
        found.append(np.unique(_pairs(looked.case[rows[ahead]], days[ahead])))
    return np.unique(np.concatenate(found))


def _days(looked: _Looked, turn: Turn, horizon: int) -> tuple[Array, Array]:
    """Rows that are looked at, and a day noted for each."""
    space = turn.space
    rows = space.rows_where(turn.where.sure() & ~turn.day.is_null())
    days = space.arrays(turn.day.node)[0][rows]
    while space.parent is not None:
        assert space.up is not None
        rows, space = space.up[rows], space.parent
    rows, days = np.divmod(np.unique(_pairs(rows, days)), LAST)
    if turn.every == 0:
        return rows, days
    if turn.every == DAILY:
        return _every_day(looked, _first_of(looked.case[rows], looked.on[rows], rows)[0])
    phase = _pairs(looked.case[rows], days % (turn.every * 31))
    rows, days = _first_of(phase, np.maximum(days, looked.on[rows]), rows, days)
    return _monthly(looked, rows, days, turn.every, horizon)


def _first_of(group: Array, order: Array, *given: Array) -> tuple[Array, ...]:
    """Of each group the earliest: what comes back from then on comes back for its later days as well."""
    sorted_ = np.lexsort((order, group))
    held = group[sorted_]
    first = sorted_[np.concatenate([np.ones(min(1, len(held)), bool), held[1:] != held[:-1]])]
    return tuple(part[first] for part in given)


def _monthly(looked: _Looked, rows: Array, days: Array, every: int, horizon: int) -> tuple[Array, Array]:
    """Each day as often as it comes back between the case's day and the horizon."""
    since = np.maximum((looked.on[rows] // 31 - days // 31) // every, 0)
    until = (horizon // 31 - days // 31) // every
    again = repeated(np.maximum(until - since + 1, 0))
    steps = (since[again.up] + again.at) * every
    return rows[again.up], _worked(add_months, days[again.up], steps)


def _every_day(looked: _Looked, rows: Array) -> tuple[Array, Array]:
    again = repeated(np.full(len(rows), MOST_DAYS))
    starts = _worked(ordinal, looked.on[rows])
    return rows[again.up], _worked(of_ordinal, starts[again.up] + again.at + 1)


def _worked(function: Callable[..., Column], *given: Array) -> Array:
    """An expression of arrays worked out."""
    return arrays([function(*(Column(Node(None, array=part)) for part in given)).node], len(given[0]))[0]
