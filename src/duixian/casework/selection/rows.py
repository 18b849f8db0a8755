"""The rows that a candidate's result becomes, from the sources that the terms name.

Sources: 编号 (the number of the row), 名称 (of the selection), 轮次, 类别, 对象 (the candidate's key), 单位 (their unit's),
得分, 等次, 公布日期; `{入选: 甲, 落选: 乙}` by the outcome; `{填写: 某项}` from the nomination; `{就是: 某字}` a constant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from duixian.casework.selection.errors import TermsError
from duixian.casework.selection.terms import Terms
from duixian.values.bilingual import Text

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What is known of a candidate when rows are written: keys as people write them."""

    number: str
    label: str
    category: str
    subject: str
    unit: str
    selected: bool
    day: date
    score: Fraction | None = None
    grade: str = ""
    digits: int = 2
    details: Mapping[str, str] = field(default_factory=dict)


def rows_of(terms: Terms, result: Result) -> list[tuple[str, Cells]]:
    """The rows as table and cells; an empty cell is left out."""
    return [
        (writing.table, _cells(terms, writing.columns, result))
        for writing in terms.writings
        if result.selected or not writing.only_selected
    ]


def _cells(terms: Terms, columns: Mapping[str, object], result: Result) -> Cells:
    cells = {column: _cell(terms, source, result) for column, source in columns.items()}
    return {column: text for column, text in cells.items() if text}


def _cell(terms: Terms, source: object, result: Result) -> str:
    match source:
        case {"就是": constant}:
            return str(constant)
        case {"填写": str(name)}:
            return result.details.get(name, "")
        case {"入选": selected, "落选": passed_over}:
            return str(selected if result.selected else passed_over)
        case str(name) if name in _SOURCES:
            return _SOURCES[name](terms, result)
    raise TermsError(
        "selection-source",
        Text(f"不认识写入来源“{source}”。", f"'{source}' is no source of a cell."),
        where=terms.name,
        remedy=Text(f"可用：{'、'.join(_SOURCES)}。", f"Use one of {', '.join(_SOURCES)}."),
    )


_SOURCES: dict[str, Callable[[Terms, Result], str]] = {
    "编号": lambda terms, result: result.number,
    "名称": lambda terms, result: terms.name,
    "轮次": lambda terms, result: result.label,
    "类别": lambda terms, result: result.category,
    "对象": lambda terms, result: result.subject,
    "单位": lambda terms, result: result.unit,
    "得分": lambda terms, result: decimal_text(result.score, result.digits),
    "等次": lambda terms, result: result.grade,
    "公布日期": lambda terms, result: result.day.isoformat(),
}


def decimal_text(score: Fraction | None, digits: int) -> str:
    """A score with its digits after the point; it has no more of them, for ranking rounded it."""
    if score is None:
        return ""
    whole, rest = divmod(int(score * 10**digits), 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
