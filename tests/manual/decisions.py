"""A decision as the manual shows it: a line for each expected one, and the first of a section in full."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.decisions.comparing import NO_CASE, is_named
from duixian.decisions.document import Json
from duixian.values.money import format_money
from tests.manual.trials import Decided

Lines = Iterator[str]
HEAD = "| 项目 measure | 记录 record | 结果 verdict | 金额 amount | 应付 payable | 受益 payees | 说明 why |"
_MARKS = {True: "✓", False: "✗", None: "?"}


def decision_lines(decided: Decided, *, in_full: bool) -> Lines:
    """The decisions that an example expects; ``in_full``: the first one with its conditions and steps."""
    found = list(expected_decisions(decided))
    if found:
        yield from (HEAD, "|---|---|---|---|---|---|---|", *(_row(d) for d in found), "")
    if in_full and found:
        yield from _in_full(found[0])
    yield from _no_cases(decided)
    yield from _targets(decided)


def expected_decisions(decided: Decided) -> Iterator[Json]:
    """The decisions that the expectations of an example speak of, in their order."""
    for expectation in decided.result.example.expectations:
        for decision in decided.decisions:
            case, name = decision["case"], decision["measure"]["name"]["zh"]
            named = name == expectation.measure and is_named(case["key"], expectation.record)
            if named and expectation.year in (None, case["year"]):
                yield decision


def _row(decision: Json) -> str:
    case, payees = decision["case"], "、".join(p["key"] for p in decision["payees"])
    key = case["key"] if case["year"] is None else f"{case['key']}（{case['year']}）"
    amount = "" if decision["amount"] is None else format_money(decision["amount"])
    cells = (decision["measure"]["name"]["zh"], f"{case['table']} {key}", decision["verdict"], amount)
    why = "；".join(_why(decision))
    return "| " + " | ".join((*cells, format_money(decision["payable"]), payees, why)) + " |"


def _why(decision: Json) -> Lines:
    yield from (f"✗ {_named(c)}" for c in decision["conditions"] if c["truth"] is False)
    missing = "、".join(dict.fromkeys(m["name"] for m in decision["missing"]))
    if missing:
        yield f"缺 missing：{missing}"
    for effect in decision["effects"]:
        change = f"{format_money(effect['before'])}→{format_money(effect['after'])}"
        yield f"{effect['kind']}「{effect['name']['zh']}」{effect['result']} {change}"
    if decision["not_yet"]:
        yield f"最早 first on {decision['not_yet']}"
    if decision["recovery"]:
        yield f"追回 recovered {format_money(decision['recovery'])}"
    yield from _remarks(decision)


def _remarks(decision: Json) -> Lines:
    if len(decision["instalments"]) > 1:
        yield f"{len(decision['instalments'])}期 instalments"
    if decision["routing"]:
        yield f"分送 to {decision['routing']}"
    if decision["funding"]:
        shares = (f"{f['tier']['zh']} {format_money(f['amount'] or 0)}" for f in decision["funding"])
        yield "资金 funds：" + "、".join(shares)
    for warning in decision["warnings"]:
        yield f"提醒 warning：{warning['name']['zh']}"


def _named(condition: Json) -> str:
    return str(condition.get("name", {}).get("zh") or condition["expression"])


def _in_full(decision: Json) -> Lines:
    yield f"{decision['measure']['name']['zh']} {decision['case']['key']}："
    yield ""
    for condition in decision["conditions"]:
        yield from _condition(condition, 0)
    for working in decision["workings"]:
        yield _working(working)
    yield from _instalments(decision)
    if decision["interpretations"]:
        used = "、".join(f"{i['id']}（{i['chosen']}）" for i in decision["interpretations"])
        yield f"- 解释 interpretations：{used}"
    yield ""


def _condition(condition: Json, depth: int) -> Lines:
    values = [condition[key]["text"]["zh"] for key in ("actual", "threshold") if key in condition]
    sign = f" {condition.get('operator', '/')} "
    found = f"（{sign.join(values)}）" if values else ""
    name = _named(condition)
    test = "" if name == condition["expression"] else f"：`{condition['expression']}`"
    yield f"{'  ' * depth}- {_MARKS[condition['truth']]} {name}{test}{found}"
    for part in condition.get("parts", ()):
        yield from _condition(part, depth + 1)


def _working(working: Json) -> str:
    label = f"{working['label']}：" if working["label"] else ""
    result = working["result"]
    amount = format_money(result) if isinstance(result, int) and not isinstance(result, bool) else result
    return f"- {working['kind']} {label}`{working['expression']}` → {amount}"


def _instalments(decision: Json) -> Lines:
    items = decision["instalments"]
    if len(items) < 2:
        return
    shown = items if len(items) <= 5 else [*items[:4], items[-1]]
    for item in shown:
        name = item["period"] or (item["label"] or {}).get("zh", "")
        skipped = "…… " if item is shown[-1] and len(items) > 5 else ""
        yield f"- {skipped}第{item['number']}期 {name} {format_money(item['amount'])} {item['state']}（{item['due']}）"


def _no_cases(decided: Decided) -> Lines:
    for expectation in decided.result.example.expectations:
        if expectation.result == NO_CASE:
            yield from (f"没有「{expectation.measure}」的决定 / no case.", "")


def _targets(decided: Decided) -> Lines:
    wanted = [e.target for e in decided.result.example.expectations if e.target is not None]
    for name in wanted:
        reached = next(r for r in decided.targets if r.target.source.name.zh == name)
        met = "达到 reached" if reached.met is True else "未达到 not reached"
        yield f"- 目标 target：{name} {reached.value}，目标值 goal {reached.goal}，{met}"
    if wanted:
        yield ""
