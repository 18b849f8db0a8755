"""Values of a rule: an expression, a table by category (按) or tier (分档), a marginal scale (累进), steps, 若."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duixian.language.located import Mapping, Node, Scalar, Sequence
from duixian.language.nodes import ByCategory, Choose, Expr, Row
from duixian.language.types import BOOL, INT, NUMBER, Type
from duixian.policybook.categories import RowKeys
from duixian.policybook.reading import nearest
from duixian.policybook.scales import marginal
from duixian.policybook.steps import steps
from duixian.policybook.tiers import by_band
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

Builder = Callable[[Workbench, Any, Type | None], Expr | None]


def value(bench: Workbench, node: Node | None, expected: Type | None = None) -> Expr | None:
    """The value that stands at a place; None when left out or wrong (recorded)."""
    if node is None or isinstance(node, Scalar):
        return bench.expression(node, expected)
    if isinstance(node, Sequence):
        return steps(bench, node, expected, value)
    return _mapping(bench, node, expected)


def _mapping(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    first = node.entries[0][0].text if node.entries else ""
    build = _WORDS.get(first)
    if build is not None:
        return build(bench, node, expected)
    if node.entries:
        near = nearest(first, tuple(_WORDS))
        bench.problems.add(
            "unknown-value",
            node.entries[0][0].spot,
            Text(f"「{first}」不能开始一个值", f"'{first}' does not begin a value"),
            Text(
                f"第一个键写 {'、'.join(_WORDS)} 之一{near.zh}",
                f"the first key is one of {', '.join(_WORDS)}{near.en}",
            ),
        )
    return None


def _by_category(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    subject = bench.expression(node.get("按"))
    if subject is None:
        return None
    keys = RowKeys(bench, subject)
    rows: list[Row] = []
    for name, body in node.entries[1:]:
        members = keys.of(name)
        held = value(bench, body, expected)
        if held is not None:
            expected = expected or _asked(held)
            rows.append(Row(members, held, name.text))
    keys.check_order()
    kind = _common_type(bench, node, [row.value for row in rows])
    return (
        None if kind is None else ByCategory(type=kind, text=subject.text, subject=subject, rows=tuple(rows))
    )


def _asked(first: Expr) -> Type | None:
    """What the first row asks of the others: a whole number stands beside a ratio."""
    return None if first.type in (INT, NUMBER) else first.type


def _common_type(bench: Workbench, node: Mapping, values: list[Expr]) -> Type | None:
    types = {v.type for v in values}
    if types <= {INT, NUMBER} and len(types) == 2:
        return NUMBER
    if len(types) > 1:
        listed = "、".join(sorted(str(t) for t in types))
        bench.problems.add(
            "value-types",
            node.spot,
            Text(f"各行的值类型不同：{listed}", f"the rows have values of different types: {listed}"),
            Text("各行写同一种单位", "give every row the same unit"),
        )
    return values[0].type if values else None


def _choose(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    condition = bench.expression(node.get("若"), BOOL)
    then = value(bench, node.get("则"), expected)
    otherwise = value(bench, node.get("否则"), expected or (_asked(then) if then else None))
    for name, _ in node:
        if name.text not in ("若", "则", "否则"):
            bench.reader.one_of(name, ("若", "则", "否则"))
    if node.get("则") is None or node.get("否则") is None:
        bench.problems.add("missing-key", node.spot, *_BOTH_BRANCHES)
    if condition is None or then is None or otherwise is None:
        return None
    kind = _common_type(bench, node, [then, otherwise])
    assert kind is not None
    return Choose(type=kind, text=condition.text, condition=condition, then=then, otherwise=otherwise)


def _by_band(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    return by_band(bench, node, expected, value)


def _steps(bench: Workbench, node: Mapping, expected: Type | None) -> Expr | None:
    return steps(bench, node.entries[0][1], expected, value)


_BOTH_BRANCHES = (
    Text("「若」要有「则」和「否则」", "若 takes 则 and 否则"),
    Text("两种情形都写出来", "write both cases"),
)

_WORDS: dict[str, Builder] = {
    "按": _by_category,
    "分档": _by_band,
    "累进": marginal,
    "步骤": _steps,
    "若": _choose,
}
