"""The files of a registry by table, as far as partitions need to know them: their place, headers and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
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
    """Parquet files of a table that follow each other and are alike: ``headers``, by column name, as they stand there;
    ``types`` of the columns; ``lengths``, the rows of each file.

    A registry of many persons comes in hundreds of files. Read as one they cost a third of what they cost apart.
    """

    paths: tuple[Path, ...]
    table: str
    headers: Mapping[str, str]
    types: Mapping[str, pl.DataType]
    lengths: tuple[int, ...]

    @property
    def all_headers(self) -> tuple[str, ...]:
        """The headers of the files, in order."""
        return tuple(self.types)

    @property
    def rows(self) -> int:
        """The rows of all files."""
        return sum(self.lengths)

    def scan(self) -> pl.LazyFrame:
        """The files, to be streamed, in order."""
        return pl.scan_parquet(list(self.paths), glob=False)

    def alike(self, other: Source) -> bool:
        """Whether another's files can be read as if they were this one's."""
        return (self.table, self.headers) == (other.table, other.headers) and list(
            self.types.items()
        ) == list(other.types.items())

    def joined(self, other: Source) -> Source:
        """This and what follows it."""
        return replace(self, paths=self.paths + other.paths, lengths=self.lengths + other.lengths)


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

    def files(self, table: str) -> tuple[Path, ...]:
        """The files of a table, in order."""
        return tuple(path for source in self.tables.get(table, ()) for path in source.paths)

    def paths(self) -> Iterator[Path]:
        """Every file, in order."""
        yield from self.other
        yield from (path for table in self.tables for path in self.files(table))


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
            _follow(tables.setdefault(source.table, []), source)
    supplied = {*tables, *(t.name for t in vocabulary.tables.values() if t.catalogue)}
    notes += not_supplied(folder.name, vocabulary, supplied)
    return Sources(folder, {name: tuple(found) for name, found in tables.items()}, tuple(other), tuple(notes))


def _follow(before: list[Source], source: Source) -> None:
    """Add a file to those before it."""
    if before and before[-1].alike(source):
        before[-1] = before[-1].joined(source)
    else:
        before.append(source)


def _parts(folder: Path, vocabulary: Vocabulary) -> list[Path]:
    """The part files in a folder that is named for a table."""
    if not folder.is_dir() or "".join(folder.name.split()) not in vocabulary.tables:
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == PARQUET)


def _source(path: Path, vocabulary: Vocabulary) -> tuple[Source | None, list[Note]]:
    """A file whose table and columns are clear; a note says why it is none."""
    try:
        frame = pl.scan_parquet(path)
        types = frame.collect_schema()
        rows = int(frame.select(pl.len()).collect().item())
    except PolarsError:
        return None, open_parquet(path)[1]
    headers = tuple(types)
    sheet = Sheet(path.name, None, headers, ())
    inner = vocabulary.tables.get("".join(path.parent.name.split()))
    found, notes = assigned_in(path, vocabulary, lambda _: ([sheet], []))
    if not found and inner is not None:
        found, notes = _assigned(sheet, inner)
    if not found:
        return None, notes
    named = {column.name: headers[place] for place, column in found[0].columns}
    return Source((path,), found[0].table.name, named, dict(types), (rows,)), notes


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
