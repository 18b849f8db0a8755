"""What is one with what at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl
from django.db.models import Q

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Table
from duixian.registry.store.known import KEY
from duixian.registry.store.models import Alias
from duixian.registry.store.tokens import is_token

Aliases = Mapping[str, Mapping[str, str]]
"""By table the key that is kept for each duplicate, however many joins led there."""


def aliases_at(authority: Authority, moment: datetime) -> Aliases:
    """The aliases in force at a moment."""
    held = Alias.objects.filter(authority=authority, made_at__lte=moment)
    live = held.filter(Q(undone_at__isnull=True) | Q(undone_at__gt=moment)).order_by("table", "duplicate")
    found: dict[str, dict[str, str]] = {}
    for alias in live:
        found.setdefault(alias.table, {})[alias.duplicate] = alias.kept
    return {table: {duplicate: _end(kept, duplicate) for duplicate in kept} for table, kept in found.items()}


def applied(table: Table, rows: pl.DataFrame, aliases: Aliases) -> pl.DataFrame:
    """A table's rows with everything that points to a duplicate pointing to what is kept; duplicates left out, and
    of rows without a key that are alike now all but one."""
    if not aliases or not rows.height:
        return rows
    own = aliases.get(table.name)
    if own:
        rows = rows.filter(~pl.col(KEY).is_in(list(own)))
    changed = rows.with_columns(_pointed(table, rows, aliases))
    if table.key is None:
        changed = changed.unique(list(table.columns), keep="first", maintain_order=True)
    return changed


def _pointed(table: Table, rows: pl.DataFrame, aliases: Aliases) -> list[pl.Series]:
    everywhere = {d: k for kept in aliases.values() for d, k in kept.items() if is_token(d)}
    found = []
    for name, column in table.columns.items():
        texts = rows[name]
        if column.link in aliases:
            texts = texts.replace(dict(aliases[str(column.link)]))
        if everywhere and column.link is None and name != table.key:
            texts = texts.str.replace_many(everywhere)
        found.append(texts)
    return found


def _end(kept: Mapping[str, str], key: str) -> str:
    while key in kept:
        key = kept[key]
    return key
