"""The built-in functions in columns; names, types and meanings stand in ``language.functions``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from duixian.engines.bulk.arithmetic import strict, tomorrow, working_days_later
from duixian.engines.bulk.calendar import (
    FIRST_MONTH,
    LAST_MONTH,
    LATEST,
    first_day,
    full_months,
    full_years,
    last_day,
    length_of,
    month_in_range,
    month_of,
    next_day,
    ordinal,
)
from duixian.engines.bulk.causes import causes_of
from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import NULL, YES, Column, when
from duixian.engines.bulk.moving import turning
from duixian.engines.bulk.numbers import SAFE, common, half_up
from duixian.engines.bulk.powers import power
from duixian.engines.bulk.scalar import HUGE, Scalar, changed, either, ratio_column
from duixian.engines.bulk.select import chosen
from duixian.language.nodes import Call, MomentName
from duixian.language.types import BOOL, Kind

Made = tuple[Column, int]
"""A value and its bound."""
_MONTHLY = ("年份", "月", "季度", "所在月", "次月", "月初", "月末", "年初", "年末")
_EXTREMES = ("较大", "较小", "不超过", "不低于")
_ANNIVERSARIES = ("满月数", "满年数", "周岁")


def _month(scalar: Scalar) -> Column:
    return month_of(scalar.value) if scalar.kind.kind is Kind.DATE else scalar.value


_OF_MONTH: dict[str, tuple[Callable[[Column], Column], int]] = {
    "年份": (lambda month: month // 12, 10_000),
    "月": (lambda month: month % 12 + 1, 12),
    "季度": (lambda month: month % 12 // 3 + 1, 4),
    "所在月": (lambda month: month, LAST_MONTH),
    "次月": (lambda month: month + 1, LAST_MONTH + 1),
    "月初": (first_day, LATEST),
    "月末": (last_day, LATEST),
    "年初": (lambda month: first_day(month // 12 * 12), LATEST),
    "年末": (lambda month: first_day(month // 12 * 12 + 11) + 30, LATEST),
}
_OF_DATES: dict[str, tuple[Callable[[Column, Column], Column], int]] = {
    "满月数": (full_months, LAST_MONTH),
    "满年数": (full_years, 10_000),
    "周岁": (full_years, 10_000),
    "天数": (lambda start, end: ordinal(end) - ordinal(start), LATEST),
}


@compiles(Call)
def call(node: Call, scope: Scope) -> Scalar:
    """name(arguments): any unknown argument makes it unknown, any absent one absent."""
    arguments = [compiled(argument, scope) for argument in node.arguments]
    lazy = _LAZY.get(node.function)
    if lazy is not None:
        return lazy(node, arguments, scope)
    _turning(node.function, arguments, scope)
    return _made(node, arguments, scope)


def _made(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    name = node.function
    if name in _OF_MONTH:
        return _of_month(node, arguments[0], scope)
    if name in _OF_DATES:
        function, bound = _OF_DATES[name]
        return strict(node, function(arguments[0].value, arguments[1].value), arguments, scope, bound)
    if name not in _OTHERS:
        raise NotCompiled(name, node.text)
    return _OTHERS[name](node, arguments, scope)


def _of_month(node: Call, argument: Scalar, scope: Scope) -> Scalar:
    function, bound = _OF_MONTH[node.function]
    month = _month(argument)
    if node.function in ("月初", "月末", "年初", "年末") and argument.kind.kind is Kind.MONTH:
        scope.space.guard(~month_in_range(month))
    return strict(node, function(month), (argument,), scope, bound)


def _turning(name: str, arguments: Sequence[Scalar], scope: Scope) -> None:
    """When the answer may change because the day moves on: next month, the next anniversary, or tomorrow."""
    where = either(*(a.today for a in arguments))
    if where is None:
        return
    as_of = scope.moment(MomentName.AS_OF).value
    if name in _MONTHLY:
        scope.turns_on(first_day(month_of(as_of)), where, 1)
    elif name in _EXTREMES:
        for argument in arguments:
            turning(scope.moment(MomentName.AS_OF), argument.value, scope, argument.today)
    elif name in _ANNIVERSARIES:
        for argument in arguments:
            if argument.today is None:
                _anniversaries(argument.value, where, scope)
    else:
        tomorrow(arguments, scope)


def _anniversaries(day: Column, where: Column, scope: Scope) -> None:
    """A count of months to or from a date may change on its day of each month, the day after, or the first."""
    for start in (day, next_day(day), first_day(month_of(day))):
        scope.turns_on(start, where, 1)


def _same(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    found = arguments[0]
    made = strict(node, found.value, arguments, scope, found.bound)
    return changed(made, den=found.den, ratio=found.ratio)


def _years(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    found = arguments[0]
    if found.bound > SAFE // 12:
        scope.space.guard((found.value > SAFE // 12) | (found.value < -(SAFE // 12)))
    return strict(node, found.value * 12, arguments, scope, min(found.bound * 12, SAFE))


def _extreme(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    greatest = node.function in ("较大", "不低于")
    first, *rest = arguments
    for other in rest:
        first = _better(first, other, greatest, scope)
    made = strict(node, first.value, arguments, scope, first.bound)
    today = either(*(a.today for a in arguments))
    if today is not None:
        today = today & (made.value == scope.moment(MomentName.AS_OF).value).sure()
    return changed(made, den=first.den, ratio=first.ratio, today=today)


def _better(first: Scalar, other: Scalar, greatest: bool, scope: Scope) -> Scalar:
    """The other where it is better, else the first."""
    one, two = common(first, other, scope.space)
    better = two.value > one.value if greatest else two.value < one.value
    value = when(better, two.value, one.value)
    value = when(two.value.is_null(), NULL, value)
    ratio: bool | Column = one.ratio
    if one.ratio is not two.ratio:
        sides = ratio_column(two.ratio), ratio_column(one.ratio)
        ratio = when(better, sides[0], sides[1])
    bound = max(one.bound, two.bound)
    return changed(one, value=value, bound=bound, ratio=ratio, constant=None)


def _difference(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    one, two = arguments
    if max(one.bound, two.bound) > SAFE or not (one.whole and two.whole):
        raise NotCompiled(node.function, node.text)
    return strict(node, one.value - two.value, arguments, scope, one.bound + two.bound)


def _rounded(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    found = arguments[0]
    if node.function == "取整":
        value = half_up(scope.space, found.value, found.bound, found.den)
    elif node.function == "向下取整":
        value = found.value // found.den
    else:
        value = -(-found.value // found.den)
    return strict(node, value, arguments, scope, found.bound)


def _day(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    return strict(node, arguments[0].value % 31 + 1, arguments, scope, 31)


def _day_made(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    year, month, day = (argument.value for argument in arguments)
    for argument in arguments:
        if argument.bound > LATEST:
            scope.space.guard((argument.value > LATEST) | (argument.value < -LATEST))
    whole = year * 12 + month - 1
    exists = (
        (year >= 1) & (year <= 9999) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= length_of(whole))
    )
    value = when(exists, whole * 31 + day - 1, NULL)
    return strict(node, value, arguments, scope, LATEST, (~exists).sure())


def _term(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    first, last = arguments
    scope.space.guard(last.value >= LATEST)
    return strict(node, full_months(first.value, next_day(last.value)), arguments, scope, LAST_MONTH)


def _next_day(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    scope.space.guard(arguments[0].value >= LATEST)
    return strict(node, next_day(arguments[0].value), arguments, scope, LATEST)


def _day_before(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    day = arguments[0].value
    scope.space.guard(day <= FIRST_MONTH * 31)
    before = when(day % 31 > 0, day - 1, last_day(month_of(day) - 1))
    return strict(node, before, arguments, scope, LATEST)


def _starts(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    return _of_text(node, arguments, scope, lambda text, *starts: text.startswith(starts))


def _holds_text(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    return _of_text(node, arguments, scope, lambda text, *pieces: any(piece in text for piece in pieces))


def _of_text(node: Call, arguments: Sequence[Scalar], scope: Scope, test: Callable[..., bool]) -> Scalar:
    """A test of a text and others, of which those written in the rule are the same in every row."""
    text, *others = arguments
    fixed = [a.constant if isinstance(a.constant, str) else None for a in others]
    moving = [text.value, *(a.value for a, one in zip(others, fixed, strict=True) if one is None)]

    def tested(first: str, *found: str) -> bool:
        rest = iter(found)
        return test(first, *(next(rest) if one is None else one for one in fixed))

    found = scope.space.of_texts((node.function, *fixed), moving, tested)
    return strict(node, found, arguments, scope, HUGE)


def _working_days(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    value = working_days_later(arguments[0].value, arguments[1].value, scope)
    return strict(node, value, arguments, scope, LATEST)


_OTHERS: dict[str, Callable[[Call, Sequence[Scalar], Scope], Scalar]] = {
    "数量": _same,
    "个月数": _same,
    "年数": _years,
    "较大": _extreme,
    "较小": _extreme,
    "不超过": _extreme,
    "不低于": _extreme,
    "级差": _difference,
    "乘方": power,
    "取整": _rounded,
    "向下取整": _rounded,
    "向上取整": _rounded,
    "日": _day,
    "年月日": _day_made,
    "期限月数": _term,
    "次日": _next_day,
    "前一日": _day_before,
    "开头为": _starts,
    "包含": _holds_text,
    "加工作日": _working_days,
}


def _known(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    unknown = arguments[0].unknown
    truth = YES if unknown is None else ~unknown
    return Scalar(BOOL, truth, scope.space)


def _when_unknown(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    first, second = arguments
    if first.unknown is None:
        return first
    subject = Scalar(BOOL, YES, scope.space)
    return chosen(
        subject, [(~first.unknown, _unquestioned(first)), (first.unknown, second)], None, node, scope
    )


def _unquestioned(scalar: Scalar) -> Scalar:
    return changed(scalar, cause=None)


def _when_absent(node: Call, arguments: Sequence[Scalar], scope: Scope) -> Scalar:
    first, second = arguments
    if first.absent is None:
        return first
    there = changed(first, absent=None, cause=None)
    subject = changed(first, value=first.value, today=None)
    gates = [(~first.absent & ~first.value.is_null(), there), (first.absent, second)]
    made = chosen(subject, gates, None, node, scope)
    return changed(made, cause=causes_of(first.cause, made.cause))


_LAZY: dict[str, Callable[[Call, Sequence[Scalar], Scope], Scalar]] = {
    "已知": _known,
    "未知时": _when_unknown,
    "无时": _when_absent,
}
