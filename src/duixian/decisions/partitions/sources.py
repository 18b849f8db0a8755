"""The files of a registry by table, as far as partitions need to know them: their place, headers and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.registry.assigning import assigned_in, not_supplied
from duixian.registry.headers import Assigned, assign
from duixian.registry.notes import Note
from duixian.registry.sources.columnar import open_parquet
from duixian.registry.sources.folder import files_of
from duixian.registry.sources.sheet import Sheet

PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Source:
    """One Parquet file of a table: its headers by column name, as they stand in the file."""

    path: Path
    table: str
    headers: Mapping[str, str]
    all_headers: tuple[str, ...]
    rows: int

    def scan(self) -> pl.LazyFrame:
        """The file, to be streamed."""
        return pl.scan_parquet(self.path)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a registry. ``other``: registers that are no Parquet. ``notes``: what there is to say of any."""

    folder: Path
    tables: Mapping[str, tuple[Source, ...]]
    other: tuple[Path, ...]
    notes: tuple[Note, ...]

    def rows(self, table: str) -> int:
        """Rows of a table, bad ones included."""
        return sum(source.rows for source in self.tables.get(table, ()))

    def paths(self) -> Iterator[Path]:
        """Every file, in order."""
        yield from self.other
        yield from (source.path for sources in self.tables.values() for source in sources)


def sources_of(folder: Path, vocabulary: Vocabulary) -> Sources:
    """The files of a folder, and of its sub-folders named for a table. Raises RegistryError without the folder."""
    tables: dict[str, list[Source]] = {}
    other: list[Path] = []
    files, passed = files_of(folder)
    inner = {path: found for path in sorted(folder.iterdir()) if (found := _parts(path, vocabulary))}
    notes = [note for note in passed if note.where not in {path.name for path in inner}]
    for path in (*files, *(part for found in inner.values() for part in found)):
        if path.suffix.lower() != PARQUET:
            other.append(path)
            continue
        source, said = _source(path, vocabulary)
        notes += said
        if source is not None:
            tables.setdefault(source.table, []).append(source)
    supplied = {*tables, *(t.name for t in vocabulary.tables.values() if t.catalogue)}
    notes += not_supplied(folder.name, vocabulary, supplied)
    return Sources(folder, {name: tuple(found) for name, found in tables.items()}, tuple(other), tuple(notes))


def _parts(folder: Path, vocabulary: Vocabulary) -> list[Path]:
    """The part files in a folder that is named for a table."""
    if not folder.is_dir() or "".join(folder.name.split()) not in vocabulary.tables:
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == PARQUET)


def _source(path: Path, vocabulary: Vocabulary) -> tuple[Source | None, list[Note]]:
    """A file whose table and columns are clear; a note says why it is none."""
    try:
        frame = pl.scan_parquet(path)
        headers = tuple(frame.collect_schema().names())
        rows = int(frame.select(pl.len()).collect().item())
    except PolarsError:
        return None, open_parquet(path)[1]
    sheet = Sheet(path.name, None, headers, ())
    inner = vocabulary.tables.get("".join(path.parent.name.split()))
    found, notes = assigned_in(path, vocabulary, lambda _: ([sheet], []))
    if not found and inner is not None:
        found, notes = _assigned(sheet, inner)
    if not found:
        return None, notes
    named = {column.name: headers[place] for place, column in found[0].columns}
    return Source(path, found[0].table.name, named, headers, rows), notes


def _assigned(sheet: Sheet, table: Table) -> tuple[list[Assigned], list[Note]]:
    assigned, said = assign(sheet, table)
    return [assigned] if assigned is not None else [], said


def column_of(source: Source, column: Column) -> pl.Expr:
    """The text of a column in a file's rows; null throughout where the file lacks it."""
    header = source.headers.get(column.name)
    return pl.lit(None, pl.String) if header is None else pl.col(header).cast(pl.String)


def fingerprint(paths: Iterable[Path], folder: Path) -> str:
    """The hash of some files' names and contents, so that a run is only continued over the same registers."""
    whole = sha256()
    for path in sorted(paths):
        whole.update(f"{path.relative_to(folder)}\n".encode())
        whole.update(content_hash(path).encode())
    return whole.hexdigest()


def content_hash(path: Path) -> str:
    """The hash of one file's bytes."""
    found = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            found.update(block)
    return found.hexdigest()
