"""Records, their columns and links, and questions to many records, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from duixian.engines.prose.names import column_name, table_name, with_article
from duixian.engines.prose.phrases import NOTHING, possessive, say
from duixian.engines.prose.voice import Voice, denies, speaks
from duixian.language.nodes import Aggregate, Expr, Field, Follow, Here, Holds, How, Rows
from duixian.language.types import Kind
from duixian.values.bilingual import Text


@speaks(Here)
def here(voice: Voice, node: Here) -> Text:
    """The record in hand, or the case it is looked at for."""
    name = table_name(str(node.type.of), voice.policy.vocabulary)
    if node.depth == voice.depth:
        return say("该{name}", "the {name}", name=name)
    if node.depth == 0 and voice.measure is not None:
        return say("本次{name}", "this {name}", name=name)
    return say("那条{name}", "that {name}", name=name)


@speaks(Follow)
def follow(voice: Voice, node: Follow) -> Text:
    """The record that a link points to; of the record in hand, by the link's name alone."""
    name = column_name(str(node.base.type.of), node.column, voice.policy.vocabulary)
    if isinstance(node.base, Here) and node.base.depth == voice.depth:
        return say(
            "其{name}" if voice.depth else "{name}", "its {name}" if voice.depth else "the {name}", name=name
        )
    return possessive(voice.say(node.base), name)


@speaks(Field)
def field(voice: Voice, node: Field) -> Text:
    """What stands in a column; of a yes or no, that it says yes."""
    if node.type.kind is Kind.BOOL:
        return say("{noun}为“是”", "{noun} is marked yes", noun=noun(voice, node))
    return noun(voice, node)


@denies(Field)
def field_not(voice: Voice, node: Field) -> Text:
    """A yes or no that says no."""
    return say("{noun}为“否”", "{noun} is marked no", noun=noun(voice, node))


def noun(voice: Voice, node: Expr) -> Text:
    """The name of a value, without saying whether it is yes or no."""
    if not isinstance(node, Field):
        return voice.say(node)
    name = column_name(str(node.base.type.of), node.column, voice.policy.vocabulary)
    if isinstance(node.base, Here) and node.base.depth == voice.depth:
        return say("{name}", "its {name}" if voice.depth else "the {name}", name=name)
    return possessive(voice.say(node.base), name)


@speaks(Rows)
def rows(voice: Voice, node: Rows) -> Text:
    """Many records: all of a register, or those of somebody."""
    name = table_name(node.table, voice.policy.vocabulary)
    if node.base is None:
        return say("{name}登记", "the {name} register", name=name)
    owner = voice.say(node.base)
    return say("{owner}的{name}记录", "{name} records of {owner}", owner=owner, name=name)


def _where(voice: Voice, node: Aggregate) -> Text:
    if node.where is None:
        return NOTHING
    return voice.inside(node.rows.depth).say(node.where)


def _some(voice: Voice, node: Aggregate, having: tuple[str, str]) -> Text:
    """Somebody has, or has not, a record such that …."""
    name = table_name(node.rows.table, voice.policy.vocabulary)
    noun = Text(name.zh, f"{name.en} record")
    where = _where(voice, node)
    if node.rows.base is None:
        zh, en = f"登记中{having[0]}", f"there is {_article(having, noun)} on the register"
        head = Text(zh, en)
    else:
        owner = voice.say(node.rows.base)
        head = Text(f"{owner.zh}{having[0]}", f"{owner.en} has {_article(having, noun)}")
    if not where.zh:
        return say("{head}{name}记录", "{head}", head=head, name=name)
    return say(
        "{head}这样的{name}记录：{where}", "{head} such that {where}", head=head, name=name, where=where
    )


def _article(having: tuple[str, str], noun: Text) -> str:
    return f"no {noun.en}" if having[1] == "no" else with_article(noun.en)


def _exists(voice: Voice, node: Aggregate) -> Text:
    return _some(voice, node, ("有", "a"))


def _none(voice: Voice, node: Aggregate) -> Text:
    return _some(voice, node, ("没有", "no"))


