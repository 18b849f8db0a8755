"""Which payments a group may count against a case: those that a test can name by a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.segments import Array, Truths
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
from duixian.language.types import Kind
from duixian.language.vocabulary import Table


def equalities(prior: Expr) -> Iterator[tuple[str, Expr]]:
    """Columns of the payment that must equal something of the case."""
    for part in prior.parts if isinstance(prior, AllOf) else (prior,):
        if isinstance(part, Compare) and part.operator is Comparison.EQ:
            for inner, outer in ((part.left, part.right), (part.right, part.left)):
                if isinstance(inner, Field | Follow) and inner.base == _payment(inner) and _root(outer) == 0:
                    yield inner.column, outer


def told_keys(keys: Sequence[Expr], payments: Table) -> Iterator[tuple[str, Expr]]:
    """Columns of the payment that tell a key of the group: where one says something else, it is another's."""
    for key in keys:
        name = (
            str(key.type.of) if key.type.kind is Kind.RECORD else key.column if isinstance(key, Field) else ""
        )
        if name in payments.columns and payments.columns[name].type == key.type:
            yield name, key


@dataclass(frozen=True, eq=False)
class Meet:
    """A column of the payments that must hold what the cases want. ``none``: cases that want what is not there;
    ``there``: payments that say something; ``silent``: payments that say nothing, and may meet any case."""

    wanted: Array
    none: Truths
    held: Array
    there: Truths
    silent: Truths


def paired(meets: Sequence[Meet], cases: int, payments: int) -> tuple[Array, Array]:
    """(case, payment) of all that meet in every column, by case and then payment; all pairs where none is given."""
    if not meets:
        return np.repeat(np.arange(cases), payments), np.tile(np.arange(payments), cases)
    case, payment = _joined(meets[0])
    for meet in meets[1:]:
        same = meet.there[payment] & (meet.held[payment] == meet.wanted[case]) & ~meet.none[case]
        kept = same | meet.silent[payment]
        case, payment = case[kept], payment[kept]
    order = np.lexsort((payment, case))
    return case[order], payment[order]


def _joined(meet: Meet) -> tuple[Array, Array]:
    rows, asking = np.flatnonzero(meet.there), np.flatnonzero(~meet.none)
    order = rows[np.argsort(meet.held[rows], kind="stable")]
    low = np.searchsorted(meet.held[order], meet.wanted[asking])
    high = np.searchsorted(meet.held[order], meet.wanted[asking], side="right")
    silent, size = np.flatnonzero(meet.silent), len(meet.wanted)
    case = np.concatenate([np.repeat(asking, high - low), np.repeat(np.arange(size), len(silent))])
    return case, np.concatenate([Lists.ranges(low, high, order).items, np.tile(silent, size)])


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
