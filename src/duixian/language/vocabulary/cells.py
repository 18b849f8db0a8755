"""From what stands in a cell of a sheet, a form or a YAML file to the run-time value, and back.

A reading is certain or refused, never guessed: ``read_cell`` takes text, whole and decimal numbers, dates and
booleans as Excel, CSV, Parquet and YAML hand them over, and raises CellError otherwise. An empty cell is
unknown, or known to be none where the column says so; 未知 and 无 say either in words in any column (in a
是否 column 无 is the answer no). Empty cells of required columns are the business of ``read_row`` and of
the registry, for a single cell does not know its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Final, TypeVar

from duixian.language.facts import ABSENT, Record
from duixian.language.types import Kind
from duixian.language.vocabulary.schema import Category, Column, Shape, Table, Vocabulary
from duixian.values.bilingual import DuixianError, Text
from duixian.values.credit_code import parse_credit_code
from duixian.values.dates import parse_date
from duixian.values.id_number import parse_id_number
from duixian.values.money import parse_money
from duixian.values.months import MonthError, first_day, format_month, month_of, parse_month
from duixian.values.numerals import parse_magnitude, parse_number
from duixian.values.regions import region_named
from duixian.values.widths import half_width

Reader = Callable[[object], Any]
T = TypeVar("T")

UNKNOWN_WORD: Final = "未知"
NONE_WORD: Final = "无"
FIRST_YEAR, LAST_YEAR = 1900, 2100
_MAX_INT = 2**63 - 1
_EXACT_IN_EXCEL = 10**15  # Excel keeps fifteen digits of a number and replaces the rest by zeros
_BLANKS = " \t\r\n\f\v\u00a0\u3000\ufeff\u200b"
_TIME = re.compile(r"(.*?)[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?")
_QUOTIENT = re.compile(r"(-?[0-9]+)/([0-9]+)")
_MONTHS = re.compile(r"(?:([^年月个]+)年)?(?:零?([^年月个]+)个?月)?")
_YES = {"是", "有", "Y", "YES", "TRUE", "1", "√", "✓"}
_NO = {"否", "无", "N", "NO", "FALSE", "0", "×"}
_UNITS = {
    Kind.DAYS: ("天", "日"),
    Kind.WORKDAYS: ("个工作日", "工作日"),
    Kind.AGE: ("周岁", "岁"),
}


class CellError(DuixianError, ValueError):
    """A cell that cannot be read; ``message`` says what should stand there, ``where`` the column if known."""

    @property
    def expected(self) -> Text:
        """What should stand in the cell."""
        return self.message


class RowError(DuixianError, ValueError):
    """A row of ``table`` with cells that cannot be read; each of ``errors`` names its column in ``where``."""

    def __init__(self, table: str, errors: Sequence[CellError]) -> None:
        zh = "；".join(f"{e.where}：{e.message.zh}" for e in errors)
        en = "; ".join(f"{e.where}: {e.message.en}" for e in errors)
        remedies = list(dict.fromkeys(e.remedy for e in errors))
        remedy = Text("".join(r.zh for r in remedies), " ".join(r.en for r in remedies))
        super().__init__("row-unreadable", Text(zh, en), table, remedy)
        self.args = (table, tuple(errors))
        self.errors = tuple(errors)


def read_cell(column: Column, raw: object, vocabulary: Vocabulary) -> Any:
    """The run-time value (see ``types``) of a raw cell; None is unknown, ABSENT is none. Raises CellError."""
    return reader_of(column, vocabulary)(raw)


def reader_of(column: Column, vocabulary: Vocabulary) -> Reader:
    """``read_cell`` of one column, made ready once for many cells.

    A link is read as the key of the table it points to.
    """
    held = key_column(column, vocabulary)
    read = _reader_for(held, vocabulary)
    empty = ABSENT if column.empty_is_none else None
    none_is_a_word = held.type.kind is Kind.BOOL

    def reader(raw: object) -> Any:
        if isinstance(raw, str):
            raw = raw.strip(_BLANKS)
            if raw == UNKNOWN_WORD:
                return None
            if raw == NONE_WORD and not none_is_a_word:
                return ABSENT
        return empty if raw is None or raw == "" else read(raw)

    return reader


def key_column(column: Column, vocabulary: Vocabulary) -> Column:
    """The column whose values a link holds: the key of the table it points to; otherwise the column itself.

    Raises ValueError when the table has no key, for nothing can point to its rows.
    """
    while column.link is not None:
        table = vocabulary.tables[column.link]
        if table.key is None:
            raise ValueError(f"column '{column.name}' links to '{table.name}', which has no key")
        column = table.columns[table.key]
    return column


def column_named(table: Table, header: str) -> Column | None:
    """The column that a header of a sheet means: its own header, name or alias, blanks ignored."""
    word = _plain(header)
    columns = table.columns.values()
    by_header = (c for c in columns if _plain(c.header) == word)
    by_name = (c for c in columns if _plain(c.name) == word)
    by_alias = (c for c in columns if any(_plain(a) == word for a in c.aliases))
    return next(by_header, None) or next(by_name, None) or next(by_alias, None)


def nearest_word(word: str, known: Sequence[str]) -> str | None:
    """The known word that looks most like another, if any is near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.4)), None)


