"""限制, 名额, 预算: at most so often, so much, so many, and out of so large a budget."""

from __future__ import annotations

from duixian.language.located import Node, Scalar
from duixian.language.nodes import Expr
from duixian.language.problems import Spot
from duixian.language.rule import Budget, Exceeding, Limit, Order, Quota, Shortage, Ties
from duixian.language.types import BOOL, INT, MONEY, MONTHS
from duixian.policybook.keys.inner import INNER
from duixian.policybook.prior import as_prior
from duixian.policybook.values import value
from duixian.policybook.workbench import Workbench, bilingual
from duixian.values.bilingual import Text

_PERIODS = {
    "自然年": ("年份(事件日)",),
    "年": ("年份(事件日)",),
    "自然月": ("所在月(事件日)",),
    "月": ("所在月(事件日)",),
    "自然季度": ("年份(事件日)", "季度(事件日)"),
    "季度": ("年份(事件日)", "季度(事件日)"),
}
"""Calendar periods as keys."""


def limits(bench: Workbench, node: Node | None) -> tuple[Limit, ...]:
    """Every limit of a measure."""
    entries = bench.reader.named(node, Text("「限制」", "'限制'"))
    found = (_limit(bench, name.text, body) for name, body in entries)
    return tuple(limit for limit in found if limit is not None)


def _limit(bench: Workbench, name: str, node: Node) -> Limit | None:
    mapping = bench.reader.mapping(node, INNER["限制"])
    if mapping is None:
        return None
    own = keys(bench, mapping.get("每"))
    period, rolling = period_keys(bench, mapping.get("期"))
    count = value(bench, mapping.get("次数"), INT)
    money = value(bench, mapping.get("金额"), MONEY)
    if mapping.get("次数") is None and mapping.get("金额") is None:
        bench.problems.add("limit-without-limit", mapping.spot, *_NOTHING_LIMITED)
    if count is None and money is None:
        return None
    all_keys = (*own, *period)
    nodes = (count, money, rolling, *all_keys)
    exceeding = bench.reader.word(mapping, "超出", tuple(e.value for e in Exceeding), Exceeding.TRIM.value)
    counts = bench.reader.flag(mapping, "计入已享受", default=True)
    vocabulary = bench.scope.vocabulary
    return Limit(
        bench.source(bilingual(bench.reader, name, mapping), mapping, nodes),
        all_keys,
        count,
        money,
        rolling,
        Exceeding(exceeding),
        bench.reader.text(mapping, "共用") or None,
        bench.expression(mapping.get("适用"), BOOL),
        counts,
        tuple(as_prior(key, vocabulary) if counts else None for key in all_keys),
    )


def keys(bench: Workbench, node: Node | None) -> tuple[Expr, ...]:
    """Expressions under 每: a list, or words separated by 、."""
    found: list[Expr | None] = []
    for item in bench.reader.items(node):
        if isinstance(item, Scalar):
            found += [bench.resolved(text, spot) for text, spot in _split(item)]
        else:
            found.append(bench.expression(item))
    return tuple(key for key in found if key is not None)


def _split(item: Scalar) -> list[tuple[str, Spot]]:
    """The parts of 人员、职业编码 outside brackets, each with its place."""
    parts: list[tuple[str, Spot]] = []
    depth = start = 0
    for place, sign in enumerate(item.text + "、"):
        depth += (sign in "([（【") - (sign in ")]）】")
        if sign == "、" and depth == 0:
            parts.append((item.text[start:place], item.spot.moved(start)))
            start = place + 1
    return parts


def period_keys(bench: Workbench, node: Node | None) -> tuple[tuple[Expr, ...], Expr | None]:
    """期 as further keys, or as a rolling length of time."""
    if isinstance(node, Scalar) and node.text in _PERIODS:
        resolved = (bench.resolved(text, node.spot) for text in _PERIODS[node.text])
        return tuple(key for key in resolved if key is not None), None
    found = bench.expression(node)
    if found is None:
        return (), None
    return ((), found) if found.type == MONTHS else ((found,), None)


def quota(bench: Workbench, node: Node | None) -> Quota | None:
    """名额: places filled by rank."""
    if node is None:
        return None
    mapping = bench.reader.mapping(node, INNER["名额"])
    if mapping is None:
        return None
    places = value(bench, mapping.get("名额"), INT)
    own = keys(bench, mapping.get("每"))
    ranking = tuple(o for s in bench.reader.items(mapping.get("排序")) if (o := _order(bench, s)) is not None)
    ties = bench.reader.word(mapping, "并列", tuple(t.value for t in Ties), Ties.CLERK.value)
    if places is None:
        return None
    source = bench.source(bilingual(bench.reader, "名额", mapping), mapping, (places,))
    return Quota(source, own, places, ranking, Ties(ties))


def _order(bench: Workbench, node: Node) -> Order | None:
    found = bench.reader.scalar(node, Text("「排序」", "'排序'"))
    if found is None:
        return None
    words = found.text.strip()
    descending = words.endswith("降")
    if words[-1:] in ("升", "降"):
        words = words[:-1].rstrip()
    held = bench.resolved(words, found.spot)
    return None if held is None else Order(held, descending)


def budgets(bench: Workbench, node: Node | None) -> tuple[Budget, ...]:
    """Every budget of a measure."""
    entries = bench.reader.named(node, Text("「预算」", "'预算'"))
    found = (_budget(bench, name.text, body) for name, body in entries)
    return tuple(budget for budget in found if budget is not None)


def _budget(bench: Workbench, name: str, node: Node) -> Budget | None:
    mapping = bench.reader.mapping(node, INNER["预算"])
    if mapping is None:
        return None
    total = value(bench, mapping.get("总额"), MONEY)
    own = keys(bench, mapping.get("每"))
    order = bench.expression(mapping.get("先后"))
    words = tuple(s.value for s in Shortage)
    shortage = Shortage(bench.reader.word(mapping, "不足", words, Shortage.REFUSE.value))
    if total is None:
        return None
    source = bench.source(bilingual(bench.reader, name, mapping), mapping, (total,))
    return Budget(source, own, total, order, shortage, bench.reader.text(mapping, "共用") or None)


_NOTHING_LIMITED = (
    Text("这项限制没有「次数」也没有「金额」", "this limit has neither 次数 nor 金额"),
    Text("写「次数: 1次」或「金额: 10万元」", "write such as 次数: 1次 or 金额: 10万元"),
)
