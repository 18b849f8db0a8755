"""What an authority knows at a moment, as columns of register texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import polars as pl
from django.db import connection
from psycopg import sql

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Table
from duixian.registry.store.kept.cells import unknown_in_register
from duixian.registry.store.kept.layout import SOURCE
from duixian.registry.store.models import Supplied

KEY, CONTENT = "※键", "※内容"
"""Columns beside those of the table and ``SOURCE``: the key as kept and the hash of the cells."""
REMARKS = (KEY, CONTENT, SOURCE)

_AT = sql.SQL("known_at <= {at} AND (superseded_at IS NULL OR superseded_at > {at}) AND NOT withdrawn")


def supplied_at(authority: Authority, moment: datetime) -> set[str]:
    """The tables that the authority keeps."""
    held = Supplied.objects.filter(authority=authority, known_at__lte=moment)
    return set(held.values_list("table", flat=True))


def rows_at(
    authority: Authority, table: Table, moment: datetime, keys: Sequence[str] | None = None
) -> pl.DataFrame:
    """The rows of a table (those of some keys) in the order of their keys: the remarks, then its columns as a
    register writes them, tokens in the place of numbers."""
    if keys is not None and not keys:
        return pl.DataFrame(schema=dict.fromkeys([*REMARKS, *table.columns], pl.String))
    wanted = sql.SQL("") if keys is None else sql.SQL(" AND key = ANY({})").format(sql.Literal(list(keys)))
    query = sql.SQL(
        "SELECT key, content, source{cells} FROM registry_fact"
        ' WHERE authority_id = {authority} AND "table" = {table} AND {at}{wanted} ORDER BY key COLLATE "C"'
    ).format(
        cells=sql.SQL("").join(
            sql.SQL(", ") + _cell(name, unknown_in_register(c)) for name, c in table.columns.items()
        ),
        authority=sql.Literal(authority.pk),
        table=sql.Literal(table.name),
        at=_AT.format(at=sql.Literal(moment)),
        wanted=wanted,
    )
    return _copied(query, [*REMARKS, *table.columns])


def keys_at(authority: Authority, table: Table, moment: datetime) -> pl.Series:
    """The keys of a table's rows."""
    query = sql.SQL(
        'SELECT key FROM registry_fact WHERE authority_id = {authority} AND "table" = {table} AND {at}'
    ).format(
        authority=sql.Literal(authority.pk),
        table=sql.Literal(table.name),
        at=_AT.format(at=sql.Literal(moment)),
    )
    return _copied(query, [KEY])[KEY]


def _cell(name: str, unknown: str) -> sql.Composable:
    return sql.SQL("coalesce(cells ->> {}, {})").format(sql.Literal(name), sql.Literal(unknown))


def _copied(query: sql.Composed, names: Sequence[str]) -> pl.DataFrame:
    """The rows of a query whose cells are all texts, and none of them null."""
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY ({}) TO STDOUT (FORMAT csv, FORCE_QUOTE *)").format(query)) as copy,
    ):
        data = b"".join(copy)
    schema = dict.fromkeys(names, pl.String)
    if not data:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(io.BytesIO(data), has_header=False, schema=schema)
