"""A space: one row for each thing looked at, cases at the root, records of an aggregate below."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, Literal

import numpy as np

from duixian.engines.bulk.causes import Above, Below, Cause, Since
from duixian.engines.bulk.errors import BeyondRange
from duixian.engines.bulk.evaluation import arrays, picked
from duixian.engines.bulk.expressions import NO, NULL, Column, literal, when
from duixian.engines.bulk.found import Picked
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.moves import (
    Groups,
    Pairs,
    any_in,
    combinations,
    counted_in,
    distinct_in,
    first_within,
    groups_of,
    linked,
    reduced_in,
    run_lengths,
    running_total,
)
from duixian.engines.bulk.nodes import (
    FALSE,
    TRUE,
    Array,
    Constant,
    Lifted,
    Node,
    PickedNumbers,
    RowNumbers,
    Whole,
    any_of,
    both,
    opposite,
    taken,
)
from duixian.engines.bulk.scalar import Scalar, changed
from duixian.language.columns import Cells
from duixian.language.types import record

Fold = Literal["any", "sum", "max", "min", "len", "distinct"]
OUT_OF_RANGE = "a number or date leaves the range of a column"
_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Aim:
    """What a run is for beside the values: the days on which an answer may change."""

    days: bool = False


def check(frames: Frames) -> None:
    """Raises BeyondRange where a guard, of whatever space, met its danger."""
    guards, frames.guards = frames.guards, []
    by_space: dict[Space, list[Node]] = {}
    for space, danger in guards:
        by_space.setdefault(space, []).append(danger.node)
    for space, dangers in by_space.items():
        if space.size and space.arrays(reduce(any_of, dangers))[0].any():
            raise BeyondRange(OUT_OF_RANGE)


class Space:
    """Rows. ``up``: of each the row of the space above to which it belongs, ascending (``Picked``: some of those rows)."""

    def __init__(
        self,
        frames: Frames,
        size: int,
        aim: Aim,
        parent: Space | None = None,
        up: Array | Picked | None = None,
    ) -> None:
        self.frames, self.aim, self.parent, self.size, self._up = frames, aim, parent, size, up
        self.row = Column(RowNumbers(size))
        self.at = self.row
        self.turn = literal(0)
        self._lifted: dict[int, tuple[object, Any]] = {}
        self._parts: list[tuple[Picked, Space]] = []
        self._tested: dict[Hashable, tuple[Sequence[Column], Column]] = {}
        self._linked: dict[tuple[str, str, int, int], tuple[Column, Space]] = {}
        self._taken: dict[tuple[int, int], tuple[Array, Node, Node]] = {}

    @property
    def up(self) -> Array | None:
        """Of each row the one above; None where nothing is above."""
        return self._up.rows if isinstance(self._up, Picked) else self._up

    def child(self, pairs: Pairs) -> Space:
        """A space below, ``at`` a position in each of its rows."""
        below = Space(self.frames, len(pairs.up), self.aim, self, pairs.up)
        below.at = below.column(pairs.at)
        return below

    def part(self, truth: Column) -> Space:
        """The space of the rows in which something is surely true; of all rows itself."""
        if truth.node is TRUE:
            return self
        rows = picked(truth.node, self.size)
        if rows.count == self.size:
            return self
        known = next((part for others, part in self._parts if others.same(rows)), None)
        return known if known is not None else self._part(rows)

    def _part(self, rows: Picked) -> Space:
        below = Space(self.frames, rows.count, self.aim, self, rows)
        at = self.at.node
        if isinstance(at, RowNumbers):
            below.at = Column(PickedNumbers(rows, self.size))
        else:
            below.at = below.column(rows.of(self.arrays(at)[0]))
        below.turn = below.column_from_above(self.turn)
        self._parts.append((rows, below))
        return below

    def linked(self, table: str, link: str, owner: Scalar) -> Space:
        """The space of the records of a table that link to the owner of each row."""
        wanted = owner.value
        name = table, link, id(wanted.node), id(wanted.other)
        known = self._linked.get(name)
        if known is None:
            pairs = linked(*self.numbers(wanted), self.frames.table(table).links(link))
            # The owner is kept beside the space so that its ids are never given to another.
            known = self._linked[name] = wanted, self.child(pairs)
        return known[1]

    def column(self, array: Array) -> Column:
        """An array as a column."""
        return Column(Node(None, array=array), None, array.dtype == np.bool_)

    def arrays(self, *nodes: Node) -> list[Array]:
        """Nodes worked out in every row."""
        return arrays(nodes, self.size)

    def rows_where(self, truth: Column) -> Array:
        """The rows in which something is surely true."""
        return np.arange(self.size) if truth.node is TRUE else picked(truth.node, self.size).rows

    def numbers(self, column: Column) -> tuple[Array, Array | None]:
        """A column of numbers worked out, and where they are known (None: everywhere)."""
        if column.other is None:
            return self.arrays(column.node)[0], None
        values, known = self.arrays(column.node, column.other)
        return values, known

    def guard(self, danger: Column) -> None:
        """Rows in which a number would leave its range: the run stops there (see ``check``). Where every row does,
        it stops at once, for such numbers may be too long to be looked at."""
        if danger.node is TRUE and self.size:
            raise BeyondRange(OUT_OF_RANGE)
        if danger.node is not FALSE:
            self.frames.guards.append((self, danger))

    def take(self, source: Array, at: Column) -> Column:
        """What stands in an array at a position, null where the position is."""
        node = self._node_at(source, at.node)
        if source.dtype != np.bool_:
            return Column(node, at.other)
        return Column(
            both(node, at.known), None if at.other is None else both(opposite(node), at.known), True
        )

    def take_cells(self, cells: Cells, at: Column) -> Column:
        """What stands in a table's column at a position, null where it or the position is."""
        return self.take_where(self.frames.values(cells), cells.known, at)

    def take_where(self, values: Array, there: Array | None, at: Column) -> Column:
        """What stands in an array at a position, null where the position is or nothing stands there
        (a zero, then)."""
        if there is None:
            return self.take(values, at)
        node, known = self._node_at(values, at.node), both(at.known, self._node_at(there, at.node))
        if values.dtype != np.bool_:
            found = Column(node, known)
            found.empty_is_zero = at.other is None
            return found
        return Column(both(node, at.known), both(opposite(node), known), True)

    def _node_at(self, source: Array, at: Node) -> Node:
        known = self._taken.get((id(source), id(at)))
        if known is None:
            # Source and positions are kept beside the node so that their ids are never given to another.
            known = self._taken[id(source), id(at)] = source, at, taken(source, at)
            span = self.frames.spans.get(id(source))
            if span is not None:
                known[2].span = span
        return known[2]

    def lift(self, scalar: Scalar) -> Scalar:
        """A value of this space or of one above, in each of this space's rows."""
        if scalar.space is None or scalar.space is self:
            return scalar
        known = self._lifted.get(id(scalar))
        if known is None:
            known = self._lifted[id(scalar)] = scalar, self._brought(scalar)
        found: Scalar = known[1]
        return found

    def _brought(self, scalar: Scalar) -> Scalar:
        assert self.parent is not None
        assert self.up is not None
        above = self.parent.lift(scalar)
        cause = None if above.cause is None else Above(above.cause, self.up)
        return changed(above.over(self.column_from_above, self), cause=cause)

    def column_from_above(self, column: Column) -> Column:
        other = None if column.other is None else self._from_above(column.other)
        return Column(self._from_above(column.node), other, column.truth)

    def _from_above(self, node: Node) -> Node:
        if isinstance(node, Constant):
            return node
        known = self._lifted.get(id(node))
        if known is None:
            assert self.parent is not None
            assert self.up is not None
            known = self._lifted[id(node)] = node, Lifted(node, self.parent.size, self.up)
        found: Node = known[1]
        return found

    @cached_property
    def groups(self) -> Groups:
        """The rows by the row above."""
        assert self.parent is not None
        assert self.up is not None
        return groups_of(self.up, self.parent.size)

    def causes_below(self, cause: Cause | None) -> Cause | None:
        """What is missing in any of this space's rows, by the row above."""
        assert self.up is not None
        return None if cause is None else Below(cause, self.up)

    def fold(self, column: Column, how: Fold) -> Column:
        """A column of the space above, folded of this space's rows; no row: false, 0, or null for max and min."""
        if not self.size:
            return NO if how == "any" else NULL if how in ("max", "min") else literal(0)
        if how == "any":
            return NO if column.node is FALSE else Column(self._folded(_any, column.node), None, True)
        folded = self._folded(_FOLDS[how], column.node, column.known)
        if how not in ("max", "min"):
            return Column(folded)
        return Column(folded, self._folded(_any, column.known))

    def _folded(self, fold: Callable[..., Array], *nodes: Node) -> Node:
        return Whole(lambda: fold(self, *nodes))

    def records(self, table: str, at: Column | None = None) -> Scalar:
        """The record of ``table`` at each row's position."""
        return Scalar(record(table), self.at if at is None else at, self)

    def of_texts(self, name: Hashable, given: Sequence[Column], function: Callable[..., bool]) -> Column:
        """A Python test of texts, called once for each combination; null in, null out. ``name``: of the test."""
        key = (name, *(id(column.node) for column in given))
        found = self._tested.get(key)
        if found is None:
            made, known = self._called(given, function, np.bool_, self.frames.words.some)
            other = None if known is TRUE else both(known, opposite(made))
            # What was given is kept beside the answer so that its ids are never given to another.
            found = self._tested[key] = given, Column(made, other, True)
        return found[1]

    def of_numbers(self, given: Sequence[Column], function: Callable[..., int]) -> Column:
        """A Python function of numbers, called once for each combination; null in, null out."""
        made, known = self._called(given, function, np.int64, np.ndarray.tolist)
        return Column(made, None if known is TRUE else known)

    def _called(
        self,
        given: Sequence[Column],
        function: Callable[..., Any],
        held: type[np.generic],
        decoded: Callable[[Array], list[Any]],
    ) -> tuple[Node, Node]:
        known = reduce(both, (column.known for column in given))
        *parts, there = self.arrays(*(column.node for column in given), known)
        rows = slice(None) if known is TRUE else np.flatnonzero(there)
        answers: Array = np.zeros(self.size, held)
        if self.size:
            places, distinct = combinations([part[rows] for part in parts])
            made = [function(*row) for row in zip(*map(decoded, distinct), strict=True)]
            answers[rows] = np.array(made, held)[places]
        return Node(None, array=answers), known

    def running_total(self, column: Column) -> Column:
        """The sum so far of a number that is always known, among the rows of one row above."""
        return Column(Whole(lambda: running_total(self.groups, self.arrays(column.node)[0])))

    def run_lengths(self, truth: Column) -> Column:
        """How many rows in a row, up to each, are surely true, among those of one row above."""
        return Column(Whole(lambda: run_lengths(self.groups, self.arrays(truth.node)[0])))

    def happened_before(self, truth: Column) -> Column:
        """Whether it is surely true in an earlier row of the same row above."""
        here = when(truth.sure(), 1, 0)
        return self.running_total(here) - here > 0

    def first_within(self, truth: Column, run: Column) -> Column:
        """The first row, from each on, at which it is surely true while every row so far is in the run; as many as
        there are rows where there is none."""
        nodes = truth.sure().node, run.node
        return Column(Whole(lambda: first_within(self.groups, *self.arrays(*nodes))))

    def causes_since(self, cause: Cause | None, since: Column) -> Cause | None:
        """What is missing in the rows up to each, of the same row above, from the row on that each of them names."""
        assert self.up is not None
        return None if cause is None else Since(cause, self.up, since.node)


