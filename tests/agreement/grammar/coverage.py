"""What generated policies hold: each class of node, each word of each list, each form of a measure."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from duixian.language import nodes, rule
from duixian.language.functions import FUNCTIONS
from duixian.language.nodes import Call, Expr, Holds
from duixian.language.rule import Policy
from duixian.language.types import Kind

_CARRIERS = (
    rule.Policy,
    rule.Source,
    rule.Interpretation,
    rule.Option,
    rule.Clause,
    rule.Window,
    rule.Target,
)
"""What is about a policy, not decided by it."""
_WORDS = (
    nodes.MomentName,
    nodes.Operator,
    nodes.Comparison,
    nodes.How,
    nodes.StepKind,
    rule.MeasureKind,
    rule.Gap,
    rule.Recovery,
    rule.Exceeding,
    rule.Ties,
    rule.Shortage,
    rule.Mode,
)
_OPTIONAL = (rule.Measure, rule.Limit, rule.Quota, rule.Budget, rule.Group, rule.Membership, rule.Payee)
_LAID_OUT = (rule.Periodic, rule.Once, rule.Prepayment, rule.Part, rule.Hold, rule.Definition)
_PART_OF = (
    *_OPTIONAL,
    *_LAID_OUT,
    nodes.Aggregate,
    nodes.Holds,
    nodes.Rows,
    nodes.Row,
    nodes.Band,
    nodes.Slice,
)
"""Classes whose fields may be left out: each field is seen filled."""
_FIELDS = "__dataclass_fields__"
_NOT_WRITTEN = {"source", "prior_keys", "interpretations", "evidence", "steps", "type", "text", "label"}


def wanted() -> set[str]:
    """Everything that some policy has to hold."""
    found = {f"node {kind.__name__}" for kind in _classes(nodes)} | {
        f"rule {k.__name__}" for k in _classes(rule)
    }
    found |= {f"{words.__name__} {word.value}" for words in _WORDS for word in words}
    found |= {f"function {name}" for name in FUNCTIONS}
    found |= {f"value of {kind.value}" for kind in Kind}
    return found | {f"{c.__name__}.{f.name}" for c in _PART_OF for f in dataclasses.fields(c) if _open(f)}


def _open(field: dataclasses.Field[Any]) -> bool:
    return field.name not in _NOT_WRITTEN


def _classes(module: Any) -> Iterator[type]:
    for found in vars(module).values():
        own = isinstance(found, type) and found.__module__ == module.__name__
        if own and hasattr(found, _FIELDS) and found not in (*_CARRIERS, Expr):
            yield found


def held_by(policy: Policy) -> Counter[str]:
    """What one policy holds, and how often."""
    found: Counter[str] = Counter()
    for part in (*policy.measures.values(), *policy.definitions.values(), *policy.groups.values()):
        _count(part, found)
    return found


def _count(held: Any, found: Counter[str]) -> None:
    if isinstance(held, tuple):
        for item in held:
            _count(item, found)
        return
    if isinstance(held, StrEnum):
        found[f"{type(held).__name__} {held.value}"] += 1
    if not dataclasses.is_dataclass(held) or isinstance(held, type):
        return
    _count_class(held, found)
    for field in dataclasses.fields(held):
        value = getattr(held, field.name)
        if value not in (None, (), False, "") and type(held) in _PART_OF and _open(field):
            found[f"{type(held).__name__}.{field.name}"] += 1
        _count(value, found)


def _count_class(held: Any, found: Counter[str]) -> None:
    module = "node" if type(held).__module__ == nodes.__name__ else "rule"
    found[f"{module} {type(held).__name__}"] += 1
    if isinstance(held, Expr):
        found[f"value of {held.type.kind.value}"] += 1
    if isinstance(held, Call):
        found[f"function {held.function}"] += 1
    if isinstance(held, Holds):
        found["function of a period"] += 1
