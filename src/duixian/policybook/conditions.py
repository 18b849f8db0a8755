"""Named conditions: an expression, or alternatives, with their words, English name and interpretations."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.nodes import AnyOf, Expr
from duixian.language.rule import Condition
from duixian.language.types import BOOL
from duixian.policybook.keys.inner import INNER
from duixian.policybook.reading import nearest
from duixian.policybook.workbench import Workbench, bilingual
from duixian.values.bilingual import Text

_TABLE = INNER["条件"]


def conditions(bench: Workbench, node: Node | None) -> tuple[Condition, ...]:
    """Every condition under 条件 or 任一, in order."""
    entries = bench.reader.named(node, Text("「条件」", "'条件'"))
    found = (condition(bench, name.text, body) for name, body in entries)
    return tuple(c for c in found if c is not None)


def condition(bench: Workbench, name: str, node: Node) -> Condition | None:
    """One condition; None when it is wrong (recorded)."""
    if isinstance(node, Scalar):
        test = bench.expression(node, BOOL)
        return None if test is None else Condition(bench.source(Text(name, name), node, (test,)), test)
    mapping = bench.reader.mapping(node, _TABLE)
    if mapping is None:
        return None
    if mapping.get("任一") is not None:
        return _alternatives(bench, name, mapping)
    return _required(bench, name, mapping)


def _required(bench: Workbench, name: str, mapping: Mapping) -> Condition | None:
    if mapping.get("要求") is None:
        bench.problems.add("missing-key", mapping.spot, *_no_test(name, mapping))
        return None
    test = bench.expression(mapping.get("要求"), BOOL)
    if test is None:
        return None
    return Condition(bench.source(bilingual(bench.reader, name, mapping), mapping, (test,)), test)


def _alternatives(bench: Workbench, name: str, mapping: Mapping) -> Condition | None:
    children = conditions(bench, mapping.get("任一"))
    if not children:
        return None
    test = any_of(children)
    source = bench.source(bilingual(bench.reader, name, mapping), mapping, (test,))
    return Condition(source, test, children)


def any_of(children: Sequence[Condition]) -> Expr:
    """The test that holds where any of the conditions does."""
    text = " 或 ".join(c.source.name.zh for c in children)
    return AnyOf(type=BOOL, text=text, parts=tuple(c.test for c in children))


def only_condition(bench: Workbench, node: Node | None, name: Text) -> Condition | None:
    """A condition that stands alone under a key: an expression, or a mapping with 要求; None when left out."""
    if node is None:
        return None
    found = condition(bench, name.zh, node)
    if found is None or found.source.name.en != name.zh:
        return found
    source = bench.source(name, node, (found.test,))
    return Condition(source, found.test, found.alternatives)


def _no_test(name: str, mapping: Mapping) -> tuple[Text, Text]:
    keys = mapping.keys
    near = nearest("要求", keys)
    return (
        Text(f"条件「{name}」没有「要求」或「任一」", f"the condition '{name}' has neither 要求 nor 任一"),
        Text(f"写「要求: 表达式」{near.zh}", f"write 要求: and an expression{near.en}"),
    )
