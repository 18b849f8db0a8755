"""Wrong rows laid on top of the right ones: each kind of fault that an import must find, and how often.

A wrong row is made from a right one and stands beside it; nothing right is taken away. Each is rejected for
exactly one reason, the code in ``KINDS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from duixian.registry.notes import RegistryError
from duixian.registry.sample.profile import DirtKind
from duixian.registry.sample.sheets import rows_frame
from duixian.values.bilingual import Text
from duixian.values.id_number import make_id_number

KINDS: Mapping[str, str] = {
    "校验位错误": "cell-id-number",
    "生日不符": "birth-contradicts",
    "必填为空": "cell-required",
    "重复行": "row-duplicate",
    "编号冲突": "key-conflict",
    "未知等级": "cell-category",
    "不存在的日期": "cell-date",
    "金额写成文字": "cell-money",
    "查无此人": "link-missing",
    "起止颠倒": "period-reversed",
}
"""The profile's word for a fault, and the ``kind`` of the reject it must become."""

_STRANGER_REGION = 659001
_TURNS = 64
"""More than there are plans for one table."""
_FIRST_STRANGER = date(1949, 10, 1).toordinal()  # nobody in a sample is that old
_STRANGERS_A_DAY, _STRANGER_DAYS = 400, 500 * 1000


@dataclass(slots=True)
class _Plan:
    """One kind of dirt in one table: after every ``step`` rows, from ``offset`` on."""

    kind: DirtKind
    cell: int
    step: int
    offset: int


class Dirt:
    """Plants wrong rows in the tables that the profile names."""

    def __init__(self, kinds: tuple[DirtKind, ...], columns: Mapping[str, tuple[str, ...]]) -> None:
        checked = [_checked(kind, columns) for kind in kinds if kind.share.share]
        self._plans: dict[str, list[_Plan]] = {}
        for kind in checked:
            plans = self._plans.setdefault(kind.table, [])
            place = columns[kind.table].index(kind.column)
            plans.append(_Plan(kind, place, _step(kind), 2 + 3 * len(plans)))

    def over(self, table: str, frame: pl.DataFrame, before: int) -> tuple[pl.DataFrame, Counter[str]]:
        """Rows with the wrong ones planned among them, and how many of each kind of reject there are;
        ``before``: right rows of the table that came earlier."""
        planted: Counter[str] = Counter()
        wrong: list[list[str]] = []
        after: list[int] = []
        for turn, plan in enumerate(self._plans.get(table, ())):
            for row in _places(plan, before, frame.height):
                wrong.append(_SPOILERS[plan.kind.kind](_texts(frame, row), plan, before + row + 1))
                after.append(row * _TURNS + turn + 1)
                planted[KINDS[plan.kind.kind]] += 1
        if not wrong:
            return frame, planted
        keys = np.concatenate([np.arange(frame.height) * _TURNS, np.array(after)])
        both = pl.concat([frame, rows_frame(frame.columns, wrong)])
        return both.select(pl.all().gather(pl.Series(np.argsort(keys).astype(np.uint32)))), planted


def _places(plan: _Plan, before: int, rows: int) -> list[int]:
    """After which rows of a stretch a wrong one stands."""
    numbers = np.arange(before + 1, before + rows + 1)
    hit = (numbers % plan.step == plan.offset % plan.step) & (numbers >= plan.offset)
    return np.flatnonzero(hit).tolist()


def _texts(frame: pl.DataFrame, row: int) -> list[str]:
    return [cell or "" for cell in frame.row(row)]


def _checked(kind: DirtKind, columns: Mapping[str, tuple[str, ...]]) -> DirtKind:
    if kind.kind in KINDS and kind.column in columns.get(kind.table, ()):
        return kind
    raise RegistryError(
        "sample-dirt",
        Text(
            f"脏数据「{kind.kind}」不能放在「{kind.table}.{kind.column}」。",
            f"The fault '{kind.kind}' cannot be put into '{kind.table}.{kind.column}'.",
        ),
        remedy=Text(f"可用的种类：{'、'.join(KINDS)}。", f"Known faults: {', '.join(KINDS)}."),
    )


def _step(kind: DirtKind) -> int:
    return max(1, int(1 / kind.share.share))


def _stranger(number: int) -> str:
    region, day = divmod(number // _STRANGERS_A_DAY, _STRANGER_DAYS)
    born = date.fromordinal(_FIRST_STRANGER - day)
    return make_id_number(str(_STRANGER_REGION + region), born, number % _STRANGERS_A_DAY)


def _anew(row: list[str], plan: _Plan, number: int) -> list[str]:
    """The row as one of its own: with another key, or as another person."""
    if plan.kind.table == "人员":
        row[0] = _stranger(number * 20 + plan.offset)
        row[3] = f"{row[0][6:10]}-{row[0][10:12]}-{row[0][12:14]}"
    else:
        row[0] = f"{row[0]}-{plan.offset}"
    return row


def _wrong_check_digit(row: list[str], plan: _Plan, number: int) -> list[str]:
    row = _anew(row, plan, number)
    right = row[plan.cell]
    row[plan.cell] = right[:17] + ("1" if right[17] == "0" else "0")
    return row


def _wrong_birth(row: list[str], plan: _Plan, number: int) -> list[str]:
    row = _anew(row, plan, number)
    row[plan.cell] = "1988-08-08"
    return row


def _set(text: str) -> Callable[[list[str], _Plan, int], list[str]]:
    def spoil(row: list[str], plan: _Plan, number: int) -> list[str]:
        row = _anew(row, plan, number)
        row[plan.cell] = text
        return row

    return spoil


def _again(row: list[str], plan: _Plan, number: int) -> list[str]:
    return row


def _conflict(row: list[str], plan: _Plan, number: int) -> list[str]:
    row[plan.cell] += "（更正）"
    return row


def _nobody(row: list[str], plan: _Plan, number: int) -> list[str]:
    row = _anew(row, plan, number)
    row[plan.cell] = _stranger(number * 20 + plan.offset)
    return row


def _before_it_began(row: list[str], plan: _Plan, number: int) -> list[str]:
    row[plan.cell] = "1999-01-01"
    return row


_SPOILERS: Mapping[str, Callable[[list[str], _Plan, int], list[str]]] = {
    "校验位错误": _wrong_check_digit,
    "生日不符": _wrong_birth,
    "必填为空": _set(""),
    "重复行": _again,
    "编号冲突": _conflict,
    "未知等级": _set("八级"),
    "不存在的日期": _set("2021-02-30"),
    "金额写成文字": _set("约三千"),
    "查无此人": _nobody,
    "起止颠倒": _before_it_began,
}
