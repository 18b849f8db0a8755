"""A sheet for an outside system: every cell is text, so no digit is lost, no date turns, no formula runs.

Cells that a spreadsheet would take for a formula are refused, not quoted: a quotation mark before a payee's name
would make the name wrong at the bank. The same lines give the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import xlsxwriter

from duixian.connectors.errors import ConnectorError, FileRefused
from duixian.connectors.sheets.layout import OutColumn, Outgoing
from duixian.registry.writing import EPOCH, TEXT_FORMAT
from duixian.values.bilingual import Text

Value = str | int | date
"""A text, a number (a count, or an amount in fen where the column says 元 or 分), or a day."""

_FORMULA_SIGNS = ("=", "+", "-", "@")
_DATES = {"年月日": "%Y%m%d", "年-月-日": "%Y-%m-%d", "年/月/日": "%Y/%m/%d"}


def write_sheet(layout: Outgoing, lines: Sequence[Mapping[str, Value]], file: str) -> bytes:
    """The bytes of a sheet with these lines; ``file`` is its name, for errors.

    Raises FileRefused with a fault for each cell: ``cell-missing``, ``cell-long``, ``cell-formula``,
    ``cell-control``, ``cell-encoding``; ``lines-many``, ``lines-none`` for the file.
    """
    faults = list(_counted(layout, len(lines), file))
    rows = []
    for number, line in enumerate(lines, start=1):
        row, wrong = _row(layout, line, f"{file} 第 {number} 笔")
        rows.append(row)
        faults += wrong
    if faults:
        raise FileRefused(file, tuple(faults))
    headers = [[column.header for column in layout.columns]] if layout.headed else []
    return (_xlsx if layout.form == "xlsx" else _csv)(layout, [*headers, *rows])


def yuan(fen: int) -> str:
    """``1234.50``: an amount in yuan with two decimals, from whole fen."""
    whole, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{cents:02d}"


def _row(layout: Outgoing, line: Mapping[str, Value], where: str) -> tuple[list[str], list[ConnectorError]]:
    cells = [_cell(column, line) for column in layout.columns]
    faults = [
        fault
        for column, cell in zip(layout.columns, cells, strict=True)
        for fault in _faults(column, cell, layout, f"{where}「{column.header}」")
    ]
    return cells, faults


def _cell(column: OutColumn, line: Mapping[str, Value]) -> str:
    if not column.take:
        return column.fixed
    value = line.get(column.take, "")
    if isinstance(value, date):
        return value.strftime(_DATES.get(column.writing, "%Y-%m-%d"))
    if column.writing == "元" and isinstance(value, int):
        return yuan(value)
    return str(value)


def _faults(column: OutColumn, cell: str, layout: Outgoing, where: str) -> Iterable[ConnectorError]:
    if column.required and not cell:
        yield _fault("cell-missing", where, _MISSING)
    if column.longest is not None and len(cell) > column.longest:
        yield _fault("cell-long", where, _too_long(len(cell), column.longest))
    if cell.startswith(_FORMULA_SIGNS) and column.take:
        yield _fault("cell-formula", where, _FORMULA)
    if any(ord(sign) < ord(" ") for sign in cell):
        yield _fault("cell-control", where, _CONTROL)
    if layout.form == "csv" and not _encodes(cell, layout.encoding):
        yield _fault("cell-encoding", where, _ENCODING)


def _counted(layout: Outgoing, lines: int, file: str) -> Iterable[ConnectorError]:
    if lines == 0:
        yield _fault("lines-none", file, _NONE)
    if lines > layout.most_lines:
        yield _fault("lines-many", file, _too_many(lines, layout.most_lines))


def _encodes(cell: str, encoding: str) -> bool:
    try:
        cell.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _csv(layout: Outgoing, rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode(layout.encoding)


def _xlsx(layout: Outgoing, rows: Iterable[Sequence[str]]) -> bytes:
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as workbook:
        workbook.set_properties({"created": EPOCH})
        text = workbook.add_format({"num_format": TEXT_FORMAT})
        sheet = workbook.add_worksheet(layout.sheet)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, text)
    return written.getvalue()


def _fault(code: str, where: str, words: tuple[Text, Text]) -> ConnectorError:
    return ConnectorError(code, words[0], where, words[1])


def _too_long(length: int, longest: int) -> tuple[Text, Text]:
    return (
        Text(
            f"有 {length} 个字，对方至多收 {longest} 个。",
            f"It has {length} characters; they take {longest}.",
        ),
        Text("请缩短后再导出。", "Shorten it and export again."),
    )


def _too_many(lines: int, most: int) -> tuple[Text, Text]:
    return (
        Text(f"有 {lines} 笔，一个文件至多 {most} 笔。", f"There are {lines} lines; a file holds {most}."),
        Text("请分成几个批次。", "Split them into several batches."),
    )


_MISSING = (
    Text("对方必填，这里没有内容。", "The other side needs it, and it is empty."),
    Text("请补齐后再导出。", "Fill it in and export again."),
)
_FORMULA = (
    Text("以 = + - @ 开头，表格软件会当作公式。", "It begins like a formula (= + - @)."),
    Text("请核对并改正登记的内容。", "Check and correct what is registered."),
)
_CONTROL = (
    Text("含有换行、制表等看不见的字符。", "It holds line breaks, tabs or other unseen characters."),
    Text("请删去后再导出。", "Remove them and export again."),
)
_ENCODING = (
    Text("有对方文件编码写不出的字。", "It holds a character that their encoding cannot write."),
    Text(
        "请与开户行核对该字的写法，或改用 UTF-8、XLSX。",
        "Ask how they write it, or use UTF-8 or XLSX.",
    ),
)
_NONE = (
    Text("一笔也没有。", "There is no line."),
    Text("没有可发的内容就不必导出。", "With nothing to send there is no need for a file."),
)
