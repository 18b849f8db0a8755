"""A key of a case, read off a payment that was already made."""

from __future__ import annotations

import dataclasses
from typing import Any

from duixian.language.nodes import Expr, Field, Follow, Here, Moment, MomentName, Rows
from duixian.language.types import Kind, Type, record
from duixian.language.vocabulary import Purpose, Table, Vocabulary

_PAYMENT_DEPTH = 1


def as_prior(key: Expr, vocabulary: Vocabulary) -> Expr | None:
    """The same key with the payment as the record at depth 1, or None when a payment does not tell it."""
    table = vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
    return None if table is None else _moved(key, table)


def _moved(key: Expr, table: Table) -> Expr | None:
    here = Here(type=record(table.name), text=table.name, depth=_PAYMENT_DEPTH)
    if key.type.kind is Kind.RECORD:
        links = table.links_to(str(key.type.of))
        column = str(key.type.of) if str(key.type.of) in links else next(iter(links), None)
        return None if column is None else Follow(type=key.type, text=key.text, base=here, column=column)
    if isinstance(key, Field):
        return _field(table, key.column, key.type, here)
    if isinstance(key, Moment):
        on = key.name is MomentName.EVENT_ON and table.event is not None
        return _field(table, str(table.event), key.type, here) if on else None
    return _rebuilt(key, table)


def _field(table: Table, column: str, kind: Type, here: Here) -> Expr | None:
    declared = table.columns.get(column)
    if declared is None or declared.type != kind:
        return None
    return Field(type=kind, text=column, base=here, column=column)


def _rebuilt(key: Expr, table: Table) -> Expr | None:
    """A call or sum whose every part can be moved."""
    parts: dict[str, Any] = {}
    for part in dataclasses.fields(key):
        held = getattr(key, part.name)
        moved = _part(held, table)
        if moved is None and held is not None:
            return None
        parts[part.name] = moved
    return type(key)(**parts)


def _part(held: Any, table: Table) -> Any:
    if isinstance(held, Rows):
        return None  # what many records say of the case, a payment does not tell
    if isinstance(held, Expr):
        return _moved(held, table)
    if isinstance(held, tuple):
        moved = tuple(_part(item, table) for item in held)
        return None if any(m is None for m in moved) else moved
    return held
