"""What is missing, worked out only for the rows that somebody reads.

A cause is a tree: a thing missing where a test is true, several causes together, a cause where a gate is true, the
causes of the row above or of the rows below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.evaluation import Plan
from duixian.engines.bulk.expressions import YES, Column
from duixian.engines.bulk.nodes import FALSE, TRUE, Array, Node
from duixian.language.unknown import Missing

Found = list[set[Missing]]


class Cause:
    """What is missing in each row of a space."""

    __slots__ = ()

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        """Add what is missing in some rows to the sets of their owners."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class Same(Cause):
    """One thing, missing in every row."""

    missing: Missing

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        for owner in owners.tolist():
            found[owner].add(self.missing)


@dataclass(frozen=True, slots=True, eq=False)
class OfRecord(Cause):
    """Something of the record at each row's position. ``missing``: it, by the position."""

    missing: Callable[[int], Missing]
    at: Column

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        positions = in_rows(self.at.node, rows)
        for owner, position in zip(owners.tolist(), positions.tolist(), strict=True):
            found[owner].add(self.missing(position))


@dataclass(frozen=True, slots=True, eq=False)
class Together(Cause):
    """All that several causes name."""

    parts: tuple[Cause, ...]

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        for part in self.parts:
            part.collect(rows, owners, found)


@dataclass(frozen=True, slots=True, eq=False)
class Where(Cause):
    """A cause where a test is true."""

    part: Cause
    gate: Node

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        here = in_rows(self.gate, rows)
        if here.any():
            self.part.collect(rows[here], owners[here], found)


@dataclass(frozen=True, slots=True, eq=False)
class Above(Cause):
    """The cause of the row above."""

    part: Cause
    up: Array

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        self.part.collect(self.up[rows], owners, found)


@dataclass(frozen=True, slots=True, eq=False)
class Below(Cause):
    """The causes of all rows below."""

    part: Cause
    up: Array

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        below, places = rows_below(self.up, rows)
        if len(below):
            self.part.collect(below, owners[places], found)


@dataclass(frozen=True, slots=True, eq=False)
class Since(Cause):
    """The causes of the rows of one row above that count by each row. ``since``: the row from which each counts."""

    part: Cause
    up: Array
    since: Node

    def collect(self, rows: Array, owners: Array, found: Found) -> None:
        others, places = rows_below(self.up, self.up[rows])
        if len(others):
            counts = in_rows(self.since, others) <= rows[places]
            self.part.collect(others[counts], owners[places[counts]], found)


def rows_below(up: Array, rows: Array) -> tuple[Array, Array]:
    """The rows below some rows, and of each the place of its row among those."""
    first, last = np.searchsorted(up, rows, "left"), np.searchsorted(up, rows, "right")
    places = np.repeat(np.arange(len(rows)), last - first)
    ends = np.cumsum(last - first)
    turns = np.arange(len(places)) - np.repeat(ends - (last - first), last - first)
    return first[places] + turns, places


def in_rows(node: Node, rows: Array) -> Array:
    """A node in some rows."""
    return Plan([node], deep=True).run(rows)[0]


def causes_of(*causes: Cause | None) -> Cause | None:
    """What is missing among several; None where nothing can be."""
    found = tuple(cause for cause in causes if cause is not None)
    return Together(found) if len(found) > 1 else found[0] if found else None


def gated(cause: Cause | None, gate: Column | None) -> Cause | None:
    """A cause where a test is true."""
    if cause is None or gate is None or gate is YES or gate.node is TRUE:
        return cause
    return None if gate.node is FALSE else Where(cause, gate.node)


def missing_in(cause: Cause | None, rows: Array) -> list[frozenset[Missing]]:
    """What is missing in some rows."""
    found: Found = [set() for _ in range(len(rows))]
    if cause is not None and len(rows):
        cause.collect(rows, np.arange(len(rows)), found)
    return [frozenset(missing) for missing in found]
