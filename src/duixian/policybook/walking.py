"""Every node of the expression language inside a value, whatever dataclasses hold it."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any

from duixian.language.nodes import Expr

_PLAIN = ("Type", "str", "int", "bool", "Any", "Text", "Fraction", "Citation", "Source")
"""Annotations of fields that hold no node."""


def nodes_in(value: Any) -> Iterator[Expr]:
    """Every expression in a value, outermost first."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if held.__class__ is tuple:
            waiting.extend(reversed(held))
            continue
        if isinstance(held, Expr):
            yield held
        for name in reversed(_fields(held.__class__)):
            waiting.append(getattr(held, name))


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    """The fields of a dataclass that may hold nodes; none of anything else."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return ()
    fields = dataclasses.fields(kind)
    return tuple(f.name for f in fields if str(f.type).removesuffix(" | None") not in _PLAIN)
