"""Measures, conditions, terms, payees, targets, interpretations and the policy itself, in words."""

from __future__ import annotations

from collections.abc import Mapping

from duixian.engines.prose.phrases import NOTHING, joined, listed, quoted, same, say
from duixian.engines.prose.quantities import spoken
from duixian.engines.prose.voice import Voice, speaks
from duixian.language.nodes import Literal
from duixian.language.rule import (
    Clause,
    Condition,
    Definition,
    Funding,
    Interpretation,
    Measure,
    MeasureKind,
    Option,
    Payee,
    Policy,
    Source,
    Status,
    Target,
    Window,
)
from duixian.language.types import DATE
from duixian.values.bilingual import Text

KINDS: Mapping[MeasureKind, Text] = {
    MeasureKind.MONEY: Text("资金", "money"),
    MeasureKind.SERVICE: Text("服务", "a service"),
    MeasureKind.HONOUR: Text("荣誉", "an honour"),
    MeasureKind.REFERRAL: Text("转办", "a referral"),
}
STATUSES: Mapping[Status, Text] = {
    Status.DRAFT: Text("征求意见稿", "draft for comment"),
    Status.IN_FORCE: Text("施行", "in force"),
    Status.EXPIRED: Text("失效", "expired"),
    Status.SUPERSEDED: Text("已被取代", "superseded"),
}
SYSTEM_DEFAULT = Text(
    "系统默认解释，未经区人力社保局确认",
    "the system's own reading, not confirmed by the district's human resources bureau",
)
DRAFT = Text(
    "征求意见稿：可以测算，不能据此付款",
    "draft for comment: it can be calculated, but no money moves under it",
)


@speaks(Source)
def source(voice: Voice, item: Source) -> Text:
    """The words that something rests on."""
    clause = same(item.clause)
    if item.citation is None or not item.citation.quote:
        return say("第 {clause} 条", "clause {clause}", clause=clause)
    quote = same(item.citation.quote)
    return say("第 {clause} 条“{quote}”", 'clause {clause}, "{quote}"', clause=clause, quote=quote)


@speaks(Condition)
def condition(voice: Voice, item: Condition) -> Text:
    """Its name and what it asks; alternatives each with their own name."""
    name = item.source.name
    if item.alternatives:
        options = joined((voice.say(a) for a in item.alternatives), "；或", "; or ")
        return say("{name}（任一）：{options}", "{name} (any of): {options}", name=name, options=options)
    return say("{name}：{test}", "{name}: {test}", name=name, test=voice.say(item.test))


@speaks(Definition)
def definition(voice: Voice, item: Definition) -> Text:
    """A term and what it means."""
    body = Voice(voice.policy)
    name = quoted(item.source.name)
    if item.value is not None:
        return say("{name}是指{value}", "{name} is {value}", name=name, value=body.say(item.value))
    zh, en = ("，或", ", or ") if item.any_of else ("，且", ", and ")
    tests = joined((body.say(c.test) for c in item.conditions), zh, en)
    return say("{name}是指：{tests}", "{name} means: {tests}", name=name, tests=tests)


@speaks(Payee)
def payee(voice: Voice, item: Payee) -> Text:
    """Who receives, how much of it, and when."""
    inner = voice.inside(item.each.depth) if item.each is not None else voice
    who = inner.say(item.who)
    if item.each is not None:
        who = say("{rows}中的每一{who}", "each {who} among {rows}", rows=voice.say(item.each), who=_bare(who))
    if item.share is not None:
        zh, en = ("占", "") if isinstance(item.share, Literal) else ("按", "by ")
        share = inner.say(item.share)
        who = say(f"{{who}}（{zh}{{share}}）", f"{{who}} ({en}{{share}})", who=who, share=share)
    if item.when is not None:
        who = say("{who}（{when}时）", "{who} (where {when})", who=who, when=voice.say(item.when))
    return who


def _bare(said: Text) -> Text:
    return Text(said.zh.removeprefix("其"), said.en.removeprefix("its ").removeprefix("the "))