def read_row(
    table: Table, raw: Mapping[str, object], vocabulary: Vocabulary, *, partial: bool = False
) -> dict[str, Any]:
    """Every column's value of one row given by header, name or alias; a column not given reads as empty.

    An empty cell of a required column is an error unless ``partial``. Raises RowError with every fault.
    """
    given, errors = _given(table, raw)
    values: dict[str, Any] = {}
    for column in table.columns.values():
        try:
            values[column.name] = value = read_cell(column, given.get(column.name), vocabulary)
        except CellError as error:
            errors.append(CellError(error.code, error.message, column.header, error.remedy))
            continue
        if column.required and not partial and (value is None or value is ABSENT):
            errors.append(required_empty(column))
    if errors:
        raise RowError(table.name, errors)
    return values


def required_empty(column: Column) -> CellError:
    """The fault of a required cell that is empty."""
    return CellError(
        "cell-required",
        Text(f"「{column.header}」必填，不能为空。", f"'{column.header}' is required and may not be empty."),
        column.header,
        Text("请补填后重新导入。", "Fill it in and import again."),
    )


def unknown_column(table: Table, header: str) -> CellError:
    """The fault of a column that a table does not have, with the nearest one it has."""
    known = [c.header for c in table.columns.values()]
    nearest = nearest_word(_plain(header), known)
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    return CellError(
        "column-unknown",
        Text(
            f"表「{table.name}」没有「{header}」这一列。", f"Table '{table.name}' has no column '{header}'."
        ),
        header,
        Text(f"{zh}可用的列：{'、'.join(known)}。", f"{en}Columns: {', '.join(known)}."),
    )


def catalogue_records(table: Table, vocabulary: Vocabulary) -> list[Record]:
    """The rows that ship with a table's declaration, read and keyed. Raises RowError."""
    rows = [read_row(table, raw, vocabulary) for raw in table.rows or ()]
    return keyed_records(table, rows, [f"政策自带 {table.name} {n}" for n in range(1, len(rows) + 1)])


def keyed_records(table: Table, rows: Sequence[dict[str, Any]], sources: Sequence[str]) -> list[Record]:
    """Records of rows of values. Without a declared key, the key is the row's place (from 1) among all rows
    sorted by their contents, so that the order in which they were read does not matter."""
    if table.key is not None:
        key = table.key
        return [Record(table.name, row[key], row, source) for row, source in zip(rows, sources, strict=True)]
    return [
        Record(table.name, place, rows[i], sources[i])
        for place, i in enumerate(_by_content(table, rows), start=1)
    ]


def write_cell(column: Column, value: Any) -> str:
    """The text that reads back as a value: 是 or 否, 2021-07-01, 2021-07, 3000.00 (yuan), 60%, a member.

    Unknown is an empty cell and none is 无, or 未知 and an empty cell where empty means none. Raises
    ValueError for none in a 是否 column, which has no words for it.
    """
    if value is None:
        return UNKNOWN_WORD if column.empty_is_none else ""
    if value is ABSENT:
        if column.type.kind is Kind.BOOL and not column.empty_is_none:
            raise ValueError(f"column '{column.name}' has no words for none")
        return "" if column.empty_is_none else NONE_WORD
    if column.shape is Shape.RATIO and value > 1:
        return _quotient(value)
    return _WRITERS.get(column.type.kind, _written_plainly)(value)


