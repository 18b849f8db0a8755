"""How and when money is paid, in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from duixian.engines.prose.phrases import NOTHING, joined, listed, same, say
from duixian.engines.prose.quantities import ratio
from duixian.engines.prose.voice import Voice, speaks
from duixian.language.nodes import Literal
from duixian.language.rule import Gap, Once, Part, Parts, Periodic, Prepayment
from duixian.values.bilingual import Text

GAPS: Mapping[Gap, Text] = {
    Gap.SKIP: Text("不符合的期不发，期限不顺延", "a period without it is lost, and the term is not extended"),
    Gap.STOP: Text("一旦不符合即停止发放", "payment stops for good at the first period without it"),
    Gap.EXTEND: Text("不符合的期顺延", "a period without it is made up later"),
    Gap.TOLERATE: Text("中断不超过{slack}的可继续发放", "a gap of up to {slack} does not end it"),
}
_EVERY = {
    1: Text("每月", "each month"),
    3: Text("每季度", "each quarter"),
    12: Text("每年", "each year"),
}


def every(months: int) -> Text:
    """每月 · 每季度 · 每年 · 每6个月."""
    return _EVERY.get(months) or say("每{n}个月", "every {n} months", n=same(months))


@speaks(Once)
def once(voice: Voice, payout: Once) -> Text:
    """All at once."""
    if payout.due is None:
        return Text("一次性发放", "paid at once")
    return say("一次性发放，于{due}支付", "paid at once, due on {due}", due=voice.say(payout.due))


def in_brief(voice: Voice, payout: Periodic) -> Text:
    """The rate and the term alone."""
    length = voice.say(payout.length)
    return say("{rate}，期限{length}", "{rate}, for {length}", rate=_rate(voice, payout), length=length)


@speaks(Periodic)
def periodic(voice: Voice, payout: Periodic) -> Text:
    """So much every so often, from when, for how long, while what holds."""
    return joined(
        [
            _rate(voice, payout),
            _course(voice, payout),
            _batch(payout),
            _while(voice, payout),
            _until(voice, payout),
        ],
        "；",
        "; ",
    )


def _rate(voice: Voice, payout: Periodic) -> Text:
    amount = voice.say(payout.amount)
    if isinstance(payout.amount, Literal):
        return say("{every}{amount}", "{amount} {every}", every=every(payout.every), amount=amount)
    return say(
        "{every}发放，标准为：{amount}", "paid {every}: {amount}", every=every(payout.every), amount=amount
    )


def _course(voice: Voice, payout: Periodic) -> Text:
    start, length = voice.say(payout.start), voice.say(payout.length)
    return say("自{start}起，期限{length}", "from {start}, for {length}", start=start, length=length)


def _batch(payout: Periodic) -> Text:
    if payout.batch <= payout.every:
        return NOTHING
    return say("{batch}合并支付一次", "paid out together {batch}", batch=every(payout.batch))


def _while(voice: Voice, payout: Periodic) -> Text:
    if payout.condition is None:
        return NOTHING
    slack = voice.say(payout.tolerance) if payout.tolerance is not None else NOTHING
    pattern = GAPS[payout.gap]
    gap = say(pattern.zh, pattern.en, slack=slack)
    test = voice.say(payout.condition.test)
    return say("每期条件：{test}；{gap}", "in each period: {test}; {gap}", test=test, gap=gap)


def _until(voice: Voice, payout: Periodic) -> Text:
    if payout.until is None:
        return NOTHING
    return say("最迟至{until}", "not beyond {until}", until=voice.say(payout.until))


@speaks(Part)
def part(voice: Voice, item: Part) -> Text:
    """One instalment."""
    share = same(ratio_of(item))
    said = say("{share}于{due}支付", "{share} on {due}", share=share, due=voice.say(item.due))
    if item.condition is None:
        return said
    test = voice.say(item.condition.test)
    return say("{said}，届时须{test}", "{said}, if then {test}", said=said, test=test)


def ratio_of(item: Part) -> str:
    """The part as a percentage, or as a quotient where that is not exact."""
    return ratio(Fraction(item.numerator, item.denominator))


@speaks(Parts)
def parts(voice: Voice, payout: Parts) -> Text:
    """So many instalments."""
    count = same(len(payout.parts))
    items = joined(voice.say(item) for item in payout.parts)
    return say("分{count}期：{items}", "in {count} instalments: {items}", count=count, items=items)


@speaks(Prepayment)
def prepayment(voice: Voice, payout: Prepayment) -> Text:
    """Ahead, and settled later."""
    said = say(
        "先按{base}的{share}预付（{due}），{settled}结算，多退少补",
        "{share} of {base} paid ahead on {due}; settled on {settled}, the rest paid or too much paid back",
        base=voice.say(payout.base),
        share=voice.say(payout.share),
        due=voice.say(payout.due),
        settled=voice.say(payout.settled),
    )
    if payout.condition is None:
        return said
    return listed(
        [said, say("预付须{test}", "ahead only if {test}", test=voice.say(payout.condition.test))], "；"
    )
