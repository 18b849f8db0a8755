"""The files of a registry by table, as far as partitions need to know them: their place, headers and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.registry.headers import assign, tables_in
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
    """The files of a registry. ``other``: files that are no Parquet, or that the reader will have to speak of."""

    folder: Path
    tables: Mapping[str, tuple[Source, ...]]
    other: tuple[Path, ...]

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
    for path in _files(folder, vocabulary):
        source = _source(path, vocabulary) if path.suffix.lower() == PARQUET else None
        if source is None:
            other.append(path)
        else:
            tables.setdefault(source.table, []).append(source)
    return Sources(folder, {name: tuple(found) for name, found in tables.items()}, tuple(other))


def _files(folder: Path, vocabulary: Vocabulary) -> Iterator[Path]:
    yield from files_of(folder)[0]
    for inner in sorted(
        p for p in folder.iterdir() if p.is_dir() and "".join(p.name.split()) in vocabulary.tables
    ):
        yield from sorted(p for p in inner.iterdir() if p.suffix.lower() == PARQUET)


def _source(path: Path, vocabulary: Vocabulary) -> Source | None:
    """A file whose table and columns are clear; None for one that cannot be opened or used."""
    try:
        frame = pl.scan_parquet(path)
        headers = tuple(frame.collect_schema().names())
        rows = int(frame.select(pl.len()).collect().item())
    except PolarsError:
        return None
    sheet = Sheet(path.name, None, headers, ())
    table = _table_of(path, sheet, vocabulary)
    assigned = assign(sheet, table)[0] if table is not None and not table.catalogue else None
    if assigned is None:
        return None
    named = {column.name: headers[place] for place, column in assigned.columns}
    return Source(path, assigned.table.name, named, headers, rows)


def _table_of(path: Path, sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    named, _ = tables_in(path, [sheet], vocabulary)
    if named:
        return named[0][1]
    return vocabulary.tables.get("".join(path.parent.name.split()))


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
