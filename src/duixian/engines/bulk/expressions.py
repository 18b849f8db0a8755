"""Columns with null, as expressions over nodes: numbers, codes of texts and positions, and truths.

A number is a node beside another that says where it is known. A truth is two nodes: where it is surely true and
where it is surely false; so 且 and 或 follow Kleene with one step each. Null cells hold anything as numbers, and
neither as truths. All arithmetic is in 64 bits; ``numbers`` guards what might leave them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.nodes import (
    ADD,
    DISTANCE,
    FALSE,
    FLOOR,
    LEAST,
    MODULO,
    MOST,
    MULTIPLY,
    NEGATIVE,
    SUBTRACT,
    TRUE,
    Constant,
    Node,
    Work,
    any_of,
    applied,
    both,
    constant,
    either_number,
    either_truth,
    opposite,
)

MANY = 8
"""More values than this are looked for by numpy's own search."""


class Column:
    """One value or null for each row of a space.

    ``node`` holds the numbers, or where it is surely true; ``other`` where the number is known (None: everywhere),
    or where it is surely false (None: wherever it is not true)."""

    __slots__ = ("_known", "empty_is_zero", "node", "other", "truth")

    def __init__(self, node: Node, other: Node | None = None, truth: bool = False) -> None:
        self.node, self.other, self.truth = node, other, truth
        self._known: Node | None = None
        self.empty_is_zero = other is None

    @property
    def known(self) -> Node:
        """Where it is not null."""
        if self.other is None:
            return TRUE
        if not self.truth:
            return self.other
        if self._known is None:
            self._known = any_of(self.node, self.other)
        return self._known

    @property
    def false(self) -> Node:
        """Where a truth is surely false."""
        return opposite(self.node) if self.other is None else self.other

    def __add__(self, other: Column | int) -> Column:
        return _number(ADD, self, literal(other))

    def __sub__(self, other: Column | int) -> Column:
        return _number(SUBTRACT, self, literal(other))

    def __mul__(self, other: Column | int) -> Column:
        return _number(MULTIPLY, self, literal(other))

    def __floordiv__(self, other: Column | int) -> Column:
        return _number(FLOOR, self, literal(other))

    def __mod__(self, other: Column | int) -> Column:
        return _number(MODULO, self, literal(other))

    def __neg__(self) -> Column:
        return Column(applied(NEGATIVE, self.node), self.other)

    def distance(self) -> Column:
        """How far from zero."""
        return Column(applied(DISTANCE, self.node), self.other)

    def __eq__(self, other: object) -> Column:  # type: ignore[override]
        return _compared(np.equal, self, literal(other))

    def __ne__(self, other: object) -> Column:  # type: ignore[override]
        return _compared(np.not_equal, self, literal(other))

    def __lt__(self, other: Column | int) -> Column:
        return _compared(np.less, self, literal(other))

    def __le__(self, other: Column | int) -> Column:
        return _compared(np.less_equal, self, literal(other))

    def __gt__(self, other: Column | int) -> Column:
        return _compared(np.greater, self, literal(other))

    def __ge__(self, other: Column | int) -> Column:
        return _compared(np.greater_equal, self, literal(other))

    __hash__ = None  # type: ignore[assignment]

    def __and__(self, other: Column) -> Column:
        true = both(self.node, other.node)
        if self.other is None and other.other is None:
            return Column(true, None, True)
        return Column(true, any_of(self.false, other.false), True)

    def __or__(self, other: Column) -> Column:
        true = any_of(self.node, other.node)
        if self.other is None and other.other is None:
            return Column(true, None, True)
        return Column(true, both(self.false, other.false), True)

    def __invert__(self) -> Column:
        if self.other is None:
            return Column(opposite(self.node), None, True)
        return Column(self.other, self.node, True)

    def is_null(self) -> Column:
        """Where it is not known."""
        return Column(opposite(self.known), None, True)

    def sure(self) -> Column:
        """A truth; false where it is not known."""
        return self if self.other is None else Column(self.node, None, True)

    def open(self) -> Column:
        """A truth; true where it is not known."""
        return self if self.other is None else Column(opposite(self.other), None, True)

    def or_zero(self) -> Column:
        """A number; zero where it is not known."""
        return Column(self.node if self.empty_is_zero else either_number(self.known, self.node, constant(0)))

    def cut(self, least: int, most: int) -> Column:
        """No less and no more than two bounds."""
        return Column(applied(MOST, applied(LEAST, self.node, constant(most)), constant(least)), self.other)

    def is_in(self, values: Sequence[int]) -> Column:
        """Whether a known number is one of some."""
        if len(values) > MANY:
            wanted = np.array(values, np.int64)
            return Column(
                both(Node(lambda found: np.isin(found, wanted), (self.node,)), self.known), None, True
            )
        found: Node = FALSE
        for value in values:
            found = any_of(found, applied(np.equal, self.node, constant(value)))
        return Column(both(found, self.known), None, True)


