"""Tests in words, and in words for where they do not hold."""

from __future__ import annotations

from collections.abc import Mapping

from duixian.engines.prose.names import with_article
from duixian.engines.prose.phrases import joined, listed, quoted, say
from duixian.engines.prose.voice import Voice, denies, speaks
from duixian.language.nodes import (
    AllOf,
    Among,
    AnyOf,
    Between,
    Compare,
    Comparison,
    Expr,
    IsAbsent,
    Literal,
    Not,
    Use,
    Within,
)
from duixian.language.types import Kind
from duixian.values.bilingual import Text

Signs = Mapping[Comparison, Text]

_EQUAL = {
    Comparison.EQ: Text("{left}为{right}", "{left} is {right}"),
    Comparison.NE: Text("{left}不是{right}", "{left} is not {right}"),
}
_MORE: Signs = {
    **_EQUAL,
    Comparison.LT: Text("{left}少于{right}", "{left} is less than {right}"),
    Comparison.LE: Text("{left}不超过{right}", "{left} is at most {right}"),
    Comparison.GT: Text("{left}超过{right}", "{left} is more than {right}"),
    Comparison.GE: Text("{left}不少于{right}", "{left} is at least {right}"),
}
_LATER: Signs = {
    **_EQUAL,
    Comparison.LT: Text("{left}早于{right}", "{left} is before {right}"),
    Comparison.LE: Text("{left}不晚于{right}", "{left} is on or before {right}"),
    Comparison.GT: Text("{left}晚于{right}", "{left} is after {right}"),
    Comparison.GE: Text("{left}不早于{right}", "{left} is on or after {right}"),
}
_HIGHER: Signs = {
    **_EQUAL,
    Comparison.LT: Text("{left}低于{right}", "{left} is below {right}"),
    Comparison.LE: Text("{left}为{right}及以下", "{left} is {right} or below"),
    Comparison.GT: Text("{left}高于{right}", "{left} is above {right}"),
    Comparison.GE: Text("{left}为{right}及以上", "{left} is {right} or above"),
}
_OLDER: Signs = {
    **_EQUAL,
    Comparison.LT: Text("{left}未满{right}", "{left} is under {right}"),
    Comparison.LE: Text("{left}不超过{right}", "{left} is at most {right}"),
    Comparison.GT: Text("{left}超过{right}", "{left} is over {right}"),
    Comparison.GE: Text("{left}满{right}", "{left} is at least {right}"),
}
_DEARER: Signs = {
    **_EQUAL,
    Comparison.LT: Text("{left}低于{right}", "{left} is less than {right}"),
    Comparison.LE: Text("{left}不高于{right}", "{left} is at most {right}"),
    Comparison.GT: Text("{left}高于{right}", "{left} is more than {right}"),
    Comparison.GE: Text("{left}不低于{right}", "{left} is at least {right}"),
}
_BY_KIND = {
    Kind.DATE: _LATER,
    Kind.MONTH: _LATER,
    Kind.CATEGORY: _HIGHER,
    Kind.AGE: _OLDER,
    Kind.MONEY: _DEARER,
    Kind.NUMBER: _DEARER,
}

OPPOSITE: Mapping[Comparison, Comparison] = {
    Comparison.EQ: Comparison.NE,
    Comparison.NE: Comparison.EQ,
    Comparison.LT: Comparison.GE,
    Comparison.GE: Comparison.LT,
    Comparison.GT: Comparison.LE,
    Comparison.LE: Comparison.GT,
}


def compared(kind: Kind, sign: Comparison, left: Text, right: Text) -> Text:
    """Two values compared, in the words that go with their kind: 早于 for dates, 及以上 for levels."""
    pattern = _BY_KIND.get(kind, _MORE)[sign]
    return say(pattern.zh, pattern.en, left=left, right=right)


def _compared(voice: Voice, node: Compare, sign: Comparison) -> Text:
    if node.left.type.kind is Kind.BOOL and isinstance(node.right, Literal):
        agrees = bool(node.right.value) is (sign is Comparison.EQ)
        return voice.say(node.left) if agrees else voice.deny(node.left)
    return compared(node.left.type.kind, sign, voice.say(node.left), voice.say(node.right))


@speaks(Compare)
def compare(voice: Voice, node: Compare) -> Text:
    """left sign right."""
    return _compared(voice, node, node.operator)


@denies(Compare)
def compare_not(voice: Voice, node: Compare) -> Text:
    """With the opposite sign."""
    return _compared(voice, node, OPPOSITE[node.operator])


def _range(voice: Voice, node: Between, zh: str, en: str) -> Text:
    low, high = voice.say(node.low), voice.say(node.high)
    return say(zh, en, value=voice.say(node.value), low=low, high=high)


@speaks(Between)
def between(voice: Voice, node: Between) -> Text:
    """Both ends included."""
    return _range(
        voice, node, "{value}在{low}至{high}之间（含两端）", "{value} is from {low} to {high} inclusive"
    )


