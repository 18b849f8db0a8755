"""Every test of a measure, numbered from above: the shape that all its cases share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Among,
    AnyOf,
    Between,
    Compare,
    Expr,
    How,
    IsAbsent,
    Literal,
    Local,
    Not,
    Parameter,
    Use,
    Within,
)
from duixian.language.rule import Condition, Measure, Policy
from duixian.language.types import Type, record


@dataclass(frozen=True, slots=True)
class Side:
    """A value that a test shows: the one found or the one asked for. ``fixed``: the node whose value it always is."""

    type: Type
    fixed: Literal | Parameter | None = None


@dataclass(slots=True)
class Slot:
    """One test. ``number``: its place in the masks; ``parts``: the tests inside it."""

    number: int
    parent: int | None
    test: Expr
    condition: Condition | None
    actual: Side | None = None
    threshold: Side | None = None
    parts: list[Slot] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Slots:
    """``every``: all tests by number. ``applies``: the one that is shown only where it is unknown. ``roots``: those of
    the conditions, in the order shown."""

    every: tuple[Slot, ...]
    applies: Slot | None
    roots: tuple[Slot, ...]


def slots_of(policy: Policy, measure: Measure) -> Slots:
    """The tests of a measure: which records are meant, the term, its own conditions, the claim's deadline."""
    made = _Numbered(policy)
    applies = made.test(measure.applies, None, None) if measure.applies is not None else None
    general = (measure.window, *measure.conditions, measure.deadline)
    roots = tuple(made.condition(condition, None) for condition in general if condition is not None)
    return Slots(tuple(made.slots), applies, roots)


class _Numbered:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.slots: list[Slot] = []

    def condition(self, condition: Condition, parent: int | None) -> Slot:
        """A named condition; alternatives (任一) keep their own names inside it."""
        if not condition.alternatives:
            return self.test(condition.test, condition, parent)
        slot = self._new(condition.test, condition, parent)
        slot.parts += [self.condition(alternative, slot.number) for alternative in condition.alternatives]
        return slot

    def test(self, test: Expr, condition: Condition | None, parent: int | None) -> Slot:
        """A test by its kind, with the tests inside it."""
        if isinstance(test, Local):
            return self.test(test.body, condition, parent)
        slot = self._new(test, condition, parent)
        slot.actual, slot.threshold = _sides(test)
        slot.parts += self._parts(slot)
        return slot

    def _parts(self, slot: Slot) -> Iterator[Slot]:
        test = slot.test
        if isinstance(test, AllOf | AnyOf):
            yield from self._tests(test.parts, slot.number)
        elif isinstance(test, Not):
            yield from self._tests((test.value,), slot.number)
        elif isinstance(test, Use) and self._policy.definitions[test.definition].value is None:
            for condition in self._policy.definitions[test.definition].conditions:
                yield self.condition(condition, slot.number)

    def _tests(self, tests: Iterable[Expr], parent: int) -> Iterator[Slot]:
        return (self.test(test, None, parent) for test in tests)

    def _new(self, test: Expr, condition: Condition | None, parent: int | None) -> Slot:
        slot = Slot(len(self.slots), parent, test, condition)
        self.slots.append(slot)
        return slot


def _sides(test: Expr) -> tuple[Side | None, Side | None]:
    if isinstance(test, Compare):
        return Side(test.left.type), _side(test.right)
    if isinstance(test, Within):
        return Side(test.place.type), _side(test.area)
    if isinstance(test, Among | Between | IsAbsent):
        return Side(test.value.type), None
    if isinstance(test, Aggregate) and test.how in (How.EXISTS, How.NONE):
        return Side(record(test.rows.table)), None
    return None, None


def _side(node: Expr) -> Side:
    inner: Expr = node
    while isinstance(inner, Local):
        inner = inner.body
    if isinstance(inner, Literal) or (isinstance(inner, Parameter) and inner.value is not None):
        return Side(node.type, inner)
    return Side(node.type)


def leaves(slots: Sequence[Slot]) -> Iterator[Slot]:
    """Tests without tests inside; what the others lack is what theirs lack together."""
    return (slot for slot in slots if not slot.parts)
