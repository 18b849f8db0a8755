"""Empty import sheets: the headers of a table, with notes, drop-downs and formats that keep every digit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column, nearest_word
from duixian.registry.notes import RegistryError
from duixian.registry.sources.workbook import CHOICES_SHEET
from duixian.registry.writing import new_workbook, number_format
from duixian.values.bilingual import Text, language_of

_LAST_ROW = 1_048_575
_NARROWEST, _WIDEST = 12, 30
_YES_OR_NO = ("是", "否")
_EXAMPLES = {
    Kind.INT: "12",
    Kind.NUMBER: "86.5",
    Kind.MONEY: "3000.00",
    Kind.DATE: "2021-07-01",
    Kind.MONTH: "2021-07",
    Kind.MONTHS: "36",
    Kind.DAYS: "30",
    Kind.WORKDAYS: "5",
    Kind.AGE: "30",
    Kind.BOOL: "是",
}
_SHAPE_EXAMPLES = {
    Shape.ID_NUMBER: "11010519491231002X",
    Shape.CREDIT_CODE: "91350100M000100Y43",
    Shape.REGION: "110105",
    Shape.RATIO: "60%",
}
_WORDS = {
    "zh": ("类型", "必填", "空 = 无", "例如", "空 = 未知"),
    "en": ("Type", "required", "empty = none", "Example", "empty = unknown"),
}


def write_template(
    vocabulary: Vocabulary, tables: Iterable[str], folder: Path, lang: str = "zh"
) -> list[Path]:
    """One empty workbook per table, ``<table>.xlsx``; each reads back as an empty supplied table.

    Notes on the headers are in ``lang``. Raises RegistryError (``registry-no-table``).
    """
    chosen = [_table(vocabulary, name) for name in tables]
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in chosen:
        path = folder / f"{table.name}.xlsx"
        with new_workbook(path) as workbook:
            _Template(workbook, table, vocabulary, language_of(lang)).write()
        written.append(path)
    return written


def _table(vocabulary: Vocabulary, name: str) -> Table:
    if name in vocabulary.tables:
        return vocabulary.tables[name]
    nearest = nearest_word(name, list(vocabulary.tables))
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    raise RegistryError(
        "registry-no-table",
        Text(f"没有名为「{name}」的登记表。", f"No register is named '{name}'."),
        remedy=Text(
            f"{zh}可用：{'、'.join(vocabulary.tables)}。", f"{en}Registers: {', '.join(vocabulary.tables)}."
        ),
    )


class _Template:
    def __init__(self, workbook: Any, table: Table, vocabulary: Vocabulary, lang: str) -> None:
        self._workbook = workbook
        self._table = table
        self._vocabulary = vocabulary
        self._lang = lang

    def write(self) -> None:
        sheet = self._workbook.add_worksheet(self._table.name)
        sheet.freeze_panes(1, 0)
        columns = list(self._table.columns.values())
        lists = [self._choices(column) for column in columns]
        for place, column in enumerate(columns):
            self._column(sheet, place, column, lists[place])
        self._hidden_lists(lists)

    def _column(self, sheet: Any, place: int, column: Column, choices: tuple[str, ...]) -> None:
        look = self._workbook.add_format({"num_format": number_format(column)})
        colour = "#FFE699" if column.required else "#DDEBF7"
        head = self._workbook.add_format({"bold": True, "bg_color": colour, "border": 1})
        sheet.set_column(place, place, _width(column), look)
        sheet.write_string(0, place, column.header, head)
        sheet.write_comment(0, place, self._remark(column, choices), {"x_scale": 2, "y_scale": 2})
        if choices:
            sheet.data_validation(1, place, _LAST_ROW, place, _drop_down(place, choices, self._lang))

    def _choices(self, column: Column) -> tuple[str, ...]:
        if column.type.kind is Kind.BOOL:
            return _YES_OR_NO
        if column.type.kind is Kind.CATEGORY:
            return self._vocabulary.categories[str(column.type.of)].members
        return ()

    def _remark(self, column: Column, choices: tuple[str, ...]) -> str:
        type_word, required, none, example, unknown = _WORDS[self._lang]
        held = key_column(column, self._vocabulary)
        kind = held.shape.value if held.shape else str(held.type)
        emptiness = required if column.required else (none if column.empty_is_none else unknown)
        shown = choices[-1] if choices else _example(held)
        lines = [
            column.name if self._lang == "zh" else column.english,
            column.note,
            f"{type_word}: {kind}" + (f" → {column.link}" if column.link else ""),
            emptiness,
            f"{example}: {shown}" if shown else "",
        ]
        return "\n".join(line for line in lines if line)

    def _hidden_lists(self, lists: list[tuple[str, ...]]) -> None:
        """Drop-downs point here: a list inside the rule itself may have 255 characters only."""
        if not any(lists):
            return
        sheet = self._workbook.add_worksheet(CHOICES_SHEET)
        sheet.hide()
        for row in range(max(map(len, lists))):
            for place, choices in enumerate(lists):
                if row < len(choices):
                    sheet.write_string(row, place, choices[row])


def _drop_down(place: int, choices: tuple[str, ...], lang: str) -> dict[str, Any]:
    column = _letters(place)
    title = Text("请从列表中选择", "Choose from the list").lang(lang)
    return {
        "validate": "list",
        "source": f"='{CHOICES_SHEET}'!${column}$1:${column}${len(choices)}",
        "error_title": title,
        # Registers write many aliases, which the import knows: warn, do not block.
        "error_type": "warning",
    }


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _example(held: Column) -> str:
    return _SHAPE_EXAMPLES[held.shape] if held.shape else _EXAMPLES.get(held.type.kind, "")


def _width(column: Column) -> int:
    longest = 22 if column.shape or column.link else 2 * len(column.header) + 4
    return max(_NARROWEST, min(_WIDEST, longest))