@denies(Between)
def between_not(voice: Voice, node: Between) -> Text:
    """Outside."""
    return _range(voice, node, "{value}不在{low}至{high}之间", "{value} is not from {low} to {high}")


def _options(voice: Voice, node: Among, zh: str, en: str) -> Text:
    options = listed((voice.say(o) for o in node.options), "、", "or")
    return say(zh, en, value=voice.say(node.value), options=options)


@speaks(Among)
def among(voice: Voice, node: Among) -> Text:
    """One of a list."""
    return _options(voice, node, "{value}是{options}之一", "{value} is {options}")


@denies(Among)
def among_not(voice: Voice, node: Among) -> Text:
    """None of a list."""
    return _options(voice, node, "{value}不是{options}中的任何一种", "{value} is none of {options}")


@speaks(Within)
def within(voice: Voice, node: Within) -> Text:
    """A place lies in an area."""
    return say(
        "{place}在{area}", "{place} lies in {area}", place=voice.say(node.place), area=voice.say(node.area)
    )


@denies(Within)
def within_not(voice: Voice, node: Within) -> Text:
    """It does not."""
    place, area = voice.say(node.place), voice.say(node.area)
    return say("{place}不在{area}", "{place} does not lie in {area}", place=place, area=area)


@speaks(IsAbsent)
def is_absent(voice: Voice, node: IsAbsent) -> Text:
    """There is none."""
    return say("没有{value}", "there is no {value}", value=_bare(voice.say(node.value)))


@denies(IsAbsent)
def is_present(voice: Voice, node: IsAbsent) -> Text:
    """There is one."""
    value = _bare(voice.say(node.value))
    return Text(f"有{value.zh}", f"there is {with_article(value.en)}")


def _bare(value: Text) -> Text:
    return Text(value.zh, value.en.removeprefix("the ").removeprefix("its "))


@speaks(Not)
def negation(voice: Voice, node: Not) -> Text:
    """非 x, said as what does not hold."""
    return voice.deny(node.value)


@denies(Not)
def double_negation(voice: Voice, node: Not) -> Text:
    """What holds after all."""
    return voice.say(node.value)


def _part(voice: Voice, whole: Expr, part: Expr, *, denied: bool = False) -> Text:
    said = voice.deny(part) if denied else voice.say(part)
    mixed = isinstance(part, AllOf | AnyOf) and type(part) is not type(whole)
    return Text(f"（{said.zh}）", f"({said.en})") if mixed else said


@speaks(AllOf)
def all_of(voice: Voice, node: AllOf) -> Text:
    """且."""
    return joined((_part(voice, node, p) for p in node.parts), "，且", ", and ")


@denies(AllOf)
def not_all_of(voice: Voice, node: AllOf) -> Text:
    """One of them does not hold."""
    return joined((_part(voice, node, p, denied=True) for p in node.parts), "，或", ", or ")


@speaks(AnyOf)
def any_of(voice: Voice, node: AnyOf) -> Text:
    """或."""
    return joined((_part(voice, node, p) for p in node.parts), "，或者", ", or ")


@denies(AnyOf)
def none_of(voice: Voice, node: AnyOf) -> Text:
    """None of them holds."""
    return joined((_part(voice, node, p, denied=True) for p in node.parts), "，且", ", and ")


@speaks(Use)
def use(voice: Voice, node: Use) -> Text:
    """A term of the policy applied to somebody or something."""
    if node.type.kind is Kind.BOOL:
        return _applied(voice, node, "{whom}符合{term}", "{whom} meets {term}")
    arguments = listed(voice.say(a) for a in node.arguments)
    return say("{term}（{of}）", "{term} of {of}", term=_term(voice, node), of=arguments)


@denies(Use)
def use_not(voice: Voice, node: Use) -> Text:
    """The term does not fit."""
    return _applied(voice, node, "{whom}不符合{term}", "{whom} does not meet {term}")


def _term(voice: Voice, node: Use) -> Text:
    return quoted(voice.policy.definitions[node.definition].source.name)


def _whom(voice: Voice, arguments: list[Expr]) -> Text:
    """The first is what the term is said of; the others stand in brackets."""
    first = voice.say(arguments[0])
    if len(arguments) == 1:
        return first
    rest = joined((voice.say(a) for a in arguments[1:]), "，", ", ")
    return say("{first}（{rest}）", "{first} ({rest})", first=first, rest=rest)


def _applied(voice: Voice, node: Use, zh: str, en: str) -> Text:
    timed = [a for a in node.arguments[1:] if a.type.kind in (Kind.DATE, Kind.MONTH)]
    whom = _whom(voice, [a for a in node.arguments if a not in timed])
    said = say(zh, en, whom=whom, term=_term(voice, node))
    if not timed:
        return said
    when = listed(voice.say(a) for a in timed)
    return say("在{when}，{said}", "{said} on {when}", when=when, said=said)
