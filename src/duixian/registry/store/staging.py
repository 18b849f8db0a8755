"""Rows of an import on their way in: copied beside the facts, compared with what is known, and taken over."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from duixian.registry.store.models import Import

COLUMNS = ("table", "key", "cells", "links", "valid_from", "valid_to", "source")
AT_ONCE = 50 * 1000
"""Rows copied in one go; progress is told after each."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows by what they are to what is known. ``kept``: an officer changed the fact since the register last said
    this, so it stays."""

    inserted: int
    corrected: int
    unchanged: int
    kept: int


def open_stage() -> None:
    """An empty stage, gone with the transaction."""
    _run(
        'CREATE TEMPORARY TABLE registry_stage ("table" text, key text, cells jsonb, links text[], valid_from date,'
        " valid_to date, source text) ON COMMIT DROP"
    )


def copy(rows: pl.DataFrame) -> Iterator[int]:
    """Copy rows to the stage; after each go, how many it were."""
    for part in rows.select(COLUMNS).iter_slices(AT_ONCE):
        data = io.BytesIO()
        part.write_csv(data, include_header=False, null_value=_NULL)
        with connection.cursor() as cursor, cursor.copy(_COPY) as stream:
            stream.write(data.getvalue())
        yield part.height


def compare(batch: Import) -> Changes:
    """What the rows on the stage change."""
    _run('CREATE INDEX ON registry_stage ("table", key)')
    _run("ANALYZE registry_stage")
    _run(_COMPARED, batch.authority_id)
    _run("CREATE INDEX ON registry_compared (\"table\") WHERE change IN ('inserted', 'corrected')")
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED)
        inserted, corrected, unchanged, kept = cursor.fetchone()
    return Changes(inserted, corrected, unchanged, kept)


def take_over(batch: Import, moment: datetime) -> Iterator[tuple[str, int]]:
    """Make facts of the rows that change something; after each table its name and how many rows of it are done."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "table", count(*) FROM registry_compared GROUP BY "table" ORDER BY "table"')
        tables = cursor.fetchall()
    for table, count in tables:
        _run(_SUPERSEDED, moment, table)
        _run(_INSERTED, batch.authority_id, moment, batch.pk, batch.actor_id, table)
        yield table, count
    _run("SELECT registry_lay_out()")


def close_stage() -> None:
    """Take the stage away, for another import in the same transaction."""
    _run("DROP TABLE registry_compared, registry_stage")


def _run(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


_NULL = "\\N"
_COPY = f"COPY registry_stage FROM STDIN (FORMAT csv, NULL '{_NULL}')"
_COMPARED = """
CREATE TEMPORARY TABLE registry_compared ON COMMIT DROP AS
SELECT s.*, f.id AS old,
    CASE
        WHEN f.id IS NULL THEN 'inserted'
        WHEN NOT f.withdrawn AND f.cells = s.cells THEN 'unchanged'
        WHEN f.batch_id IS NULL AND EXISTS (
            SELECT 1 FROM registry_fact e
            WHERE e.authority_id = f.authority_id AND e."table" = f."table" AND e.key = f.key
                AND e.batch_id IS NOT NULL AND e.cells = s.cells) THEN 'kept'
        WHEN f.withdrawn THEN 'inserted'
        ELSE 'corrected'
    END AS change
FROM registry_stage s
LEFT JOIN registry_fact f
    ON f.authority_id = %s AND f."table" = s."table" AND f.key = s.key AND f.superseded_at IS NULL
"""
_COUNTED = """
SELECT count(*) FILTER (WHERE change = 'inserted'), count(*) FILTER (WHERE change = 'corrected'),
    count(*) FILTER (WHERE change = 'unchanged'), count(*) FILTER (WHERE change = 'kept')
FROM registry_compared
"""
_SUPERSEDED = """
UPDATE registry_fact f SET superseded_at = %s FROM registry_compared c
WHERE f.id = c.old AND c.change IN ('inserted', 'corrected') AND c."table" = %s
"""
_INSERTED = """
INSERT INTO registry_fact (authority_id, "table", key, cells, links, content, valid_from, valid_to, known_at,
    withdrawn, batch_id, source, evidence, actor_id)
SELECT %s, "table", key, cells, links, '', valid_from, valid_to, %s, false, %s, source, '', %s
FROM registry_compared WHERE change IN ('inserted', 'corrected') AND "table" = %s
"""
