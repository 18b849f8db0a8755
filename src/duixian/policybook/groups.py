"""组 and 归组: entitlements that exclude, top up or reduce one another."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass

from duixian.language.located import Mapping, Node
from duixian.language.nodes import Expr
from duixian.language.rule import Group, Membership, Mode
from duixian.language.types import BOOL, MONEY
from duixian.language.vocabulary import Purpose
from duixian.policybook.document import RuleBlock
from duixian.policybook.keys.inner import INNER
from duixian.policybook.limits import keys, period_keys
from duixian.policybook.reading import nearest
from duixian.policybook.values import value
from duixian.policybook.workbench import Workbench, bilingual
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class DeclaredGroup:
    """A group's block: its keys are resolved anew in each member."""

    body: Mapping
    clause: str


def group(bench: Workbench, block: RuleBlock) -> Group:
    """The group that a block declares."""
    body = block.body
    mode = bench.reader.word(body, "方式", tuple(m.value for m in Mode), Mode.HIGHEST.value)
    cap = value(bench, body.get("上限"), MONEY)
    across = bench.reader.flag(body, "跨政策")
    source = bench.source(bilingual(bench.reader, block.name, body), body, (cap,))
    return Group(source, Mode(mode), cap, across)


def memberships(
    bench: Workbench, node: Node | None, groups: Map[str, DeclaredGroup]
) -> tuple[Membership, ...]:
    """A measure's places in groups: names, or names with keys of their own."""
    found = []
    if isinstance(node, Mapping):
        entries = [(name, body) for name, body in node]
    else:
        entries = [(name, name) for name in bench.reader.texts(node, Text("「归组」", "'归组'"))]
    for name, body in entries:
        declared = groups.get(name.text)
        if declared is None:
            near = nearest(name.text, tuple(groups))
            bench.problems.add(
                "unknown-group",
                name.spot,
                Text(f"没有声明组「{name.text}」", f"the group '{name.text}' is not declared"),
                Text(
                    f"写一个「组: {name.text}」的规则块{near.zh}",
                    f"write a rule block 组: {name.text}{near.en}",
                ),
            )
            continue
        own = body if isinstance(body, Mapping) else None
        found.append(_membership(bench, name.text, own, declared.body))
    return tuple(found)


def _membership(bench: Workbench, name: str, own: Mapping | None, declared: Mapping) -> Membership:
    if own is not None:
        bench.reader.check_keys(own, INNER["归组"])
    own_keys = keys(bench, _first("每", own, declared))
    period, _ = period_keys(bench, _first("期", own, declared))
    return Membership(name, (*own_keys, *period), _prior(bench, _first("计入", own, declared)))


def _first(key: str, own: Mapping | None, declared: Mapping) -> Node | None:
    found = own.get(key) if own is not None else None
    return found if found is not None else declared.get(key)


def _prior(bench: Workbench, node: Node | None) -> Expr | None:
    """Which payments already made count: the payment is the inner record, 本次 the case."""
    table = bench.scope.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
    if node is None or table is None:
        return None
    return bench.within(bench.scope.inside(table.name)).expression(node, BOOL)
