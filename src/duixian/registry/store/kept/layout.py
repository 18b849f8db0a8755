"""Rows of kept texts laid out for the database: key, cells, links, and from when to when they are true."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table
from duixian.language.vocabulary.writings import NONE_WORD

SOURCE = "※文件"
"""The column that says where a row was read."""

NOWHERE = ("", NONE_WORD)
"""Texts of a link that points to nothing."""

PART_SIGN = "/"
_PART_SIGN_WITHIN = "／"
_AGAIN_SIGN = "#"
_CONTROLS = {chr(code): f"\\u{code:04x}" for code in range(1, 32)}
_ESCAPES = {"\\": "\\\\", '"': '\\"', **_CONTROLS}


def identity(table: Table) -> list[Column]:
    """The columns by which a row is the same row when its contents change: the key, else what every row must have
    and what it points to."""
    if table.key is not None:
        return [table.columns[table.key]]
    return [column for column in table.columns.values() if column.required or column.link is not None]


def laid_out(table: Table, texts: pl.DataFrame) -> pl.DataFrame:
    """Columns ``table``, ``key``, ``cells`` (a JSON object), ``links`` (an array as PostgreSQL writes it),
    ``valid_from`` and ``valid_to`` (days, null where there is none) and ``source``. ``texts``: a column of texts for
    each of the table's, and ``source``."""
    rows = texts.select(
        pl.lit(table.name).alias("table"),
        _key(table).alias("key"),
        _cells(table).alias("cells"),
        _links(table).alias("links"),
        *_valid(table),
        pl.col(SOURCE).alias("source"),
    )
    return rows if table.key is not None else _told_apart(rows)


def _key(table: Table) -> pl.Expr:
    parts = [pl.col(column.name).fill_null("") for column in identity(table)]
    if table.key is not None:
        return parts[0]
    return pl.concat_str(
        [part.str.replace_all(PART_SIGN, _PART_SIGN_WITHIN, literal=True) for part in parts],
        separator=PART_SIGN,
    )


def _told_apart(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows that share what tells rows apart are numbered by their contents."""
    ordered = rows.sort("key", "cells")
    number = pl.int_range(1, pl.len() + 1).over("key")
    again = pl.when(number > 1).then(pl.lit(_AGAIN_SIGN) + number.cast(pl.String)).otherwise(pl.lit(""))
    return ordered.with_columns(pl.col("key") + again)


def _cells(table: Table) -> pl.Expr:
    members = [
        pl.when(pl.col(name).is_not_null())
        .then(pl.lit(f',"{name}":"') + _escaped(pl.col(name)) + pl.lit('"'))
        .otherwise(pl.lit(""))
        for name in table.columns
    ]
    return pl.lit("{") + pl.concat_str(members).str.slice(1) + pl.lit("}")


def _links(table: Table) -> pl.Expr:
    members = [
        pl.when(~pl.col(column.name).fill_null("").is_in(NOWHERE))
        .then(pl.lit(f',"{column.link}:') + _escaped(pl.col(column.name)) + pl.lit('"'))
        .otherwise(pl.lit(""))
        for column in table.columns.values()
        if column.link is not None
    ]
    return pl.lit("{") + (pl.concat_str(members).str.slice(1) if members else pl.lit("")) + pl.lit("}")


def _escaped(text: pl.Expr) -> pl.Expr:
    return text.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def _valid(table: Table) -> Iterator[pl.Expr]:
    start, end = table.period or (table.event, table.event)
    yield _day(table, start, last=False).alias("valid_from")
    yield _day(table, end, last=True).alias("valid_to")


def _day(table: Table, name: str | None, *, last: bool) -> pl.Expr:
    if name is None:
        return pl.lit(None, pl.Date)
    if table.columns[name].type.kind is Kind.MONTH:
        first = (pl.col(name) + pl.lit("-01")).str.to_date("%Y-%m-%d", strict=False)
        return first.dt.month_end() if last else first
    return pl.col(name).str.to_date("%Y-%m-%d", strict=False)
