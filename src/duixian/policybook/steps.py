"""步骤: an amount worked out step by step."""

from __future__ import annotations

from collections.abc import Callable

from duixian.language.located import Node
from duixian.language.nodes import Expr, Operator, Step, StepKind, Steps
from duixian.language.resolve.arithmetic import result_of
from duixian.language.types import NUMBER, Type
from duixian.policybook.keys.inner import INNER
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

ValueOf = Callable[[Workbench, Node | None, Type | None], Expr | None]
_WORDS = {kind.value: kind for kind in StepKind}
_FREE = {StepKind.MULTIPLY: Operator.MULTIPLY, StepKind.DIVIDE: Operator.DIVIDE}


def steps(bench: Workbench, node: Node, expected: Type | None, value: ValueOf) -> Expr | None:
    """The steps in the written order; the first takes a value."""
    kind: Type | None = None
    found: list[Step] = []
    for item in bench.reader.items(node):
        step = _step(bench, item, kind, value)
        if step is None:
            return None
        kind = _after(bench, item, kind, step)
        if kind is None:
            return None
        found.append(step)
    if kind is None or not _fits(bench, node, kind, expected):
        return None
    return Steps(type=kind, text="、".join(s.operand.text for s in found), steps=tuple(found))


def _step(bench: Workbench, item: Node, kind: Type | None, value: ValueOf) -> Step | None:
    mapping = bench.reader.mapping(item, INNER["分步"])
    words = [(name, body) for name, body in (mapping or ()) if name.text in _WORDS]
    if len(words) != 1 or (kind is None) != (words[0][0].text == StepKind.TAKE.value):
        bench.problems.add("step", item.spot, *_FORM)
        return None
    word = _WORDS[words[0][0].text]
    operand = value(bench, words[0][1], None if word in _FREE else kind)
    label = bench.reader.text(mapping, "名") if mapping else ""
    return None if operand is None else Step(word, operand, label)


def _after(bench: Workbench, item: Node, kind: Type | None, step: Step) -> Type | None:
    """The type of the running value after a step."""
    if kind is None:
        return step.operand.type
    operator = _FREE.get(step.kind)
    result = kind if operator is None else result_of(operator, kind, step.operand.type)
    if result is None or (operator is None and step.operand.type != kind and kind != NUMBER):
        bench.problems.add(
            "step-type",
            item.spot,
            Text(
                f"「{step.kind.value}」不能用在{kind}和{step.operand.type}之间",
                f"'{step.kind.value}' does not join {kind} and {step.operand.type}",
            ),
            Text(
                "检查单位：金额加减金额，乘除比例或个数", "check the units: money takes money, × and ÷ ratios"
            ),
        )
        return None
    return result


def _fits(bench: Workbench, node: Node, kind: Type, expected: Type | None) -> bool:
    if expected is None or kind == expected:
        return True
    bench.problems.add(
        "type",
        node.spot,
        Text(f"这里要{expected}，各步得到的是{kind}", f"{expected} is needed; the steps give {kind}"),
        Text("检查各步的单位", "check the units of the steps"),
    )
    return False


_FORM = (
    Text(
        "每一步写一个词：第一步「取」，以后「加、减、乘、除以、不超过、不低于、取整到、舍到、进到」",
        "each step is one word: first 取, then 加, 减, 乘, 除以, 不超过, 不低于, 取整到, 舍到 or 进到",
    ),
    Text("写成 [{取: 培训费用}, {乘: 60%}, {不超过: 1万元}] 这样", "write such as [{取: …}, {乘: …}]"),
)
