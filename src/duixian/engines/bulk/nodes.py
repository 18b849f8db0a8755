"""Arrays not yet worked out: a graph of cheap nodes, one value for each row of a space.

A node is a function of numpy and the nodes it is applied to. Nothing runs while the graph is built; constants are
folded. ``evaluation`` works nodes out block by block and keeps the arrays of those that were asked for.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Work = Callable[..., Any]


class Node:
    """One value for each row. ``array``: all of them, once they are worked out."""

    __slots__ = ("args", "array", "opposite", "work")

    def __init__(self, work: Work | None, args: tuple[Node, ...] = (), array: Array | None = None) -> None:
        self.work, self.args, self.array = work, args, array
        self.opposite: Node | None = None


class Constant(Node):
    """The same in every row."""

    __slots__ = ("value",)

    def __init__(self, value: int | bool) -> None:
        super().__init__(None)
        self.value = value


class Whole(Node):
    """Only worked out for all rows at once: folds, running totals, the rows' numbers."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], Array]) -> None:
        super().__init__(None)
        self.make = make


class RowNumbers(Whole):
    """0, 1, 2 … as far as there are rows."""

    __slots__ = ("size",)

    def __init__(self, size: int) -> None:
        super().__init__(lambda: np.arange(size))
        self.size = size


class Lifted(Node):
    """In each row what a node of the space above has in the row to which this one belongs."""

    __slots__ = ("above", "rows_above", "up")

    def __init__(self, above: Node, rows_above: int, up: Array) -> None:
        super().__init__(None)
        self.above, self.rows_above, self.up = above, rows_above, up


TRUE, FALSE, ZERO = Constant(True), Constant(False), Constant(0)

_whole = {"dtype": np.int64}
ADD, SUBTRACT, MULTIPLY = (
    partial(np.add, **_whole),
    partial(np.subtract, **_whole),
    partial(np.multiply, **_whole),
)
FLOOR, MODULO = partial(np.floor_divide, **_whole), partial(np.remainder, **_whole)
LEAST, MOST = partial(np.minimum, **_whole), partial(np.maximum, **_whole)
NEGATIVE, DISTANCE = partial(np.negative, **_whole), partial(np.absolute, **_whole)
_PLAIN: dict[int, Callable[..., Any]] = {
    id(ADD): operator.add,
    id(SUBTRACT): operator.sub,
    id(MULTIPLY): operator.mul,
    id(FLOOR): lambda one, other: one // other if other else 0,
    id(MODULO): lambda one, other: one % other if other else 0,
    id(LEAST): min,
    id(MOST): max,
    id(NEGATIVE): operator.neg,
    id(DISTANCE): abs,
    id(np.equal): operator.eq,
    id(np.not_equal): operator.ne,
    id(np.less): operator.lt,
    id(np.less_equal): operator.le,
    id(np.greater): operator.gt,
    id(np.greater_equal): operator.ge,
}


def applied(work: Work, *args: Node) -> Node:
    """A function of nodes; of constants its value."""
    for arg in args:
        if arg.__class__ is not Constant:
            return Node(work, args)
    return Constant(_PLAIN[id(work)](*(arg.value for arg in args)))  # type: ignore[attr-defined]


def both(one: Node, other: Node) -> Node:
    """Where both are true."""
    if one is TRUE or one is other:
        return other
    if other is TRUE:
        return one
    if one.__class__ is Constant or other.__class__ is Constant:
        return other if _is_true(one) else one if _is_true(other) else FALSE
    return FALSE if one.opposite is other else Node(np.bitwise_and, (one, other))


def any_of(one: Node, other: Node) -> Node:
    """Where either is true."""
    if one is FALSE or one is other:
        return other
    if other is FALSE:
        return one
    if one.__class__ is Constant or other.__class__ is Constant:
        return TRUE if _is_true(one) or _is_true(other) else other if one.__class__ is Constant else one
    return TRUE if one.opposite is other else Node(np.bitwise_or, (one, other))


def opposite(one: Node) -> Node:
    """Where it is not true."""
    if one.__class__ is Constant:
        return FALSE if _is_true(one) else TRUE
    if one.opposite is None:
        one.opposite = Node(np.logical_not, (one,))
        one.opposite.opposite = one
    return one.opposite


def _is_true(node: Node) -> bool:
    return isinstance(node, Constant) and bool(node.value)


def either_truth(gate: Node, then: Node, otherwise: Node) -> Node:
    """One truth where the gate is true, another elsewhere."""
    return any_of(both(gate, then), both(opposite(gate), otherwise))


def either_number(gate: Node, then: Node, otherwise: Node) -> Node:
    """One number where the gate is true, another elsewhere."""
    if then is otherwise or (otherwise.__class__ is then.__class__ is Constant and _same(then, otherwise)):
        return then
    if gate.__class__ is Constant:
        return then if _is_true(gate) else otherwise
    return Node(_chosen, (gate, then, otherwise))


def _same(one: Node, other: Node) -> bool:
    return bool(one.value == other.value)  # type: ignore[attr-defined]


def _chosen(gate: Any, then: Any, otherwise: Any) -> Array:
    return np.where(gate, _as_array(then), _as_array(otherwise))


def _as_array(part: Any) -> Array:
    return np.int64(part) if part.__class__ is int else part  # type: ignore[return-value]


def taken(source: Array, positions: Node) -> Node:
    """What stands in an array at each row's position; anything where the position lies outside."""
    if not len(source):
        return FALSE if source.dtype == bool else ZERO
    if isinstance(positions, RowNumbers) and positions.size == len(source):
        return Node(None, array=source)
    return Node(partial(at_positions, source), (positions,))


def at_positions(source: Array, positions: Any) -> Array:
    """What stands in an array at some positions, those outside cut to its ends."""
    if positions.__class__ is not int and positions.dtype != np.intp:
        positions = positions.astype(np.intp)
    found: Array = source.take(positions, mode="clip")
    return found
