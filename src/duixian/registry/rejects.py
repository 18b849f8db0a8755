"""Rows that cannot be used: where each stands, what is wrong in which cell, and the whole row as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duixian.language.vocabulary.cells import CellError
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import Text, language_of


@dataclass(frozen=True, slots=True)
class Reject:
    """One fault of one row; a row with several faults has several. ``row`` counts from 1, the header's row.

    ``kind`` is a stable code: ``cell-…`` for a cell's shape, ``cell-required``, ``row-too-long``,
    ``row-duplicate``, ``key-conflict``, ``link-missing``, ``period-reversed``, ``birth-contradicts``.
    ``raw`` is the whole row by header, as it was read.
    """

    table: str
    file: str
    sheet: str | None
    row: int
    column: str
    value: object = field(repr=False)
    kind: str
    expected: Text
    remedy: Text
    raw: Mapping[str, object] = field(repr=False)

    @property
    def place(self) -> str:
        """File, sheet and row, as a person looks them up."""
        sheet = f" [{self.sheet}]" if self.sheet else ""
        return f"{self.file}{sheet} 第 {self.row} 行"

    def render(self, lang: str) -> str:
        """The sentence a person reads, on two lines."""
        if language_of(lang) == "en":
            sheet = f" [{self.sheet}]" if self.sheet else ""
            where = f"{self.file}{sheet} row {self.row}, {self.column}"
            return f"{where}: {self.expected.en}\n    What to do: {self.remedy.en}"
        return f"{self.place}「{self.column}」：{self.expected.zh}\n    怎么办：{self.remedy.zh}"


def reject(table: str, sheet: Sheet, index: int, fault: CellError) -> Reject:
    """The reject of a sheet's row (its place among the rows) for a fault; ``where`` names the header."""
    raw = sheet.raw(index)
    value = raw.get(fault.where)
    file, row = sheet.at(index)
    return Reject(
        table, file, sheet.name, row, fault.where, value, fault.code, fault.message, fault.remedy, raw
    )
