"""The built-in functions, one line of meaning each; names and types stand in ``language.functions``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from duixian.engines.single.arithmetic import working_day_after
from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.elapsed import FAR
from duixian.engines.single.logic import side
from duixian.engines.single.run import Evaluator, Run, Today, plain
from duixian.engines.single.shifted import MOVING, note_turns
from duixian.language.absent import ABSENT, Absent
from duixian.language.nodes import Call
from duixian.language.types import Kind
from duixian.language.unknown import Unknown, merged
from duixian.values.dates import add_months, days_between, full_months, full_years
from duixian.values.months import first_day, last_day, month_of


def _month(value: Any) -> int:
    return value if value.__class__ is int else month_of(value)


def _rounded(value: Fraction | int) -> int:
    return (2 * Fraction(value) + 1).__floor__() // 2


def _power(base: Fraction | int, exponent: int) -> Any:
    """Exact; nothing to the power below zero is no value."""
    return ABSENT if base == 0 and exponent < 0 else Fraction(base) ** exponent


_PLAIN: dict[str, Callable[..., Any]] = {
    "满月数": full_months,
    "期限月数": lambda first, last: full_months(first, last + timedelta(days=1)),
    "次日": lambda day: day + timedelta(days=1),
    "前一日": lambda day: day - timedelta(days=1),
    "满年数": full_years,
    "周岁": full_years,
    "天数": days_between,
    "年份": lambda value: _month(value) // 12,
    "月": lambda value: _month(value) % 12 + 1,
    "日": lambda day: day.day,
    "季度": lambda value: _month(value) % 12 // 3 + 1,
    "所在月": _month,
    "次月": lambda value: _month(value) + 1,
    "月初": lambda value: first_day(_month(value)),
    "月末": lambda value: last_day(_month(value)),
    "年初": lambda value: date(_month(value) // 12, 1, 1),
    "年末": lambda value: date(_month(value) // 12, 12, 31),
    "年数": lambda years: years * 12,
    "个月数": lambda months: months,
    "数量": lambda value: value,
    "乘方": _power,
    "取整": _rounded,
    "向下取整": lambda value: Fraction(value).__floor__(),
    "向上取整": lambda value: Fraction(value).__ceil__(),
    "开头为": lambda text, *starts: text.startswith(starts),
    "包含": lambda text, *pieces: any(piece in text for piece in pieces),
    "加工作日": working_day_after,
}

_MONTHLY = ("年份", "月", "季度", "所在月", "次月", "月初", "月末", "年初", "年末")
_ANNIVERSARIES = {"满月数": 1, "满年数": 12, "周岁": 12}
_EXTREMES = ("较大", "较小", "不超过", "不低于")


def _day_made(year: int, month: int, day: int) -> Any:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):  # 31 June is no day, nor is any of the year 2⁶²: there is none
        return ABSENT


_PLAIN["年月日"] = _day_made


@compiles(Call)
def call(node: Call, unit: Unit) -> Evaluator:
    """name(arguments): any unknown argument makes it unknown, any absent one absent."""
    if node.function in _LAZY:
        return _LAZY[node.function](unit.all(node.arguments))
    function, name = _implementation(node, unit), node.function
    compiled = (lambda argument: side(argument, unit)) if name in _MONTHLY else unit.compile
    arguments = tuple(compiled(argument) for argument in node.arguments)

    def called(run: Run) -> Any:
        values = [argument(run) for argument in arguments]
        for value in values:
            if value.__class__ in _SPECIAL:
                return _specially(run, name, function, values)
        return function(*values)

    return called


_SPECIAL = frozenset({Unknown, Absent, *MOVING})
"""Values that a function does not simply take."""


def _specially(run: Run, name: str, function: Callable[..., Any], values: list[Any]) -> Any:
    unknown = merged(values)
    if unknown.causes:
        return unknown
    if any(value is ABSENT for value in values):
        return ABSENT
    _note(run, name, values)
    return function(*values)


def _note(run: Run, name: str, values: list[Any]) -> None:
    """When the answer may change: next month, the next anniversary, or tomorrow."""
    if name in _MONTHLY:
        note_turns(run, values[0], (first_day(month_of(values[0]) + 1),))
    elif name in _EXTREMES:
        note_turns(run, run.as_of, (v for v in values if v.__class__ is not Today))
    elif name not in _ANNIVERSARIES:
        run.changes_tomorrow()
    elif values[0].__class__ is not Today and values[0] <= run.as_of:
        every = _ANNIVERSARIES[name]
        done = full_months(values[0], run.as_of) // every
        run.changes_on(add_months(values[0], (done + 1) * every))
    elif values[0].__class__ is not values[1].__class__:
        _note_count(run, _PLAIN[name], values)


def _note_count(run: Run, count: Callable[[date, date], int], values: list[Any]) -> None:
    """The first later day on which a count that only grows, or only shrinks, is another: found by halving."""

    def on(offset: int) -> int:
        day = plain(run.as_of) + timedelta(days=offset)
        return count(*(day if value.__class__ is Today else value for value in values))

    same, other, now = 0, FAR, on(0)
    if on(other) == now:
        return
    while other - same > 1:
        middle = (same + other) // 2
        same, other = (middle, other) if on(middle) == now else (same, middle)
    run.changes_on(plain(run.as_of) + timedelta(days=other))


def _implementation(node: Call, unit: Unit) -> Callable[..., Any]:
    kind = node.arguments[0].type
    if kind.kind is Kind.CATEGORY and node.function in ("较大", "较小", "不超过", "不低于", "级差"):
        rank = unit.policy.vocabulary.categories[str(kind.of)].rank
        if node.function == "级差":
            return lambda a, b: rank(a) - rank(b)
        pick: Callable[..., Any] = max if node.function in ("较大", "不低于") else min
        return lambda *values: pick(values, key=rank)
    if node.function in ("较大", "不低于"):
        return max
    if node.function in ("较小", "不超过"):
        return min
    if node.function == "级差":
        return lambda a, b: a - b
    return _PLAIN[node.function]


def _known(arguments: tuple[Evaluator, ...]) -> Evaluator:
    return lambda run: arguments[0](run).__class__ is not Unknown


def _when_unknown(arguments: tuple[Evaluator, ...]) -> Evaluator:
    def value(run: Run) -> Any:
        found = arguments[0](run)
        return arguments[1](run) if found.__class__ is Unknown else found

    return value


def _when_absent(arguments: tuple[Evaluator, ...]) -> Evaluator:
    def value(run: Run) -> Any:
        found = arguments[0](run)
        return arguments[1](run) if found is ABSENT else found

    return value


_LAZY: dict[str, Callable[[tuple[Evaluator, ...]], Evaluator]] = {
    "已知": _known,
    "未知时": _when_unknown,
    "无时": _when_absent,
}