def sheet_cell(column: Column, value: Any) -> str | int | Decimal | date | None:
    """``write_cell`` as a typed cell of a workbook: numbers, amounts and dates as such, the rest as text."""
    if value is None or value is ABSENT:
        return write_cell(column, value) or None
    match column.type.kind:
        case Kind.MONEY:
            return Decimal(value).scaleb(-2)
        case Kind.DATE:
            return value if isinstance(value, date) else None
        case Kind.INT | Kind.MONTHS | Kind.DAYS | Kind.WORKDAYS | Kind.AGE if abs(value) < _EXACT_IN_EXCEL:
            return int(value)
        case _:
            return write_cell(column, value)


def _given(table: Table, raw: Mapping[str, object]) -> tuple[dict[str, object], list[CellError]]:
    given: dict[str, object] = {}
    errors: list[CellError] = []
    for header, cell in raw.items():
        column = column_named(table, header)
        if column is None:
            errors.append(unknown_column(table, header))
        else:
            given[column.name] = cell
    return given, errors


def _by_content(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    columns = [_ranks([row[name] for row in rows]) for name in table.columns]
    return [i for _, i in sorted(zip(zip(*columns, strict=True), range(len(rows)), strict=True))]


def _ranks(values: Sequence[Any]) -> list[int]:
    present = sorted(v for v in set(values) if v is not None and v is not ABSENT)
    rank: dict[Any, int] = {v: n for n, v in enumerate(present)}
    rank |= {None: -2, ABSENT: -1}
    return [rank[v] for v in values]


# ── reading, by kind ────────────────────────────────────────────────────────────────────────────────────────


def _reader_for(column: Column, vocabulary: Vocabulary) -> Reader:
    if column.shape is not None:
        return _SHAPES[column.shape]
    if column.type.kind is Kind.CATEGORY:
        return _member_reader(vocabulary.categories[str(column.type.of)])
    return _KINDS[column.type.kind]


def _member_reader(category: Category) -> Reader:
    def read(raw: object) -> str:
        word = "".join(half_width(_text(raw)).split())
        member = category.member_named(word)
        if member is None:
            raise _stranger(category, word)
        return member

    return read


def _stranger(category: Category, word: str) -> CellError:
    known = "、".join(category.members)
    nearest = nearest_word(word, [*category.members, *category.aliases])
    zh, en = (f"是否为「{nearest}」？", f"Did you mean '{nearest}'? ") if nearest else ("", "")
    return _refusal(
        "cell-category",
        Text(f"「{category.name}」之一：{known}", f"one of '{category.name}' ({category.english}): {known}"),
        Text(f"「{word}」不在其中", f"'{word}' is none of them"),
        Text(f"{zh}请改写成所列的词。", f"{en}Write one of the words listed."),
    )


def _text(raw: object) -> str:
    if isinstance(raw, str):
        return raw
    if _is_number(raw) and not _loses_digits(raw):
        number = Decimal(str(raw))
        return str(int(number)) if number == number.to_integral_value() else format(number, "f")
    raise _refusal(
        "cell-text",
        Text("文字", "text"),
        Text("这一格不是文字", "the cell holds no text"),
        Text(
            "请把这一列设为「文本」格式后重新填写；超过 15 位的号码存成数字会丢失末位。",
            "Format the column as text and type it again; numbers over 15 digits lose their last digits.",
        ),
    )


def _id_number(raw: object) -> str:
    expected = Text("有效的 18 位身份证号", "a valid ID number of 18 characters")
    return _checked("cell-id-number", expected, lambda: parse_id_number(_text(raw)).text)


def _credit_code(raw: object) -> str:
    expected = Text("有效的 18 位统一社会信用代码", "a valid unified social credit code of 18 characters")
    return _checked("cell-credit-code", expected, lambda: parse_credit_code(_text(raw)))


def _region(raw: object) -> str:
    expected = Text("行政区划的名称或代码", "the name or code of a region")
    return _checked("cell-region", expected, lambda: region_named(_text(raw)).code.ljust(6, "0"))


def _money(raw: object) -> int:
    expected = Text("金额（元，最多两位小数）", "an amount of money (yuan, at most two decimals)")
    words = _digits(raw, expected)
    return _checked("cell-money", expected, lambda: parse_money(words))


def _int(raw: object) -> int:
    expected = Text("整数", "a whole number")
    words = _digits(raw, expected)
    return _whole("cell-whole", expected, lambda: parse_magnitude(words))


def _number(raw: object) -> Fraction:
    expected = Text("数", "a number")
    words = _digits(raw, expected)
    return _checked("cell-number", expected, lambda: _fraction(words))


def _fraction(words: str) -> Fraction:
    quotient = _QUOTIENT.fullmatch(half_width(words))
    if quotient and int(quotient[2]):
        return Fraction(int(quotient[1]), int(quotient[2]))
    return parse_number(words)


def _ratio(raw: object) -> Fraction:
    expected = Text("比率，例如 60%、0.6 或 3/5", "a ratio such as 60%, 0.6 or 3/5")
    words = half_width(_digits(raw, expected))
    ratio = _checked("cell-ratio", expected, lambda: _fraction(words))
    # A bare 60 may mean 60% or sixty times: only % or a quotient may go beyond the whole.
    if ratio > 1 and not set(words) & set("%/‰分"):
        detail = Text(f"{words} 没有写百分号", f"{words} has no per cent sign")
        raise _refusal("cell-ratio", expected, detail, Text("请写成 60% 或 0.6。", "Write 60% or 0.6."))
    return ratio


def _bool(raw: object) -> bool:
    word = half_width(str(raw)).upper().removesuffix(".0")
    if word in _YES or word in _NO:
        return word in _YES
    raise _refusal(
        "cell-bool",
        Text("是或否", "yes (是) or no (否)"),
        Text(f"「{raw}」两者都不是", f"'{raw}' is neither"),
        Text("请填 是 或 否。", "Write 是 or 否."),
    )


def _date(raw: object) -> date:
    if isinstance(raw, datetime):
        raw = raw.date()
    day = raw if isinstance(raw, date) else _date_in(_digits(raw, _A_DATE))
    return _dated("cell-date", _A_DATE, day)


def _date_in(words: str) -> date:
    timed = _TIME.fullmatch(words)
    return _checked("cell-date", _A_DATE, lambda: parse_date(timed[1] if timed else words))


def _month(raw: object) -> int:
    if isinstance(raw, date):
        return month_of(_date(raw))
    words = _digits(raw, _A_MONTH)
    # 2021.1 typed as a number may have been 2021.10.
    if not isinstance(raw, str) and "." in words:
        detail = Text(f"{words} 有歧义", f"{words} is ambiguous")
        raise _refusal(
            "cell-month", _A_MONTH, detail, Text("请以文本写成 2021-07。", "Write the text 2021-07.")
        )
    month = _checked("cell-month", _A_MONTH, lambda: _month_in(words))
    _dated("cell-month", _A_MONTH, first_day(month))
    return month


def _month_in(words: str) -> int:
    try:
        return parse_month(words)
    except MonthError as error:
        try:
            return month_of(_date_in(words))
        except CellError:
            raise error from None


def _months(raw: object) -> int:
    expected = Text("月数，例如 36、36个月或 3年", "a number of months such as 36, 36个月 or 3年")
    words = _digits(raw, expected)
    return _count("cell-months", expected, lambda: _months_in(words))


def _months_in(words: str) -> Fraction:
    found = _MONTHS.fullmatch("".join(half_width(words).split()))
    if found is None or not any(found.groups()):
        return parse_magnitude(words)
    years, months = found.groups()
    return 12 * (parse_number(years) if years else 0) + (parse_number(months) if months else Fraction(0))


def _count_reader(kind: Kind) -> Reader:
    units = _UNITS[kind]
    expected = Text(f"{kind.value}，例如 30 或 30{units[0]}", f"a number such as 30 or 30{units[0]}")

    def read(raw: object) -> int:
        words = _digits(raw, expected)
        for unit in units:
            words = words.removesuffix(unit)
        return _count("cell-count", expected, lambda: parse_magnitude(words))

    return read


# ── certain or refused ──────────────────────────────────────────────────────────────────────────────────────

_A_DATE = Text(
    f"日期，例如 2021-07-01（{FIRST_YEAR} 至 {LAST_YEAR} 年）",
    f"a date such as 2021-07-01 (years {FIRST_YEAR} to {LAST_YEAR})",
)
_A_MONTH = Text(
    f"月份，例如 2021-07（{FIRST_YEAR} 至 {LAST_YEAR} 年）",
    f"a month such as 2021-07 (years {FIRST_YEAR} to {LAST_YEAR})",
)
_CHECK_AGAIN = Text("请核对原件后重新填写。", "Check the original and write it again.")


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float | Decimal) and not isinstance(raw, bool)