def _narrowed(voice: Voice, node: Aggregate) -> Text:
    """The records meant: those of somebody, only such that …."""
    where, many = _where(voice, node), voice.say(node.rows)
    if not where.zh:
        return many
    return say("{many}（只看{where}的）", "{many} (only where {where})", many=many, where=where)


def _value(voice: Voice, node: Aggregate) -> Text:
    if node.value is None:
        return NOTHING
    inner = voice.inside(node.rows.depth)
    base = node.value
    if isinstance(base, Field) and isinstance(base.base, Here) and base.base.depth == inner.depth:
        return column_name(str(base.base.type.of), base.column, voice.policy.vocabulary)
    return inner.say(base)


def _pattern(zh: str, en: str) -> Callable[[Voice, Aggregate], Text]:
    def speaker(voice: Voice, node: Aggregate) -> Text:
        return say(zh, en, rows=_narrowed(voice, node), value=_value(voice, node))

    return speaker


def _months(zh: str, en: str) -> Callable[[Voice, Aggregate], Text]:
    def speaker(voice: Voice, node: Aggregate) -> Text:
        return say(zh, en, rows=_narrowed(voice, node), bounds=_bounds(voice, node))

    return speaker


def _bounds(voice: Voice, node: Aggregate) -> Text:
    start = voice.say(node.start) if node.start is not None else None
    end = voice.say(node.end) if node.end is not None else None
    if start is not None and end is not None:
        return say("自{start}至{end}", " from {start} to {end}", start=start, end=end)
    if start is not None:
        return say("自{start}起", " from {start} on", start=start)
    return say("至{end}止", " up to {end}", end=end) if end is not None else NOTHING


ASKED: Mapping[How, Callable[[Voice, Aggregate], Text]] = {
    How.EXISTS: _exists,
    How.NONE: _none,
    How.COUNT: _pattern("{rows}的条数", "the number of {rows}"),
    How.DISTINCT: _pattern(
        "{rows}中不同“{value}”的个数", "the number of different values of {value} among {rows}"
    ),
    How.SUM: _pattern("{rows}的{value}合计", "the sum of {value} over {rows}"),
    How.MAX: _pattern("{rows}中最高的{value}", "the highest {value} among {rows}"),
    How.MIN: _pattern("{rows}中最低的{value}", "the lowest {value} among {rows}"),
    How.LAST: _pattern("{rows}中最近的一条", "the latest of {rows}"),
    How.FIRST: _pattern("{rows}中最早的一条", "the earliest of {rows}"),
    How.RUN: _months("{rows}{bounds}连续的月数", "the months without a gap in {rows}{bounds}"),
    How.LONGEST: _months("{rows}{bounds}最长的连续月数", "the longest run of months in {rows}{bounds}"),
    How.COVERED: _months("{rows}{bounds}覆盖的月数", "the months covered by {rows}{bounds}"),
}


@speaks(Aggregate)
def aggregate(voice: Voice, node: Aggregate) -> Text:
    """One question to many records."""
    return ASKED[node.how](voice, node)


@denies(Aggregate)
def no_aggregate(voice: Voice, node: Aggregate) -> Text:
    """有 for 没有, and the other way round."""
    return _exists(voice, node) if node.how is How.NONE else _none(voice, node)


def _span(voice: Voice, node: Holds) -> Text:
    since = voice.say(node.since)
    if node.until is None:
        return say("在{since}", _on(node.since), since=since)
    until = voice.say(node.until)
    return say("在{since}至{until}之间", "at some time from {since} to {until}", since=since, until=until)


def _on(node: Expr) -> str:
    return "in {since}" if node.type.kind is Kind.MONTH else "on {since}"


@speaks(Holds)
def holds(voice: Voice, node: Holds) -> Text:
    """The record holds on a day, or at some time between two."""
    return say("{span}有效", "it holds {span}", span=_span(voice, node))


@denies(Holds)
def holds_not(voice: Voice, node: Holds) -> Text:
    """It does not."""
    return say("{span}无效", "it does not hold {span}", span=_span(voice, node))
