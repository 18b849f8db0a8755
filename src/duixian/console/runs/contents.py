"""The cases of a finished run, a page at a time out of the file of one measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from duixian.authorities.models import Authority
from duixian.casework.people import Cells, cells_of, name_in
from duixian.decisions.document import Json, decision_document
from duixian.decisions.store.lookup import RunFile, files_of
from duixian.decisions.store.models import Run
from duixian.language.vocabulary import Vocabulary
from duixian.registry.store.snapshot import keys_as_kept
from duixian.values.bilingual import Text

Pair = tuple[str, str]
SIZE = 50
_PLACE = "place"


@dataclass(frozen=True, slots=True)
class Line:
    """One case: its place in the file, whom it is about by name, and what came of it."""

    place: int
    who: str
    year: int | None
    verdict: str
    payable_fen: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A page of cases; ``next``: the place at which the next page starts, None after the last."""

    lines: Sequence[Line]
    next: int | None


def file_at(run: Run, place: int) -> RunFile | None:
    """The file of the measure at a place of the run's totals; None where there is none."""
    files = {(file.policy.id, file.measure.name): file for file in files_of(run)}
    if not 0 <= place < len(run.totals):
        return None
    line = run.totals[place]
    return files.get((line["policy"], line["measure"]))


def contents_of(run: Run, file: RunFile, start: int, verdict: str = "") -> Contents:
    """Cases from a place on, those of one verdict where one is named."""
    rows = pl.scan_parquet(file.path).select("record", "year", "verdict", "payable").with_row_index(_PLACE)
    rows = rows.filter(pl.col(_PLACE) >= start)
    if verdict:
        rows = rows.filter(pl.col("verdict").cast(pl.String) == verdict)
    found = rows.head(SIZE + 1).collect().rows()
    shown = found[:SIZE]
    names = _names(run.authority, file, [str(row[1]) for row in shown])
    return Contents(
        [
            Line(place, names[str(record)], year, str(word), fen or 0)
            for place, record, year, word, fen in shown
        ],
        found[SIZE][0] if len(found) > SIZE else None,
    )


def document_at(file: RunFile, place: int) -> Json | None:
    """The whole decision of a case by its place; None beyond the last."""
    row = pl.scan_parquet(file.path).select("record", "year").slice(place, 1).collect().rows()
    if not row:
        return None
    record, year = row[0]
    return decision_document(file.outcome(str(record), file.name_of(str(record), year)))


def _names(authority: Authority, file: RunFile, records: Sequence[str]) -> dict[str, str]:
    """By record, as the file writes it, the name of its own or of the person or employer it points to."""
    table, vocabulary = file.measure.table, file.policy.vocabulary
    kept = keys_as_kept(authority, [(table, record) for record in records])
    own = cells_of(authority, [(table, key) for key in kept.values()])
    linked = cells_of(
        authority, {pair for cells in own.values() for pair in _links(table, cells, vocabulary)}
    )
    return {
        record: _name(table, own.get((table, kept[table, record]), {}), linked, vocabulary)
        for record in records
    }


def _links(table: str, cells: Cells, vocabulary: Vocabulary) -> Iterator[Pair]:
    for column in vocabulary.tables[table].columns.values():
        if column.link is not None and cells.get(column.name):
            yield column.link, str(cells[column.name])


def _name(table: str, cells: Cells, linked: dict[Pair, Cells], vocabulary: Vocabulary) -> str:
    own = name_in(vocabulary.tables[table], cells)
    others = (name_in(vocabulary.tables[p[0]], linked.get(p, {})) for p in _links(table, cells, vocabulary))
    return own or " · ".join(dict.fromkeys(name for name in others if name)) or "—"


def measure_name(file: RunFile) -> Text:
    """The measure's name for people."""
    return file.measure.source.name
