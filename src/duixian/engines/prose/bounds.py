"""Limits, quotas, budgets, groups and holds, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from duixian.engines.prose.phrases import NOTHING, joined, listed, quoted, same, say
from duixian.engines.prose.voice import Voice, speaks
from duixian.language.nodes import Expr, Literal
from duixian.language.rule import (
    Budget,
    Exceeding,
    Group,
    Hold,
    Limit,
    Membership,
    Mode,
    Order,
    Quota,
    Recovery,
    Shortage,
    Ties,
)
from duixian.language.types import Kind
from duixian.values.bilingual import Text

EXCEEDING: Mapping[Exceeding, Text] = {
    Exceeding.TRIM: Text("超出部分不予发放", "what goes above is not paid"),
    Exceeding.REFUSE: Text("超出的整笔不予发放", "a payment that goes above is not made at all"),
}
TIES: Mapping[Ties, Text] = {
    Ties.SHARE: Text("末位并列的都享受", "all who tie for the last place have it"),
    Ties.LEAVE: Text("末位并列的都不享受，名额空缺", "the last place stays vacant where several tie for it"),
    Ties.CLERK: Text("末位并列的由经办机构确定", "the office decides where several tie for the last place"),
}
SHORTAGES: Mapping[Shortage, Text] = {
    Shortage.REFUSE: Text("余额不足一笔的不再发放", "a payment that no longer fits is not made"),
    Shortage.PARTIAL: Text("最后一笔按余额发放", "the last payment is cut to what is left"),
    Shortage.PRO_RATA: Text(
        "资金不足时按比例折减", "all payments are cut in proportion when money runs short"
    ),
}
MODES: Mapping[Mode, Text] = {
    Mode.HIGHEST: Text("只享受最高的一项，不重复享受", "only the highest is paid, once"),
    Mode.DIFFERENCE: Text(
        "按最高的一项享受，已享受较低项目的补足差额",
        "the highest is paid; where a lower one was paid before, the difference",
    ),
    Mode.CHOOSE: Text("只能选择其中一项", "one of them, as claimed"),
    Mode.STACK: Text("可以同时享受", "they may be drawn together"),
    Mode.DEDUCT: Text("扣减其他项目已发放的金额", "what others paid is deducted"),
}
RECOVERIES: Mapping[Recovery, Text] = {
    Recovery.ALL: Text("追回全部", "all of it is recovered"),
    Recovery.REMAINING: Text("按剩余月数追回", "the part for the remaining months is recovered"),
}


def shared_keys(voice: Voice, keys: Sequence[Expr]) -> Text:
    """同一人员、同一年度 · for each person and calendar year; with no keys, all together."""
    named = [_bare(voice.say(key)) for key in keys if not isinstance(key, Literal)]
    if not named:
        return Text("全部合计", "for all together")
    zh = "、".join(f"同一{name.zh}" for name in named)
    en = listed(named).en
    return Text(zh, f"for each {en}")


def _bare(said: Text) -> Text:
    english = said.en.removeprefix("the ").removeprefix("this ").strip('"')
    return Text(said.zh.removeprefix("该").removeprefix("本次").strip("“”"), english)


def _times(voice: Voice, count: Expr) -> Text:
    """1次 · once; the record of a parameter goes behind."""
    said = voice.say(count)
    number, rest = (said.zh.split("（", 1)[0], said.en.split(" (", 1)[0])
    if not number.isdecimal():
        return say("{said}次", "{said} times", said=said)
    english = "once" if rest == "1" else f"{rest} times"
    return Text(said.zh.replace(number, f"{number}次", 1), said.en.replace(rest, english, 1))


@speaks(Limit)
def limit(voice: Voice, item: Limit) -> Text:
    """At most so often or so much."""
    period = _rolling(voice, item)
    parts = [shared_keys(voice, item.keys)]
    if item.count is not None:
        times = _times(voice, item.count)
        parts.append(say("{period}最多享受{times}", "at most {times}{period}", times=times, period=period))
    if item.money is not None:
        parts.append(_money(voice, item, period))
    return joined([*parts, *_limit_notes(voice, item)], "，", ", ")


def _money(voice: Voice, item: Limit, period: Text) -> Text:
    assert item.money is not None
    return say(
        "{period}累计最高{money}（{exceeding}）",
        "at most {money} in all{period} ({exceeding})",
        money=voice.say(item.money),
        period=period,
        exceeding=EXCEEDING[item.exceeding],
    )


def _rolling(voice: Voice, item: Limit) -> Text:
    if item.rolling is None:
        return NOTHING
    return say("任意{length}内", " within any {length}", length=voice.say(item.rolling))


def _limit_notes(voice: Voice, item: Limit) -> list[Text]:
    notes = []
    if item.applies is not None:
        notes.append(say("只限{test}的情形", "only where {test}", test=voice.say(item.applies)))
    if item.shared is not None:
        name = quoted(same(item.shared))
        notes.append(
            say("与同属{name}的项目合并计算", "counted together with all that share {name}", name=name)
        )
    if not item.counts_prior:
        notes.append(Text("以前已享受的不计入", "earlier payments do not count"))
    return notes


@speaks(Order)
def order(voice: Voice, item: Order) -> Text:
    """One ranking key."""
    zh, en = _RANKED[item.value.type.kind in (Kind.DATE, Kind.MONTH), item.descending]
    return say(zh, en, value=voice.say(item.value))


_RANKED = {
    (False, True): ("{value}由高到低", "{value}, highest first"),
    (False, False): ("{value}由低到高", "{value}, lowest first"),
    (True, True): ("{value}由近到远", "{value}, latest first"),
    (True, False): ("{value}由早到晚", "{value}, earliest first"),
}


@speaks(Quota)
def quota(voice: Voice, item: Quota) -> Text:
    """So many places."""
    places = voice.say(item.places)
    head = say(
        "{keys}名额{places}个", "{places} places {keys}", keys=shared_keys(voice, item.keys), places=places
    )
    ranked = listed((voice.say(o) for o in item.order), "、", "then")
    order_words = say("按{ranked}排序", "ranked by {ranked}", ranked=ranked) if ranked.zh else NOTHING
    return joined([head, order_words, TIES[item.ties]], "，", ", ")


@speaks(Budget)
def budget(voice: Voice, item: Budget) -> Text:
    """So much money, first come first served."""
    head = say(
        "{keys}总额{total}",
        "{total} in all {keys}",
        keys=shared_keys(voice, item.keys),
        total=voice.say(item.total),
    )
    first = voice.say(item.order) if item.order is not None else Text("申请日", "the day of the claim")
    queue = say("按{first}先后", "first come first served by {first}", first=first)
    shown = [head] if item.shortage is Shortage.PRO_RATA else [head, queue]
    return joined([*shown, SHORTAGES[item.shortage], *_with_others(item)], "，", ", ")


def _with_others(item: Budget) -> list[Text]:
    if item.shared is None:
        return []
    name = quoted(same(item.shared))
    return [say("与同属{name}的项目共用", "shared with all that name {name}", name=name)]


@speaks(Group)
def group(voice: Voice, item: Group) -> Text:
    """How its members bear each other."""
    parts = [MODES[item.mode]]
    if item.cap is not None:
        parts.append(say("合计最高{cap}", "at most {cap} in all", cap=voice.say(item.cap)))
    if item.across:
        parts.append(Text("其他政策的同类项目也计入", "members under other policies count too"))
    return joined(parts, "，", ", ")


@speaks(Membership)
def membership(voice: Voice, item: Membership) -> Text:
    """A measure's place in a group."""
    held = voice.policy.groups[item.group]
    said = say(
        "{name}：{keys}的，{rule}",
        "{name}: {keys}, {rule}",
        name=quoted(held.source.name),
        keys=shared_keys(voice, item.keys),
        rule=voice.say(held),
    )
    if item.prior is None:
        return said
    prior = voice.inside(1).say(item.prior)
    return say(
        "{said}；以前的发放计入：{prior}",
        "{said}; an earlier payment counts where {prior}",
        said=said,
        prior=prior,
    )


@speaks(Hold)
def hold(voice: Voice, item: Hold) -> Text:
    """What must still hold after payment, and what comes back if it does not."""
    back = RECOVERIES[item.recovery]
    if item.share is not None:
        back = say("按比例追回：{share}", "a part is recovered: {share}", share=voice.say(item.share))
    return say(
        "自{since}起{months}内，每月须{test}；否则{back}",
        "for {months} from {since}, in every month: {test}; otherwise {back}",
        since=voice.say(item.since),
        months=voice.say(item.months),
        test=voice.say(item.condition.test),
        back=back,
    )
