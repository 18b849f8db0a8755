"""Conditions with their trace in columns: every test inside, the value found and the value asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from duixian.engines.bulk.aggregates import deciding, existence, folded, owned, selected
from duixian.engines.bulk.compiler import Scope, compiled, operand
from duixian.engines.bulk.logic import compared, joined, negation, settled
from duixian.engines.bulk.scalar import Scalar
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
    Local,
    Not,
    Use,
    Within,
)
from duixian.language.rule import Condition
from duixian.language.types import record


@dataclass(frozen=True, slots=True)
class Tested:
    """One tested expression in columns. ``deciding``: the value found is the record that decided, if one did."""

    test: Expr
    truth: Scalar
    actual: Scalar | None = None
    threshold: Scalar | None = None
    parts: tuple[Tested, ...] = ()
    condition: Condition | None = None
    deciding: bool = False


def traced_condition(condition: Condition, scope: Scope) -> Tested:
    """A named condition; alternatives (任一) keep their own names inside it."""
    if condition.alternatives:
        found = tuple(traced_condition(alternative, scope) for alternative in condition.alternatives)
        truth = joined([f.truth for f in found], scope, every=False)
        return Tested(condition.test, truth, parts=found, condition=condition)
    tested = traced(condition.test, scope)
    if tested.condition is None:
        return replace(tested, condition=condition)
    return Tested(condition.test, tested.truth, parts=(tested,), condition=condition)


def traced(test: Expr, scope: Scope) -> Tested:
    """A test, by its kind."""
    if isinstance(test, Compare):
        left, right = (operand(one, scope) for one in (test.left, test.right))
        return Tested(test, compared(test, left, right, scope), left, right)
    if isinstance(test, AllOf | AnyOf):
        return _joined(test, test.parts, scope, every=isinstance(test, AllOf))
    if isinstance(test, Not):
        inner = traced(test.value, scope)
        return Tested(test, negation(inner.truth), parts=(inner,))
    if isinstance(test, Local):
        return traced(test.body, scope)
    if isinstance(test, Use) and scope.policy.definitions[test.definition].value is None:
        return _term(test, scope)
    if isinstance(test, Aggregate) and test.how in (How.EXISTS, How.NONE):
        return _existence(test, scope)
    return _leaf(test, scope)


def _joined(test: Expr, parts: Sequence[Expr], scope: Scope, *, every: bool) -> Tested:
    found = tuple(traced(part, scope) for part in parts)
    return Tested(test, joined([f.truth for f in found], scope, every=every), parts=found)


def _term(test: Use, scope: Scope) -> Tested:
    definition = scope.policy.definitions[test.definition]
    inner = scope.framed(definition, tuple(compiled(argument, scope) for argument in test.arguments))
    found = tuple(traced_condition(condition, inner) for condition in definition.conditions)
    truth = joined([f.truth for f in found], scope, every=not definition.any_of)
    return Tested(test, truth, parts=found)


def _existence(test: Aggregate, scope: Scope) -> Tested:
    """存在 and 没有 show the record that decided them."""
    selection = selected(test, scope)
    truth = owned(existence(test, folded(selection), scope), selection, scope)
    first = Scalar(record(test.rows.table), deciding(selection, scope), scope.space)
    return Tested(test, truth, first, deciding=True)


def _leaf(test: Expr, scope: Scope) -> Tested:
    found = compiled(test, scope)
    truth = found if found.absent is None else replace(found, value=settled(found), absent=None)
    actual, threshold = None, None
    if isinstance(test, Within):
        actual, threshold = operand(test.place, scope), compiled(test.area, scope)
    elif isinstance(test, Among | Between | IsAbsent):
        actual = operand(test.value, scope)
    return Tested(test, truth, actual, threshold)
