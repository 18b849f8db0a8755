"""Which payments a group may count against a case: those that a test can name by a column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from duixian.language.nodes import (
    AllOf,
    Compare,
    Comparison,
    Expr,
    Field,
    Follow,
    Here,
    Moment,
    MomentName,
    Use,
)
from duixian.language.rule import Policy


def equalities(prior: Expr) -> Iterator[tuple[str, Expr]]:
    """Columns of the payment that must equal something of the case."""
    for part in prior.parts if isinstance(prior, AllOf) else (prior,):
        if isinstance(part, Compare) and part.operator is Comparison.EQ:
            for inner, outer in ((part.left, part.right), (part.right, part.left)):
                if isinstance(inner, Field | Follow) and inner.base == _payment(inner) and _root(outer) == 0:
                    yield inner.column, outer


def _payment(inner: Field | Follow) -> Expr | None:
    return inner.base if isinstance(inner.base, Here) and inner.base.depth == 1 else None


def _root(node: Expr) -> int | None:
    """The depth of the record that a chain of columns starts from."""
    while isinstance(node, Field | Follow):
        node = node.base
    return node.depth if isinstance(node, Here) else None


def turns_on_the_day(node: Any, policy: Policy) -> bool:
    """Whether an expression looks at the day of the event, which for a payment by periods is each period's."""
    if isinstance(node, Moment):
        return node.name is MomentName.EVENT_ON
    if isinstance(node, Use):
        definition = policy.definitions[node.definition]
        tests = [condition.test for condition in definition.conditions]
        return any(turns_on_the_day(part, policy) for part in (*node.arguments, definition.value, *tests))
    if isinstance(node, tuple):
        return any(turns_on_the_day(part, policy) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return any(turns_on_the_day(getattr(node, part.name), policy) for part in fields(node))
    return False
