"""Amounts by category, by tier, in slices and step by step, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duixian.engines.prose.phrases import NOTHING, joined, listed, same, say
from duixian.engines.prose.quantities import money, ratio, spoken
from duixian.engines.prose.records import noun
from duixian.engines.prose.voice import Voice, speaks
from duixian.language.nodes import (
    Band,
    ByBand,
    ByCategory,
    Marginal,
    Row,
    Slice,
    Step,
    StepKind,
    Steps,
)
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Category
from duixian.values.bilingual import Text

OTHERWISE = Text("其他", "all others")


@speaks(ByCategory)
def by_category(voice: Voice, node: ByCategory) -> Text:
    """What each member brings."""
    rows = joined(entry(label, voice.say(row.value)) for label, row in category_rows(voice, node))
    return say("按{subject}：{rows}", "by {subject}: {rows}", subject=noun(voice, node.subject), rows=rows)


def entry(label: Text, value: Text) -> Text:
    """One line of a table said in passing."""
    return say("{label} {value}", "{label} {value}", label=label, value=value)


def category_rows(voice: Voice, node: ByCategory) -> list[tuple[Text, Row]]:
    """The rows of a category table with their labels."""
    return [(row_label(voice, node, row), row) for row in node.rows]


def row_label(voice: Voice, node: ByCategory, row: Row) -> Text:
    """高级工 · 高级技师及以上 · 其他; members one by one where they do not follow each other."""
    if row.keys is None:
        return OTHERWISE
    kind, vocabulary = node.subject.type, voice.policy.vocabulary
    category = vocabulary.categories.get(str(kind.of)) if kind.kind is Kind.CATEGORY else None
    span = _span(row.keys, category) if category is not None and category.ordered else None
    return span or listed((spoken(key, kind, vocabulary) for key in row.keys), "、", "or")


def _span(keys: Sequence[str], category: Category) -> Text | None:
    ranks = sorted(category.rank(key) for key in keys)
    first, last, top = ranks[0], ranks[-1], len(category.members) - 1
    if len(ranks) < 2 or last - first + 1 != len(ranks):
        return None
    low, high = (Text(m, category.english_of(m)) for m in (category.members[first], category.members[last]))
    if first == 0 and last == top:
        return None
    if last == top:
        return say("{low}及以上", "{low} or above", low=low)
    if first == 0:
        return say("{high}及以下", "{high} or below", high=high)
    return say("{low}至{high}", "{low} to {high}", low=low, high=high) if len(ranks) > 2 else None


@speaks(Row)
def row_value(voice: Voice, row: Row) -> Text:
    """A row away from its table: as it was written."""
    return entry(same(row.label), voice.say(row.value))


@speaks(ByBand)
def by_band(voice: Voice, node: ByBand) -> Text:
    """What each tier brings."""
    tiers = joined(entry(label, voice.say(band.value)) for label, band in band_rows(voice, node))
    subject = voice.say(node.subject)
    return say("按{subject}分档：{tiers}", "by {subject}: {tiers}", subject=subject, tiers=tiers)


def band_rows(voice: Voice, node: ByBand) -> list[tuple[Text, Band]]:
    """The tiers with their labels."""
    return [(band_label(voice, node.subject.type, band), band) for band in node.bands]


def band_label(voice: Voice, kind: Type, band: Band) -> Text:
    """不足3年 · 3年（含）以上、不足5年."""
    parts = []
    if band.low is not None and band.low == band.high:
        return spoken(band.low, kind, voice.policy.vocabulary)
    if band.low is not None:
        low = spoken(band.low, kind, voice.policy.vocabulary)
        parts.append(say(*(_ABOVE if band.low_open else _FROM), bound=low))
    if band.high is not None:
        high = spoken(band.high, kind, voice.policy.vocabulary)
        parts.append(say(*(_BELOW if band.high_open else _UPTO), bound=high))
    return joined(parts, "、", ", ") if parts else OTHERWISE


_ABOVE = ("超过{bound}", "more than {bound}")
_FROM = ("{bound}及以上", "{bound} or more")
_BELOW = ("不足{bound}", "less than {bound}")
_UPTO = ("不超过{bound}", "up to {bound}")


@speaks(Band)
def band_value(voice: Voice, band: Band) -> Text:
    """A tier away from its table: as it was written."""
    return entry(same(band.label), voice.say(band.value))


@speaks(Marginal)
def marginal(voice: Voice, node: Marginal) -> Text:
    """Slices, each at its own rate."""
    slices = joined(slice_words(node.subject.type, part, first=n == 0) for n, part in enumerate(node.slices))
    subject = voice.say(node.subject)
    return say(
        "按{subject}分段累计：{slices}", "on slices of {subject}: {slices}", subject=subject, slices=slices
    )


def slice_words(kind: Type, part: Slice, *, first: bool = False) -> Text:
    """不超过10万元的部分 5% · 其余部分 1%; over counts the rate is money for each."""
    rate = same(ratio(part.rate)) if kind.kind is Kind.MONEY else _each(part)
    if part.upto is None:
        label = Text("全部", "all of it") if first else Text("其余部分", "the rest")
    else:
        upto = money(part.upto) if kind.kind is Kind.MONEY else same(part.upto)
        label = say("不超过{upto}的部分", "up to {upto}", upto=upto)
    return entry(label, rate)


def _each(part: Slice) -> Text:
    return say("每个{money}", "{money} each", money=money(int(part.rate)))


@speaks(Slice)
def slice_value(voice: Voice, part: Slice) -> Text:
    """A slice away from its scale: as it was written."""
    return entry(same(part.label), same(ratio(part.rate)))


STEP_WORDS: Mapping[StepKind, Text] = {
    StepKind.TAKE: Text("{value}", "{value}"),
    StepKind.ADD: Text("加上{value}", "plus {value}"),
    StepKind.SUBTRACT: Text("减去{value}", "less {value}"),
    StepKind.MULTIPLY: Text("乘以{value}", "times {value}"),
    StepKind.DIVIDE: Text("除以{value}", "divided by {value}"),
    StepKind.AT_MOST: Text("最高{value}", "at most {value}"),
    StepKind.AT_LEAST: Text("最低{value}", "at least {value}"),
    StepKind.ROUND: Text("四舍五入到{value}的整数倍", "rounded to a multiple of {value}"),
    StepKind.FLOOR: Text("舍去不足{value}的零头", "rounded down to a multiple of {value}"),
    StepKind.CEIL: Text("不足{value}的按{value}计", "rounded up to a multiple of {value}"),
}


@speaks(Step)
def step_words(voice: Voice, step: Step) -> Text:
    """One step, with the person's name for it."""
    pattern = STEP_WORDS[step.kind]
    said = say(pattern.zh, pattern.en, value=voice.say(step.operand))
    if not step.label or step.label in said.zh:
        return said
    return Text(f"{said.zh}（{step.label}）", said.en)


@speaks(Steps)
def steps(voice: Voice, node: Steps) -> Text:
    """The steps in their order."""
    return joined((voice.say(step) for step in node.steps), "，", ", ") if node.steps else NOTHING
