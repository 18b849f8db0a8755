"""Every node of the expression language inside a value, whatever dataclasses hold it."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterator
from functools import cache
from typing import Any

from duixian.language.nodes import Expr
from duixian.language.types import Type
from duixian.values.bilingual import Text

_LEAVES = (str, int, Type, Text, type(None))


def nodes_in(value: Any) -> Iterator[Expr]:
    """Every expression in a value, outermost first."""
    if isinstance(value, _LEAVES):
        return
    if isinstance(value, Expr):
        yield value
    for part in _parts(value):
        yield from nodes_in(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, tuple):
        yield from value
    elif dataclasses.is_dataclass(value):
        for name in _fields(value.__class__):
            yield getattr(value, name)


@cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    assert isinstance(kind, type)
    return tuple(part.name for part in dataclasses.fields(kind))
