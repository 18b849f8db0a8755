"""The states of a case and what leads from one to another, as data."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices


class Origin(TextChoices):
    """How a case came about."""

    EXEMPT = "免申", "found by the office"
    CLAIM = "申报", "claimed"
    BATCH = "批量", "claimed for many"


class State(TextChoices):
    """Where a case stands; the label is its English name."""

    LISTED = "待核对", "on a list to be confirmed"
    OFFERED = "待本人确认", "offered to the payee"
    CHECKING = "办理中", "being checked"
    SUPPLEMENTING = "待补正", "waiting for what is missing"
    APPROVED = "已通过", "approved"
    PUBLISHED = "公示中", "on public notice"
    CONTESTED = "异议核查中", "objected to in public"
    CLEARED = "公示完毕", "free to be paid"
    ORDERED = "支付中", "payment ordered"
    PAID = "已支付", "paid"
    CLOSED = "已办结", "settled without money"
    REFUSED = "不予", "refused"
    WITHDRAWN = "已撤回", "withdrawn"


class Verb(TextChoices):
    """What is done to a case."""

    LIST = "列入名单", "list"
    OFFER = "告知", "offer"
    DROP = "移出名单", "drop"
    CONFIRM = "本人确认", "confirm"
    OBJECT = "本人异议", "object"
    SUBMIT = "提交", "submit"
    TAKE = "接办", "take"
    PASS = "通过", "pass"
    RETURN = "退回上一步", "return"
    ASK = "一次性补正", "ask for what is missing"
    SUPPLY = "补正完毕", "supply"
    LAPSE = "逾期未补正", "lapse"
    APPROVE = "同意", "approve"
    REFUSE = "不予", "refuse"
    WITHDRAW = "撤回", "withdraw"
    PUBLISH = "公示", "publish"
    UNPUBLISH = "撤下公示", "take off the notice"
    CONTEST = "公示异议", "contest"
    DISMISS = "异议不成立", "dismiss the objection"
    EXAMINE = "核查", "examine again"
    CLEAR = "公示完毕", "clear"
    ORDER = "付款", "order"
    PAY = "到账", "pay"
    CLOSE = "办结", "close"
    REOPEN = "重新办理", "reopen"
    STAND = "维持金额", "let the amount stand"
    REVISE = "改正金额", "decide the amount anew"
    NOTE = "记录", "note"
    ESCALATE = "超时上报", "escalate"


GRANTED = (State.APPROVED, State.PUBLISHED, State.CONTESTED, State.CLEARED, State.ORDERED, State.PAID)
"""States in which an amount is promised and may be contested; the case goes on as it stands meanwhile, unpaid."""

TRANSITIONS: Mapping[Verb, Mapping[State, State]] = {
    Verb.OFFER: {State.LISTED: State.OFFERED},
    Verb.DROP: {State.LISTED: State.WITHDRAWN},
    Verb.CONFIRM: {State.OFFERED: State.APPROVED},
    Verb.OBJECT: {State.OFFERED: State.CHECKING},
    Verb.TAKE: {State.CHECKING: State.CHECKING},
    Verb.PASS: {State.CHECKING: State.CHECKING},
    Verb.RETURN: {State.CHECKING: State.CHECKING},
    Verb.ASK: {State.CHECKING: State.SUPPLEMENTING},
    Verb.SUPPLY: {State.SUPPLEMENTING: State.CHECKING},
    Verb.LAPSE: {State.SUPPLEMENTING: State.WITHDRAWN},
    Verb.APPROVE: {State.CHECKING: State.APPROVED},
    Verb.REFUSE: {State.CHECKING: State.REFUSED, State.CONTESTED: State.REFUSED},
    Verb.WITHDRAW: {
        State.OFFERED: State.WITHDRAWN,
        State.CHECKING: State.WITHDRAWN,
        State.SUPPLEMENTING: State.WITHDRAWN,
        State.APPROVED: State.WITHDRAWN,
    },
    Verb.PUBLISH: {State.APPROVED: State.PUBLISHED},
    Verb.UNPUBLISH: {State.PUBLISHED: State.APPROVED, State.CONTESTED: State.APPROVED},
    Verb.CONTEST: {State.PUBLISHED: State.CONTESTED},
    Verb.DISMISS: {State.CONTESTED: State.PUBLISHED},
    Verb.EXAMINE: {State.CONTESTED: State.CHECKING, State.PUBLISHED: State.CHECKING},
    Verb.CLEAR: {State.PUBLISHED: State.CLEARED, State.CONTESTED: State.CLEARED},
    Verb.ORDER: {
        State.CLEARED: State.ORDERED,
        State.ORDERED: State.ORDERED,
        State.PAID: State.ORDERED,
    },
    Verb.PAY: {State.ORDERED: State.PAID},
    Verb.CLOSE: {State.APPROVED: State.CLOSED},
    Verb.REOPEN: {State.REFUSED: State.CHECKING, **{state: state for state in GRANTED}},
}
"""From which states a verb leads where; a verb that is not here changes no state."""

ENDED = (State.REFUSED, State.WITHDRAWN)
"""States in which a matter may be taken up by another case."""


def sources(verb: Verb) -> tuple[State, ...]:
    """The states a verb starts from."""
    return tuple(TRANSITIONS[verb])
