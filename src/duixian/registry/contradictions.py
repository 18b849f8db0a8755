"""What is said of rows that contradict themselves or each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duixian.language.vocabulary import Table
from duixian.language.vocabulary.cells import CellError
from duixian.values.bilingual import Text


def period_reversed(table: Table, start: str, end: str) -> CellError:
    """The fault of a period that ends before it begins."""
    first, last = table.columns[start].header, table.columns[end].header
    return CellError(
        "period-reversed",
        Text(f"「{last}」早于「{first}」。", f"'{last}' is before '{first}'."),
        last,
        Text("请核对两个日期是否填反或填错。", "Check whether the two dates are swapped or wrong."),
    )


def birth_contradicts(header: str) -> CellError:
    """The fault of a birth date that the ID number does not say."""
    return CellError(
        "birth-contradicts",
        Text(
            f"「{header}」与身份证号中的出生日期不一致。",
            f"'{header}' differs from the birth date in the ID number.",
        ),
        header,
        Text("请对照身份证改正其中错的一项。", "Correct the wrong one by the ID card."),
    )


def repetition(table: Table, place: str, first: Mapping[str, Any], values: Mapping[str, Any]) -> CellError:
    """The fault of a row whose key, or whose every cell, the ``first`` row has, which stands at ``place``."""
    if first == values:
        return _duplicate(place)
    key = table.columns[str(table.key)]
    differing = [c.header for c in table.columns.values() if first[c.name] != values[c.name]]
    return _conflict(key.header, place, differing)


def _duplicate(place: str) -> CellError:
    """The fault of a row that stands at another place already."""
    return CellError(
        "row-duplicate",
        Text(f"与 {place} 完全相同。", f"The very same row stands at {place}."),
        "",
        Text("已按一行计；请删去重复的行。", "It counts once; delete the repetition."),
    )


def _conflict(header: str, place: str, differing: list[str]) -> CellError:
    """The fault of a row whose key another row has, with other contents."""
    return CellError(
        "key-conflict",
        Text(
            f"「{header}」与 {place} 相同，但内容不同：{'、'.join(differing)}。",
            f"'{header}' is the same as at {place}, but other contents: {', '.join(differing)}.",
        ),
        header,
        Text(
            "先出现的一行有效；请核实哪一行是对的，删去另一行。",
            "The first one stands; find out which is right and delete the other.",
        ),
    )


def link_missing(header: str, target: str) -> CellError:
    """The fault of a link to a row that is not there."""
    return CellError(
        "link-missing",
        Text(
            f"「{target}」中没有这个「{header}」，或该行已被拒收。",
            f"'{target}' has no such '{header}', or its row was rejected.",
        ),
        header,
        Text(
            f"请先在「{target}」中补登或改正，再导入这一行。",
            f"Add or correct it in '{target}', then import this row.",
        ),
    )
