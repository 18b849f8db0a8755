"""Arrays not yet worked out: a graph of cheap nodes, one value for each row of a space.

A node is a function of numpy and the nodes it is applied to. Nothing runs while the graph is built; constants are
folded. ``evaluation`` works nodes out block by block and keeps the arrays of those that were asked for.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.found import Picked

Array = NDArray[Any]
Work = Callable[..., Any]


class Node:
    """One value for each row. ``array``: all of them, once they are worked out; ``picked``: where a truth holds, once
    that was found beside something else; ``span``: the least and the greatest of a column of the facts."""

    __slots__ = ("args", "array", "opposite", "picked", "span", "uses", "work")

    picked: Picked
    span: tuple[int, int]

    def __init__(self, work: Work | None, args: tuple[Node, ...] = (), array: Array | None = None) -> None:
        self.work, self.args, self.array = work, args, array
        self.opposite: Node | None = None
        self.uses: dict[tuple[Any, ...], Node] | None = None


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


class PickedNumbers(Whole):
    """The numbers of some of ``size`` rows."""

    __slots__ = ("among", "size")

    def __init__(self, among: Picked, size: int) -> None:
        super().__init__(lambda: among.rows)
        self.among, self.size = among, size


class Lifted(Node):
    """In each row what a node of the space above has in the row to which this one belongs."""

    __slots__ = ("above", "rows_above", "up")

    def __init__(self, above: Node, rows_above: int, up: Array) -> None:
        super().__init__(None)
        self.above, self.rows_above, self.up = above, rows_above, up


SHORT = 1 << 12
"""So many numbers are looked through while the graph is built."""
TRUE, FALSE = Constant(True), Constant(False)

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
            return _once(*_shorter(work, args))
    return constant(_PLAIN[id(work)](*(arg.value for arg in args)))  # type: ignore[attr-defined]


LONG = 2**62
"""Factors from here on are not made one."""


def _shorter(work: Work, args: tuple[Node, ...]) -> tuple[Work, tuple[Node, ...]]:
    """The same in fewer steps: a − b for a + −b, and one factor for two."""
    if work is ADD and args[1].work is NEGATIVE:
        return SUBTRACT, (args[0], args[1].args[0])
    if work is MULTIPLY and args[0].work is MULTIPLY:
        one, factor, other = *args[0].args, args[1]
        if isinstance(factor, Constant) and isinstance(other, Constant):
            together = factor.value * other.value
            # Both together may be too long though no product is: nought times both.
            if abs(together) < LONG:
                return MULTIPLY, (one, constant(together))
    return work, args


def _once(work: Work, args: tuple[Node, ...]) -> Node:
    """The same function of the same nodes is one node, whoever asks for it: it is worked out once."""
    owner = args[-1] if args[0].__class__ is Constant else args[0]
    if owner.uses is None:
        owner.uses = {}
    name = work, args
    found = owner.uses.get(name)
    if found is None:
        found = owner.uses[name] = Node(work, args)
    return found


@lru_cache(maxsize=1 << 16)
def _number(value: int) -> Constant:
    return Constant(value)


def constant(value: int | bool) -> Constant:
    """A number or truth in every row."""
    return (TRUE if value else FALSE) if isinstance(value, bool) else _number(value)


def both(one: Node, other: Node) -> Node:
    """Where both are true."""
    if one is TRUE or one is other:
        return other
    if other is TRUE:
        return one
    if one is FALSE or other is FALSE:
        return FALSE
    return FALSE if one.opposite is other else _once(np.bitwise_and, (one, other))


def any_of(one: Node, other: Node) -> Node:
    """Where either is true."""
    if one is FALSE or one is other:
        return other
    if other is FALSE:
        return one
    if one is TRUE or other is TRUE:
        return TRUE
    return TRUE if one.opposite is other else _once(np.bitwise_or, (one, other))


def opposite(one: Node) -> Node:
    """Where it is not true."""
    if one is TRUE or one is FALSE:
        return FALSE if one is TRUE else TRUE
    if one.opposite is None:
        one.opposite = Node(np.logical_not, (one,))
        one.opposite.opposite = one
    return one.opposite


def either_truth(gate: Node, then: Node, otherwise: Node) -> Node:
    """One truth where the gate is true, another elsewhere."""
    return any_of(both(gate, then), both(opposite(gate), otherwise))


def either_number(gate: Node, then: Node, otherwise: Node) -> Node:
    """One number where the gate is true, another elsewhere."""
    if then is otherwise:
        return then
    if gate is TRUE or gate is FALSE:
        return then if gate is TRUE else otherwise
    if gate.work in _ORDER and {then, otherwise} == set(gate.args):
        return applied(_ORDER[gate.work][0 if gate.args[0] is then else 1], then, otherwise)
    return _once(_chosen, (gate, then, otherwise))


_ORDER: dict[Work | None, tuple[Work, Work]] = {
    np.less: (LEAST, MOST),
    np.less_equal: (LEAST, MOST),
    np.greater: (MOST, LEAST),
    np.greater_equal: (MOST, LEAST),
}
"""What a choice between two comes to where they are compared: of the one in front, and of the other."""


def _chosen(gate: Any, then: Any, otherwise: Any) -> Array:
    return np.where(gate, _as_array(then), _as_array(otherwise))


def _as_array(part: Any) -> Array:
    return np.int64(part) if part.__class__ is int else part  # type: ignore[return-value]


def taken(source: Array, positions: Node) -> Node:
    """What stands in an array at each row's position; anything where the position lies outside."""
    if not len(source):
        return FALSE if source.dtype == bool else constant(0)
    if isinstance(positions, RowNumbers) and positions.size == len(source):
        return Node(None, array=source)
    if isinstance(positions, PickedNumbers) and positions.size == len(source):
        return Whole(partial(positions.among.of, source))
    return Node(partial(at_positions, source), (positions,))


def at_positions(source: Array, positions: Any) -> Array:
    """What stands in an array at some positions, those outside cut to its ends."""
    if positions.__class__ is not int and positions.dtype != np.intp:
        positions = positions.astype(np.intp)
    found: Array = source.take(positions, mode="clip")
    return found


def natural(node: Node) -> bool:
    """Whether no row's number can be below zero, as far as that can be told from the graph."""
    if isinstance(node, Constant):
        return node.value >= 0
    if node.work is MOST:
        return any(natural(arg) for arg in node.args)
    parts = node.args[1:] if node.work is _chosen else node.args
    if node.work in (_chosen, LEAST, ADD, MULTIPLY, FLOOR):
        return all(natural(part) for part in parts)
    listed = getattr(node.work, "func", None) is at_positions and node.work.args[0]  # type: ignore[union-attr]
    return listed is not False and len(listed) <= SHORT and bool((listed >= 0).all())