def _loses_digits(raw: object) -> bool:
    number = Decimal(str(raw))
    return not isinstance(raw, int) and not (number.is_finite() and abs(number) < _EXACT_IN_EXCEL)


def _digits(raw: object, expected: Text) -> str:
    """Text as it is; a number as the shortest decimal that stands for it. Raises CellError."""
    if isinstance(raw, str):
        return raw
    if _is_number(raw) and (number := Decimal(str(raw))).is_finite():
        whole = number == number.to_integral_value()
        return str(int(number)) if whole else format(number, "f")
    detail = Text(f"这一格是「{raw}」", f"the cell holds '{raw}'")
    raise _refusal("cell-type", expected, detail, _CHECK_AGAIN)


def _checked(code: str, expected: Text, read: Callable[[], T]) -> T:
    try:
        return read()
    except DuixianError as error:
        raise _refusal(code, expected, error.message, error.remedy) from error


def _whole(code: str, expected: Text, read: Callable[[], Fraction]) -> int:
    number = _checked(code, expected, read)
    if number.denominator == 1 and abs(number.numerator) <= _MAX_INT:
        return number.numerator
    detail = Text(f"{number} 不是，或超出范围", f"{number} is not, or is out of range")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _count(code: str, expected: Text, read: Callable[[], Fraction]) -> int:
    count = _whole(code, expected, read)
    if count >= 0:
        return count
    detail = Text(f"{count} 小于零", f"{count} is below zero")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _dated(code: str, expected: Text, day: date) -> date:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    detail = Text(f"{day.year} 年不在其内", f"the year {day.year} is outside")
    raise _refusal(code, expected, detail, _CHECK_AGAIN)


