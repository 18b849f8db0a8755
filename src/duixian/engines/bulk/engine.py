"""One measure in columns, and any of its cases written out with every reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from duixian.engines.bulk import (
    aggregates,
    arithmetic,
    definitions,
    functions,
    logic,
    periods,
    scales,
    values,
)
from duixian.engines.bulk.bits import bits_and_rows
from duixian.engines.bulk.cases import Day, Looked, all_rows, decided, looked_at
from duixian.engines.bulk.expand import Expansion
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.grants import open_cases, worth
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.not_yet import first_days
from duixian.engines.bulk.space import Aim, Space, check
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy

FAMILIES = (aggregates, arithmetic, definitions, functions, logic, periods, scales, values)
"""Modules whose import registers how each kind of node is compiled."""


WINDOW, MOST_AT_ONCE = 256, 1 << 14
"""So many cases are written out together when one of them is asked for, and when many are."""


class MeasureColumns:
    """One measure decided in columns."""

    def __init__(self, frames: Frames, policy: Policy, measure: Measure, day: Day) -> None:
        self.measure, self.day = measure, day
        frames.guards.clear()
        rows = all_rows(frames, policy, measure, day)
        self.cases = decided(frames, policy, measure, day, rows, Aim())
        self.not_yet = first_days(frames, self.cases, day) if self.cases is not None else {}
        self._window: tuple[int, list[Outcome]] = (-1, [])

    @cached_property
    def _expansion(self) -> Expansion:
        assert self.cases is not None
        return Expansion(self.cases, self.day)

    @property
    def size(self) -> int:
        """How many cases there are."""
        return self.cases.space.size if self.cases is not None else 0

    def outcomes(self, rows: Sequence[int]) -> list[Outcome]:
        """Some cases with every reason, before quotas, limits, groups and budgets."""
        found: list[Outcome] = []
        for start in range(0, len(rows), MOST_AT_ONCE):
            found += self._expansion.outcomes(rows[start : start + MOST_AT_ONCE])
        for row, outcome in zip(rows, found, strict=True):
            outcome.not_yet = self.not_yet.get(row)
        return found

    def outcome(self, row: int) -> Outcome:
        """One case with every reason; its neighbours are written out with it."""
        first = row // WINDOW * WINDOW
        if self._window[0] != first:
            self._window = first, self.outcomes(range(first, min(first + WINDOW, self.size)))
        return self._window[1][row - first]


@dataclass(frozen=True, eq=False)
class Reasons:
    """Where each condition, in the order shown, surely ``holds``, and where it surely ``fails`` (None: wherever it does
    not hold): one bit for each case, eight to a byte as ``numpy.packbits`` has them."""

    holds: tuple[Array, ...]
    fails: tuple[Array | None, ...]


@dataclass(frozen=True, eq=False)
class Answers:
    """``fen``: the amount of each case that no condition refuses (0 where it is not known or none), before limits and
    groups; None for what is not money. ``open``: the space of those cases (None: there is none), ``cases``: of all."""

    reasons: Reasons
    cases: Space
    open: Space | None
    fen: Array | None

    @property
    def rows(self) -> Array:
        """The cases that no condition refuses."""
        if self.open is None:
            return np.zeros(0, np.intp)
        if self.open is self.cases:
            return np.arange(self.cases.size)
        assert self.open.up is not None
        return self.open.up


def answers(frames: Frames, policy: Policy, measure: Measure, day: Day) -> Answers | None:
    """Every condition and amount of one measure and nothing else; None where there is no case. Raises
    NotInColumns."""
    frames.guards.clear()
    looked = looked_at(frames, policy, measure, day, all_rows(frames, policy, measure, day), Aim())
    if looked is None:
        return None
    reasons = _reasons(looked)
    scope = open_cases(measure, looked.scope, looked.truth)
    if scope is None:
        return Answers(reasons, looked.scope.space, None, None)
    space, fen = scope.space, worth(measure, scope)
    check(frames)
    amounts = None if fen is None else space.arrays(fen.or_zero().node)[0]
    return Answers(reasons, looked.scope.space, space, amounts)


def _reasons(looked: Looked) -> Reasons:
    """Every condition as bits; the rows that none of them refuses are found in the same pass."""
    truths = [finding.truth.value for finding in looked.findings]
    surely = [t.other for t in truths if t.other is not None]
    kept = looked.truth.value.open().node
    size = looked.scope.space.size
    found, open_rows = bits_and_rows([*(t.node for t in truths), *surely], kept, size)
    if open_rows is not None:
        kept.picked = open_rows
    fails = iter(found[len(truths) :])
    return Reasons(
        tuple(found[: len(truths)]), tuple(None if t.other is None else next(fails) for t in truths)
    )
