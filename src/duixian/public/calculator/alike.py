"""Members of a category that a policy's conditions cannot tell apart, so that one of them stands for all in a trial.

Where a column is only compared with words that the policy writes, what matters of a member is how it compares with
each of them. Where it is put to any other use, every member stands for itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from duixian.language.nodes import Among, Between, ByCategory, Compare, Comparison, Expr, Field, Literal
from duixian.language.rule import Policy
from duixian.language.vocabulary import Category
from duixian.policybook.walking import nodes_in
from duixian.public.calculator.held import Held

Place = tuple[str, str]


def representatives(place: Place, category: Category, policy: Policy) -> tuple[str, ...]:
    """One member of each kind that conditions tell apart, in the category's order."""
    uses = _uses(Held(policy)).get(place, ())
    if any(use is None for use in uses):
        return category.members
    kinds: dict[tuple[Any, ...], str] = {}
    for member in category.members:
        kinds.setdefault(tuple(_told(use, member, category) for use in uses if use is not None), member)
    return tuple(kinds.values())


@lru_cache(maxsize=32)
def _uses(held: Held) -> dict[Place, list[Expr | None]]:
    """By column, the comparisons it stands in; None for a use of another kind."""
    rules = (tuple(held.policy.measures.values()), tuple(held.policy.definitions.values()))
    found: dict[Place, list[Expr | None]] = {}
    for node in nodes_in(rules):
        for inner in _inside(node):
            place = (str(inner.base.type.of), inner.column)
            found.setdefault(place, []).append(node if _plain(node, inner) else None)
    return found


def _inside(node: Expr) -> Iterator[Field]:
    """The columns that a node looks at itself."""
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        yield from (
            one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Field)
        )


def _plain(node: Expr, inner: Field) -> bool:
    """Whether the column is only compared with what is written in the rule."""
    if isinstance(node, Compare):
        return isinstance(node.right if node.left is inner else node.left, Literal)
    if isinstance(node, Among):
        return node.value is inner and all(isinstance(option, Literal) for option in node.options)
    if isinstance(node, Between):
        return node.value is inner and isinstance(node.low, Literal) and isinstance(node.high, Literal)
    return isinstance(node, ByCategory) and node.subject is inner


def _told(node: Expr, member: str, category: Category) -> Any:
    """What a use makes of a member."""
    if isinstance(node, Compare):
        other = node.right if isinstance(node.right, Literal) else node.left
        assert isinstance(other, Literal)
        if node.operator in (Comparison.EQ, Comparison.NE):
            return member == other.value
        here, there = category.rank(member), category.rank(other.value)
        return (here > there) - (here < there)
    if isinstance(node, Among):
        return any(isinstance(option, Literal) and option.value == member for option in node.options)
    if isinstance(node, Between) and isinstance(node.low, Literal) and isinstance(node.high, Literal):
        return category.rank(node.low.value) <= category.rank(member) <= category.rank(node.high.value)
    assert isinstance(node, ByCategory)
    return next((row.label for row in node.rows if row.keys is not None and member in row.keys), None)
