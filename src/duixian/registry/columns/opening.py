"""Files opened so that their cells stay in columns; what cannot be is opened as every other reading does."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
from polars.exceptions import PolarsError

from duixian.registry.columns.frames import FrameRows
from duixian.registry.notes import Note
from duixian.registry.sources.columnar import open_parquet
from duixian.registry.sources.delimited import decoded, open_csv
from duixian.registry.sources.folder import open_file
from duixian.registry.sources.sheet import Sheet

_NEWLINE, _COMMA = ord("\n"), ord(",")


class Unreadable(Exception):
    """A file that could be opened but not read to its end."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


def open_in_columns(path: Path, unreadable: frozenset[Path]) -> tuple[list[Sheet], list[Note]]:
    """The sheets of a file. Of a Parquet file that is not among the ``unreadable`` ones only the head is read."""
    kind = path.suffix.lower()
    if kind == ".parquet":
        return open_parquet(path) if path in unreadable else _open_parquet(path)
    return _open_csv(path) if kind == ".csv" else open_file(path)


def _open_parquet(path: Path) -> tuple[list[Sheet], list[Note]]:
    try:
        head = pl.scan_parquet(path)
        names = tuple(head.collect_schema().names())
        height = int(head.select(pl.len()).collect().item())
    except PolarsError:
        return open_parquet(path)

    def load(places: Sequence[int]) -> pl.DataFrame:
        try:
            return pl.read_parquet(path, columns=[names[place] for place in places])
        except PolarsError as error:
            raise Unreadable(path) from error

    return [Sheet(path.name, None, names, FrameRows(height, len(names), load))], []


def _open_csv(path: Path) -> tuple[list[Sheet], list[Note]]:
    text, notes = decoded(path)
    frame = None if text is None else _plain_frame(text.replace("\r\n", "\n"))
    if text is None or frame is None:
        return open_csv(path)
    headers = _headers(text)
    rows = FrameRows(frame.height, frame.width, lambda places: frame[:, list(places)])
    return [Sheet(path.name, None, headers, rows)], notes


def _headers(text: str) -> tuple[str, ...]:
    return tuple(text[: text.index("\n")].rstrip("\r").split(","))


def _plain_frame(text: str) -> pl.DataFrame | None:
    """The rows below the headers of a CSV without quotes, empty lines, or lines of different lengths; else None."""
    if '"' in text or "\r" in text or "\0" in text or "\n" not in text:
        return None
    headers = [header.strip("\ufeff \t\r\n") for header in _headers(text)]
    data = np.frombuffer(text.encode(), np.uint8)
    if not headers[-1] or list(_headers(text)) != headers or not _even(data, len(headers)):
        return None
    if data[-1] == _NEWLINE and text.count("\n") == 1:
        return pl.DataFrame(schema={f"column_{n}": pl.String for n in range(1, len(headers) + 1)})
    source = io.BytesIO(text.encode())
    frame = pl.read_csv(source, has_header=False, skip_rows=1, infer_schema=False, quote_char=None)
    return frame.with_columns(pl.all().fill_null(""))


def _even(data: np.ndarray[tuple[int], np.dtype[np.uint8]], width: int) -> bool:
    """Whether every line holds as many cells as the first, and none is empty or too long for a reader of CSV."""
    ends = np.flatnonzero(data == _NEWLINE)
    if data[-1] != _NEWLINE:
        ends = np.append(ends, len(data))
    lengths = np.diff(ends, prepend=-1) - 1
    if not lengths.all() or lengths.max() >= csv.field_size_limit():
        return False
    commas = np.searchsorted(np.flatnonzero(data == _COMMA), ends)
    return bool((np.diff(commas, prepend=0) == width - 1).all())