NULL = Column(constant(0), FALSE)
YES, NO = Column(TRUE, None, True), Column(FALSE, None, True)
MAYBE = Column(FALSE, FALSE, True)
"""A truth that is not known."""


def literal(value: object) -> Column:
    """A number or truth in every row; a column is itself."""
    if isinstance(value, Column):
        return value
    if value is None:
        return NULL
    if isinstance(value, bool):
        return YES if value else NO
    assert isinstance(value, int)
    return Column(constant(value))


def _known(one: Column, other: Column) -> Node | None:
    if one.other is None:
        return other.other
    return one.other if other.other is None else both(one.other, other.other)


def _number(work: Work, one: Column, other: Column) -> Column:
    return Column(applied(work, one.node, other.node), _known(one, other))


def _compared(work: Work, one: Column, other: Column) -> Column:
    if one.truth or other.truth:
        return _truths_compared(work, one, other)
    met, known = _told(work, one.node, other.node), _known(one, other)
    if known is None:
        return Column(met, None, True)
    return Column(both(met, known), both(opposite(met), known), True)


def _told(work: Work, one: Node, other: Node) -> Node:
    """A comparison; of a column that lies wholly on one side of a number, the answer."""
    span = getattr(one, "span", None)
    if span is not None and isinstance(other, Constant) and work not in (np.equal, np.not_equal):
        least, greatest = (bool(work(end, other.value)) for end in span)
        if least == greatest:
            return constant(least)
    return applied(work, one, other)


def _truths_compared(work: Work, one: Column, other: Column) -> Column:
    """= and ≠ of truths."""
    same = (one & other) | (~one & ~other)
    assert work in (np.equal, np.not_equal)
    return same if work is np.equal else ~same


def when(gate: Column, then: Column | int | None, otherwise: Column | int | None) -> Column:
    """One value where the gate is true, another where it is false or not known."""
    one, other, met = literal(then), literal(otherwise), gate.node
    if one is not NULL and other is not NULL:
        assert one.truth == other.truth
    if one.truth or other.truth:
        return _truth_chosen(met, MAYBE if one is NULL else one, MAYBE if other is NULL else other)
    known = None
    if one.other is not None or other.other is not None:
        known = either_truth(met, one.known, other.known)
    if one is NULL:
        return Column(other.node, known)
    return Column(one.node if other is NULL else either_number(met, one.node, other.node), known)


def _truth_chosen(met: Node, one: Column, other: Column) -> Column:
    true = either_truth(met, one.node, other.node)
    if one.other is None and other.other is None:
        return Column(true, None, True)
    return Column(true, either_truth(met, one.false, other.false), True)


def smaller(one: Column, other: Column | int) -> Column:
    """The smaller of two; where one is not known, the other."""
    return _extreme(LEAST, one, literal(other))


def greater(one: Column, other: Column | int) -> Column:
    """The greater of two; where one is not known, the other."""
    return _extreme(MOST, one, literal(other))


def _extreme(work: Work, one: Column, other: Column) -> Column:
    better = applied(work, one.node, other.node)
    if one.other is None and other.other is None:
        return Column(better)
    better = either_number(one.known, better, other.node)
    return Column(either_number(other.known, better, one.node), any_of(one.known, other.known))
