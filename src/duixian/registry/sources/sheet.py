"""A sheet of raw cells and where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

FIRST_ROW = 2
"""Row 1 holds the headers, in every format."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Headers and rows of one sheet. Every row has at least as many cells as there are headers."""

    file: str
    name: str | None
    headers: tuple[str, ...]
    rows: Sequence[Sequence[object]]

    @property
    def place(self) -> str:
        """The file, and the sheet where the file has several."""
        return f"{self.file} [{self.name}]" if self.name else self.file

    def at(self, index: int) -> tuple[str, int]:
        """The file of a row and its number there, counted from 1, the headers' row."""
        return self.file, index + FIRST_ROW

    def is_guest(self, index: int) -> bool:
        """Whether a row is there only for checks and links (see ``placed``)."""
        return False

    def raw(self, index: int) -> dict[str, object]:
        """A whole raw row by header; cells beyond the headers are kept under their column's number."""
        row = self.rows[index]
        extra = [f"（第 {n + 1} 列）" for n in range(len(self.headers), len(row))]
        return dict(zip([*self.headers, *extra], row, strict=True))


def sheet_of(file: str, name: str | None, rows: Iterator[Sequence[object]]) -> Sheet:
    """A sheet whose first row holds the headers; short rows are filled up with empty cells."""
    headers = _trimmed(next(rows, ()))
    return Sheet(file, name, headers, list(_filled(rows, len(headers))))


def is_blank(row: Sequence[object]) -> bool:
    """Whether a row holds nothing at all."""
    return not any(row) and all(cell is None or cell == "" for cell in row)


def _trimmed(headers: Sequence[object]) -> tuple[str, ...]:
    words = ["" if cell is None else str(cell).strip("\ufeff \t\r\n") for cell in headers]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _filled(rows: Iterable[Sequence[object]], width: int) -> Iterator[Sequence[object]]:
    for row in rows:
        yield row if len(row) >= width else [*row, *[None] * (width - len(row))]