def _any(space: Space, truth: Node) -> Array:
    assert space.up is not None
    return any_in(space.up, space.arrays(truth)[0], space.groups.size)


def _sum(space: Space, numbers: Node, known: Node) -> Array:
    values = _where_known(space, numbers, known, 0)
    return reduced_in(space.groups, values, np.add.reduceat)


def _greatest(space: Space, numbers: Node, known: Node) -> Array:
    values = _where_known(space, numbers, known, _LOWEST)
    return reduced_in(space.groups, values, np.maximum.reduceat)


def _smallest(space: Space, numbers: Node, known: Node) -> Array:
    values = _where_known(space, numbers, known, _HIGHEST)
    return reduced_in(space.groups, values, np.minimum.reduceat)


def _count(space: Space, numbers: Node, known: Node) -> Array:
    assert space.up is not None
    return counted_in(space.up, space.arrays(known)[0], space.groups.size)


def _distinct(space: Space, numbers: Node, known: Node) -> Array:
    assert space.up is not None
    values, there = space.arrays(numbers, known)
    return distinct_in(space.up[there], values[there], space.groups.size)


def _where_known(space: Space, numbers: Node, known: Node, instead: int) -> Array:
    if known is TRUE:
        return space.arrays(numbers)[0].astype(np.int64, copy=False)
    values, there = space.arrays(numbers, known)
    return np.where(there, values, np.int64(instead))


_FOLDS: dict[str, Callable[..., Array]] = {
    "sum": _sum,
    "max": _greatest,
    "min": _smallest,
    "len": _count,
    "distinct": _distinct,
}