@speaks(Funding)
def funding(voice: Voice, item: Funding) -> Text:
    """A source of money."""
    return say("{tier} {share}", "{tier} {share}", tier=item.tier, share=voice.say(item.share))


@speaks(Measure)
def measure(voice: Voice, item: Measure) -> Text:
    """What it gives, to whom, for what."""
    own = Voice(voice.policy, item)
    payees = listed(own.say(p) for p in item.payees)
    return say(
        "{name}（第 {clause} 条，{kind}），发给{payees}",
        "{name} (clause {clause}, {kind}), for {payees}",
        name=item.source.name,
        clause=same(item.source.clause),
        kind=KINDS[item.kind],
        payees=payees,
    )


@speaks(Target)
def target(voice: Voice, item: Target) -> Text:
    """A statistic and the figure set for it."""
    value = Voice(voice.policy).say(item.value)
    said = say("{name}：{value}", "{name}: {value}", name=item.source.name, value=value)
    if item.goal is None:
        return said
    zh, en = ("不低于", "at least") if item.at_least else ("超过", "more than")
    goal = Voice(voice.policy).say(item.goal)
    return say(
        "{said}；目标{sign}{goal}", "{said}; target {sign} {goal}", said=said, sign=Text(zh, en), goal=goal
    )


@speaks(Window)
def window(voice: Voice, item: Window) -> Text:
    """From when to when."""
    vocabulary = voice.policy.vocabulary
    start = spoken(item.start, DATE, vocabulary)
    if item.end is None:
        return say("{start}起", "from {start}", start=start)
    end = spoken(item.end, DATE, vocabulary)
    return say("{start}至{end}（含首尾两日）", "{start} to {end}, both days included", start=start, end=end)


def tier_name(held: Policy) -> Text:
    """The level of finance that pays, by the category that has it."""
    named = (c.english_of(held.tier) for c in held.vocabulary.categories_with(held.tier))
    return Text(held.tier, next(named, held.tier))


@speaks(Option)
def option(voice: Voice, item: Option) -> Text:
    """An answer to an open question."""
    return item.name


def chosen(record: Interpretation) -> Text:
    """The option in force."""
    return next((o.name for o in record.options if o.name.zh == record.chosen), same(record.chosen))


@speaks(Interpretation)
def interpretation(voice: Voice, item: Interpretation) -> Text:
    """The question, the answer in force and who gave it."""
    others = [voice.say(o) for o in item.options if o.name.zh != item.chosen]
    said = say("{id} {question}", "{id} {question}", id=same(item.id), question=item.question)
    answer = say("现行：{chosen}", "in force: {chosen}", chosen=chosen(item))
    rest = say("其他可选：{others}", "other options: {others}", others=joined(others)) if others else NOTHING
    return joined([said, answer, decided(item), rest], " ", " · ")


def decided(record: Interpretation) -> Text:
    """Who decided and when, or that nobody has."""
    if record.decided_by is None:
        return say("（{default}）", "({default})", default=SYSTEM_DEFAULT)
    day = record.decided_on.isoformat() if record.decided_on is not None else ""
    who = same(record.decided_by)
    return say("（{who} {day}确认）", "(confirmed by {who} {day})", who=who, day=same(day))


@speaks(Clause)
def clause(voice: Voice, item: Clause) -> Text:
    """The wording itself."""
    return say(
        "第 {id} 条：{words}", "Clause {id}: {words}", id=same(item.id), words=same(item.wording.strip())
    )


@speaks(Policy)
def policy(voice: Voice, item: Policy) -> Text:
    """Title, authority, number, status and term."""
    number = same(item.number) if item.number else Text("无文号", "no document number")
    return say(
        "《{title}》，{authority}，{number}，{status}，{window}",
        "{title}; {authority}; {number}; {status}; {window}",
        title=item.title,
        authority=item.authority,
        number=number,
        status=STATUSES[item.status],
        window=voice.say(item.window),
    )
