"""Which registers a policy's rules look into, so that nobody is asked for one that no rule reads."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from duixian.language.nodes import Expr, Rows
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Purpose


def registers_used(policy: Policy) -> tuple[str, ...]:
    """Names of tables in the vocabulary's order: those the rules read, those their rows point to, and those the
    engine itself looks into (claims, payments). Catalogues that come with the policy are left out."""
    tables = policy.vocabulary.tables
    used = set(_read_by((policy.definitions, policy.measures, policy.groups, policy.targets)))
    used |= {t.name for purpose in Purpose if (t := policy.vocabulary.with_purpose(purpose)) is not None}
    return tuple(name for name, table in tables.items() if name in used and not table.catalogue)


def _read_by(part: Any) -> Iterator[str]:
    """Tables named anywhere in a part of a policy."""
    if isinstance(part, Mapping):
        part = tuple(part.values())
    if isinstance(part, tuple):
        for item in part:
            yield from _read_by(item)
    elif dataclasses.is_dataclass(part):
        yield from _named_by(part)
        for field in dataclasses.fields(part):
            yield from _read_by(getattr(part, field.name))


def _named_by(part: Any) -> Iterator[str]:
    if isinstance(part, Rows):
        yield part.table
    elif isinstance(part, Expr):
        if part.type.kind is Kind.RECORD:
            yield str(part.type.of)
    elif isinstance(getattr(part, "table", None), str):
        yield part.table