def _refusal(code: str, expected: Text, detail: Text, remedy: Text) -> CellError:
    zh, en = detail.zh.rstrip("。"), detail.en.rstrip(".")
    return CellError(
        code, Text(f"应为{expected.zh}；{zh}。", f"Expected {expected.en}; {en}."), remedy=remedy
    )


def _plain(header: str) -> str:
    return "".join(half_width(header).strip(_BLANKS).split())


# ── writing, by kind ────────────────────────────────────────────────────────────────────────────────────────


def _written_plainly(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _written_money(fen: int) -> str:
    yuan, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan}.{cents:02d}"


def _written_number(value: Fraction) -> str:
    """A decimal where one is exact, else a quotient."""
    places = 0
    while (10**places) % value.denominator and places < value.denominator.bit_length():
        places += 1
    if (10**places) % value.denominator:
        return _quotient(value)
    digits = str(abs(value.numerator) * 10**places // value.denominator).zfill(places + 1)
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{'-' if value < 0 else ''}{whole}{'.' if places else ''}{decimals}"


def _quotient(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


_WRITERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.BOOL: lambda value: "是" if value else "否",
    Kind.MONEY: _written_money,
    Kind.MONTH: format_month,
    Kind.NUMBER: _written_number,
}
_KINDS: Mapping[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.INT: _int,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.MONTH: _month,
    Kind.MONTHS: _months,
    Kind.BOOL: _bool,
    **{kind: _count_reader(kind) for kind in _UNITS},
}
_SHAPES: Mapping[Shape, Reader] = {
    Shape.ID_NUMBER: _id_number,
    Shape.CREDIT_CODE: _credit_code,
    Shape.REGION: _region,
    Shape.RATIO: _ratio,
}
