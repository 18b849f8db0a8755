"""发放: at once, every month, in parts, or prepaid and settled."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import zip_longest

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import Arithmetic, Call, Expr, Literal, Moment, MomentName, Operator, Parameter
from duixian.language.problems import Problems, Spot
from duixian.language.rule import Gap, Once, Part, Parts, Payout, Periodic, Prepayment
from duixian.language.syntax.words import half_width
from duixian.language.types import DATE, INT, MONEY, MONTH, MONTHS, NUMBER
from duixian.policybook.conditions import only_condition
from duixian.policybook.constants import folded
from duixian.policybook.keys.inner import INNER, PAYOUT
from duixian.policybook.values import value
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

_EVERY = {"每月": 1, "每季": 3, "每年": 12}
_ENGLISH_EVERY = {"每月": "monthly", "每季": "quarterly", "每年": "yearly"}
_BATCHES = {"月": 1, "季度": 3, "季": 3, "半年": 6, "年": 12}
_PERIOD = (
    MomentName.MONTH,
    MomentName.PERIOD_START,
    MomentName.PERIOD_END,
    MomentName.PERIOD_NUMBER,
)


def payout(bench: Workbench, node: Node | None) -> Payout:
    """How a measure is paid out; at once when left out."""
    if node is None:
        return Once()
    mapping = bench.reader.mapping(node, PAYOUT)
    if mapping is None:
        return Once()
    for key, months in _EVERY.items():
        if mapping.get(key) is not None:
            return _periodic(bench, mapping, key, months) or Once()
    # Only here: by the month there is an amount of each month, and none of the whole that could be named.
    bench = bench.with_moments(MomentName.GROSS)
    if mapping.get("分期") is not None:
        return _parts(bench, mapping) or Once()
    if mapping.get("预付") is not None:
        return _prepayment(bench, mapping) or Once()
    return Once(bench.expression(mapping.get("于"), DATE))


def is_periodic(node: Node | None) -> bool:
    """Whether a payout as written has an amount for each period."""
    return isinstance(node, Mapping) and any(node.get(key) is not None for key in _EVERY)


def _periodic(bench: Workbench, mapping: Mapping, key: str, every: int) -> Periodic | None:
    during = bench.with_moments(*_PERIOD)
    amount = value(during, mapping.get(key), MONEY)
    start = _start(bench, mapping)
    length = _length(bench, mapping, every)
    test = only_condition(during, mapping.get("条件"), Text("发放条件", "condition of payment"))
    gap = Gap(bench.reader.word(mapping, "断档", tuple(g.value for g in Gap), Gap.SKIP.value))
    tolerance = bench.expression(mapping.get("容许"), MONTHS)
    until = bench.expression(mapping.get("止于"), DATE)
    if amount is None or start is None or length is None:
        return None
    name = Text(key, _ENGLISH_EVERY[key])
    source = bench.source(name, mapping, (amount, length))
    batch = _batch(bench, mapping, every)
    return Periodic(source, every, amount, start, length, test, gap, tolerance, batch, until)


def _start(bench: Workbench, mapping: Mapping) -> Expr | None:
    node = mapping.get("自")
    if node is None:
        _missing(bench, mapping, "自", Text("从哪个月（日）起", "the first month or day"))
        return None
    found = value(bench, node)
    if found is not None and found.type not in (MONTH, DATE):
        bench.problems.add(
            "type",
            node.spot,
            Text(f"「自」要月份或日期，这里是{found.type}", f"自 needs a month or a date, not {found.type}"),
            Text("写成「次月(录用日)」或「所在月(…)」这样", "write such as 次月(录用日) or 所在月(…)"),
        )
        return None
    return found


def _length(bench: Workbench, mapping: Mapping, every: int) -> Expr | None:
    """How many months in all; a bare count is so many instalments."""
    node = mapping.get("期数")
    if node is None:
        _missing(bench, mapping, "期数", Text("共多长，如 3年", "how long in all, such as 3年"))
        return None
    found = value(bench, node)
    if found is None or found.type == MONTHS:
        return found
    if found.type == INT:
        return _months(found, every)
    bench.problems.add(
        "type",
        node.spot,
        Text(f"「期数」要时间长度，这里是{found.type}", f"期数 needs a length of time, not {found.type}"),
        Text("写成 3年、36个月 或 12（期）", "write 3年, 36个月, or 12 for instalments"),
    )
    return None


def _months(count: Expr, every: int) -> Expr:
    if isinstance(count, Literal):
        return Literal(type=MONTHS, text=count.text, value=count.value * every)
    times = Literal(type=INT, text=str(every), value=every)
    total = Arithmetic(type=INT, text=count.text, operator=Operator.MULTIPLY, left=count, right=times)
    return Call(type=MONTHS, text=count.text, function="个月数", arguments=(total,))


def _batch(bench: Workbench, mapping: Mapping, every: int) -> int:
    """How many periods are paid together."""
    found = bench.reader.scalar(mapping.get("合并"), Text("「合并」", "'合并'"))
    if found is None:
        return 1
    months = _BATCHES.get(found.text)
    if months is None:
        length = bench.expression(found, MONTHS)
        months = length.value if isinstance(length, Literal | Parameter) else None
    if months is not None and months % every == 0:
        return int(months // every)
    bench.problems.add(
        "batch",
        found.spot,
        Text(f"不能按「{found.text}」合并支付", f"periods cannot be paid together by '{found.text}'"),
        Text("写 季度、年 或 3个月", "write 季度, 年 or 3个月"),
    )
    return 1


def _parts(bench: Workbench, mapping: Mapping) -> Parts | None:
    node = mapping.get("分期")
    if isinstance(node, Scalar):
        return _by_ratio(bench, mapping, node)
    parts = [_part(bench, item, number) for number, item in enumerate(bench.reader.items(node), 1)]
    if None in parts:
        return None
    found = tuple(p for p in parts if p is not None)
    total = sum((Fraction(p.numerator, p.denominator) for p in found), Fraction(0))
    check_whole(bench.problems, mapping.key_spot("分期"), total, Text("各期比例", "the instalments"))
    return Parts(found)


def _part(bench: Workbench, item: Node, number: int) -> Part | None:
    mapping = bench.reader.mapping(item, INNER["分期"])
    if mapping is None:
        return None
    share = folded(bench.expression(mapping.get("比例"), NUMBER))
    due = bench.expression(mapping.get("于"), DATE)
    during = bench.with_moments(*_PERIOD)
    test = only_condition(during, mapping.get("条件"), _nth(number))
    held = share.value if isinstance(share, Literal | Parameter) else None
    if held is None or due is None:
        if share is not None and held is None:
            bench.problems.add("share-constant", mapping.key_spot("比例"), *_NOT_CONSTANT)
        return None
    ratio = Fraction(held)
    name = bench.reader.text(mapping, "名称")
    english = bench.reader.text(mapping, "英文") or _nth(number).en
    source = bench.source(Text(name or _nth(number).zh, english), mapping, (share,))
    return Part(source, ratio.numerator, ratio.denominator, due, test)


def _by_ratio(bench: Workbench, mapping: Mapping, node: Scalar) -> Parts | None:
    ratio = ratio_of(node.text)
    days = [bench.expression(day, DATE) for day in bench.reader.items(mapping.get("于"))]
    if ratio is None or len(ratio) != len(days):
        bench.problems.add("ratio", node.spot, *_ratio_form(node.text, len(days)))
        return None
    during = bench.with_moments(*_PERIOD)
    test = only_condition(during, mapping.get("条件"), Text("发放条件", "condition of payment"))
    parts = []
    for number, (share, due) in enumerate(zip_longest(ratio, days), 1):
        if due is None:
            return None
        source = bench.source(_nth(number), mapping, ())
        parts.append(Part(source, share, sum(ratio), due, test))
    return Parts(tuple(parts))


def ratio_of(text: str) -> tuple[int, ...] | None:
    """4:3:3 as whole numbers."""
    words = re.split(r"\s*[:∶比]\s*", half_width(text).strip())
    return tuple(int(w) for w in words) if len(words) > 1 and all(w.isdecimal() for w in words) else None


def _prepayment(bench: Workbench, mapping: Mapping) -> Prepayment | None:
    ahead = bench.reader.mapping(mapping.get("预付"), INNER["预付"])
    settled = bench.reader.mapping(mapping.get("结算"), INNER["结算"], mapping.spot)
    if ahead is None or settled is None:
        return None
    share = bench.expression(ahead.get("比例"), NUMBER)
    base = value(bench, ahead.get("基数"), MONEY) if ahead.get("基数") is not None else _GROSS
    due = bench.expression(ahead.get("于"), DATE)
    test = only_condition(bench, ahead.get("条件"), Text("预付条件", "condition of the prepayment"))
    closing = bench.expression(settled.get("于"), DATE)
    if share is None or base is None or due is None or closing is None:
        return None
    source = bench.source(Text("预付", "prepayment"), ahead, (share,))
    return Prepayment(source, base, share, due, closing, test)


def check_whole(problems: Problems, spot: Spot, total: Fraction, what: Text) -> None:
    """Record shares that do not add up to the whole."""
    if total != 1:
        percent = f"{total * 100}%"
        problems.add(
            "shares",
            spot,
            Text(f"{what.zh}合计 {percent}，不是 100%", f"{what.en} add up to {percent}, not 100 %"),
            Text("改正比例，使合计为 100%", "correct the shares so that they add up to 100 %"),
        )


def _missing(bench: Workbench, mapping: Mapping, key: str, meaning: Text) -> None:
    bench.problems.add(
        "missing-key",
        mapping.spot,
        Text(f"「发放」缺少「{key}」", f"'发放' lacks '{key}'"),
        Text(f"写上「{key}」：{meaning.zh}", f"write '{key}': {meaning.en}"),
    )


def _nth(number: int) -> Text:
    return Text(f"第{number}期", f"instalment {number}")


def _ratio_form(text: str, days: int) -> tuple[Text, Text]:
    return (
        Text(
            f"比例「{text}」与「于」的 {days} 个日期对不上",
            f"the ratio '{text}' does not fit the {days} days under 于",
        ),
        Text(
            '写成 分期: "4:3:3"，于: [第一天, 第二天, 第三天]',
            'write 分期: "4:3:3" and three days under 于',
        ),
    )


_NOT_CONSTANT = (
    Text("分期比例要是常量", "the share of an instalment is a constant"),
    Text("写成 40%，或用已定的参数", "write 40%, or a parameter that is set"),
)
_GROSS: Expr = Moment(type=MONEY, text=MomentName.GROSS.value, name=MomentName.GROSS)
