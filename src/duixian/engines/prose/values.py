"""Literals, parameters, moments, arguments, named values, and arithmetic, in words."""

from __future__ import annotations

from collections.abc import Mapping

from duixian.engines.prose.phrases import quoted, same, say
from duixian.engines.prose.quantities import spoken
from duixian.engines.prose.voice import Voice, speaks
from duixian.language.nodes import (
    Argument,
    Arithmetic,
    Expr,
    Literal,
    Local,
    Moment,
    MomentName,
    Negate,
    Operator,
    Parameter,
)
from duixian.language.types import DATE, Kind
from duixian.values.bilingual import Text
from duixian.values.regions import full_name, known_regions

MOMENTS: Mapping[MomentName, Text] = {
    MomentName.AS_OF: Text("计算日", "the day of the decision"),
    MomentName.CLAIMED_ON: Text("申请日", "the day of the claim"),
    MomentName.EVENT_ON: Text("事件发生日", "the day of the event"),
    MomentName.MONTH: Text("当月", "the month paid for"),
    MomentName.PERIOD_START: Text("当期第一天", "the first day of the period"),
    MomentName.PERIOD_END: Text("当期最后一天", "the last day of the period"),
    MomentName.PERIOD_NUMBER: Text("期次", "the number of the period"),
    MomentName.AREA: Text("本辖区", "the policy's area"),
    MomentName.POLICY: Text("本政策", "this policy"),
    MomentName.BENEFIT: Text("本项目", "this measure"),
    MomentName.TIER: Text("本级资金", "this policy's tier of funds"),
    MomentName.WINDOW_START: Text("政策施行首日", "the first day of the policy"),
    MomentName.WINDOW_END: Text("政策施行末日", "the last day of the policy"),
    MomentName.GROSS: Text("应得金额", "the amount due"),
    MomentName.SERVED: Text("已满月数", "the months completed"),
}


@speaks(Literal)
def literal(voice: Voice, node: Literal) -> Text:
    """The value; a text in quotation marks, a region by its name."""
    if node.type.kind is Kind.TEXT and isinstance(node.value, str):
        region = known_regions().get(node.value.removesuffix("00").removesuffix("00"))
        written = node.text.strip('"')
        if region is not None and region.name is not None:
            return same(full_name(region))
        return quoted(same(written or node.value))
    return spoken(node.value, node.type, voice.policy.vocabulary)


@speaks(Parameter)
def parameter(voice: Voice, node: Parameter) -> Text:
    """The value decided and the record it comes from, or that it is still open."""
    at = same(node.record)
    if node.value is None:
        name = same(node.name)
        return say("{name}（尚未明确，见 {at}）", "{name} (still open, see {at})", name=name, at=at)
    value = spoken(node.value, node.type, voice.policy.vocabulary)
    return say("{value}（解释 {at}）", "{value} (interpretation {at})", value=value, at=at)


@speaks(Moment)
def moment(voice: Voice, node: Moment) -> Text:
    """What everybody calls it; the ends of the policy's term as dates."""
    window = voice.policy.window
    if node.name is MomentName.WINDOW_START:
        return spoken(window.start, DATE, voice.policy.vocabulary)
    if node.name is MomentName.WINDOW_END and window.end is not None:
        return spoken(window.end, DATE, voice.policy.vocabulary)
    return MOMENTS[node.name]


_THAT_DAY = ("日", "某日", "日期")


@speaks(Argument)
def argument(voice: Voice, node: Argument) -> Text:
    """An argument of a term, by its name."""
    if node.type.kind is Kind.DATE and node.name in _THAT_DAY:
        return Text("该日", "that day")
    if node.type.kind is Kind.RECORD:
        return say("该{name}", "the {name}", name=_argument_name(voice, node))
    return quoted(_argument_name(voice, node))


def _argument_name(voice: Voice, node: Argument) -> Text:
    table = voice.policy.vocabulary.tables.get(str(node.type.of))
    return Text(node.name, table.english.replace("_", " ")) if table is not None else same(node.name)


@speaks(Local)
def local(voice: Voice, node: Local) -> Text:
    """A named value of the rule, by its name."""
    names = {} if voice.measure is None else {name.zh: name for name, _ in voice.measure.variables}
    return quoted(names.get(node.name, same(node.name)))


@speaks(Negate)
def negate(voice: Voice, node: Negate) -> Text:
    """−x."""
    return say("负的{value}", "minus {value}", value=voice.say(node.value))


@speaks(Arithmetic)
def arithmetic(voice: Voice, node: Arithmetic) -> Text:
    """Dates move earlier and later; all else is written as in a school book."""
    left, right = _operand(voice, node, node.left), _operand(voice, node, node.right)
    if node.left.type.kind is Kind.DATE or node.left.type.kind is Kind.MONTH:
        return _moved(node, left, right)
    sign = {Operator.SUBTRACT: "−"}.get(node.operator, node.operator.value)
    return say("{left} {sign} {right}", "{left} {sign} {right}", left=left, right=right, sign=same(sign))


def _operand(voice: Voice, node: Arithmetic, side: Expr) -> Text:
    said = voice.say(side)
    nested = isinstance(side, Arithmetic) and side.operator in (Operator.ADD, Operator.SUBTRACT)
    if nested and node.operator in (Operator.MULTIPLY, Operator.DIVIDE):
        return Text(f"（{said.zh}）", f"({said.en})")
    return said


def _moved(node: Arithmetic, left: Text, right: Text) -> Text:
    if node.right.type.kind in (Kind.DATE, Kind.MONTH):
        return say("{right}到{left}的间隔", "the time from {right} to {left}", left=left, right=right)
    if node.operator is Operator.ADD:
        return say("{left}之后{right}", "{right} after {left}", left=left, right=right)
    return say("{left}之前{right}", "{right} before {left}", left=left, right=right)
