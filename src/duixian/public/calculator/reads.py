"""What an amount rests on: the columns and registers that its rule looks at, terms of the policy followed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from duixian.language.nodes import Aggregate, Expr, Field, Follow, Rows, Use
from duixian.language.rule import Measure, Policy
from duixian.policybook.measure_key import MeasureKey
from duixian.policybook.walking import nodes_in


def amount_reads(policy: Policy, measure: Measure) -> frozenset[tuple[str, str]]:
    """By table and column, what the amount, the payees and the payout of a measure look at; a register as its own
    name twice, as engines name what is missing of it."""
    return _reads(MeasureKey(policy, measure))


@lru_cache(maxsize=256)
def _reads(held: MeasureKey) -> frozenset[tuple[str, str]]:
    measure = held.measure
    variables = tuple(node for _name, node in measure.variables)
    # What must still hold in later months is no part of the amount: it is borne out like any other condition.
    parts = (measure.amount, getattr(measure.payout, "amount", None), measure.payees, variables)
    return frozenset(place for node in _nodes(parts, held.policy) for place in _places(node))


def _nodes(parts: Any, policy: Policy) -> Iterator[Expr]:
    """Every node in some parts and in the terms that they use."""
    waiting, met = [parts], set[str]()
    while waiting:
        for node in nodes_in(waiting.pop()):
            yield node
            if isinstance(node, Use) and node.definition not in met:
                met.add(node.definition)
                waiting.append(policy.definitions[node.definition])


def _places(node: Expr) -> Iterator[tuple[str, str]]:
    if isinstance(node, Field | Follow):
        yield str(node.base.type.of), node.column
    if isinstance(node, Aggregate):
        rows: Any = node.rows
        while isinstance(rows, Rows):
            yield rows.table, rows.table
            rows = rows.base
