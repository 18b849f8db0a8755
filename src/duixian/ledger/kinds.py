"""The accounts of an item, and the verbs that move money between them, as data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Where money of an item stands. Only FUNDING is below zero: it is where the budget comes from."""

    FUNDING = "funding", _("指标来源")
    BUDGET = "budget", _("可用预算")
    RESERVED = "reserved", _("已预留")
    PAYABLE = "payable", _("应付")
    IN_TRANSIT = "in_transit", _("在途")
    PAID = "paid", _("已付")
    WITHHELD = "withheld", _("代扣税款")
    RETURNED = "returned", _("退回待处理")
    RECEIVABLE = "receivable", _("应收")
    RECOVERED = "recovered", _("已追回")
    LAPSED = "lapsed", _("年终收回")
    CARRIED = "carried", _("结转下年")


class Verb(TextChoices):
    """What an entry of the journal says was done."""

    GRANT = "grant", _("下达预算")
    CUT = "cut", _("核减预算")
    RESERVE = "reserve", _("预留")
    FREE = "free", _("解除预留")
    ORDER = "order", _("列为应付")
    CANCEL = "cancel", _("撤销付款")
    SEND = "send", _("送银行")
    PAY = "pay", _("付讫")
    WITHHOLD = "withhold", _("代扣税款")
    REMIT = "remit", _("缴纳税款")
    UNHOLD = "unhold", _("代扣转回")
    FAIL = "fail", _("银行退回")
    BOUNCE = "bounce", _("付后退汇")
    REISSUE = "reissue", _("重新付款")
    ABANDON = "abandon", _("放弃付款")
    REFUND = "refund", _("收到退款")
    CHARGE = "charge", _("列为应收")
    WAIVE = "waive", _("撤销应收")
    RECEIVE = "receive", _("收到追回款")
    RESTORE = "restore", _("追回款恢复可用")
    LAPSE = "lapse", _("结余收回")
    LAPSE_RECOVERED = "lapse_recovered", _("追回款上缴")
    LAPSE_RETURNED = "lapse_returned", _("退回款上缴")
    CARRY_OUT = "carry_out", _("退回款结转下年")
    CARRY_IN = "carry_in", _("上年退回款转入")
    OFFSET = "offset", _("抵扣应追回款")


MOVES: Mapping[Verb, tuple[Kind, Kind]] = MappingProxyType(
    {
        Verb.GRANT: (Kind.FUNDING, Kind.BUDGET),
        Verb.CUT: (Kind.BUDGET, Kind.FUNDING),
        Verb.RESERVE: (Kind.BUDGET, Kind.RESERVED),
        Verb.FREE: (Kind.RESERVED, Kind.BUDGET),
        Verb.ORDER: (Kind.RESERVED, Kind.PAYABLE),
        Verb.CANCEL: (Kind.PAYABLE, Kind.RESERVED),
        Verb.SEND: (Kind.PAYABLE, Kind.IN_TRANSIT),
        Verb.PAY: (Kind.IN_TRANSIT, Kind.PAID),
        Verb.WITHHOLD: (Kind.IN_TRANSIT, Kind.WITHHELD),
        Verb.REMIT: (Kind.WITHHELD, Kind.PAID),
        Verb.UNHOLD: (Kind.WITHHELD, Kind.RETURNED),
        Verb.FAIL: (Kind.IN_TRANSIT, Kind.RETURNED),
        Verb.BOUNCE: (Kind.PAID, Kind.RETURNED),
        Verb.REISSUE: (Kind.RETURNED, Kind.PAYABLE),
        Verb.ABANDON: (Kind.RETURNED, Kind.RESERVED),
        Verb.REFUND: (Kind.PAID, Kind.RECOVERED),
        Verb.CHARGE: (Kind.PAID, Kind.RECEIVABLE),
        Verb.WAIVE: (Kind.RECEIVABLE, Kind.PAID),
        Verb.RECEIVE: (Kind.RECEIVABLE, Kind.RECOVERED),
        Verb.RESTORE: (Kind.RECOVERED, Kind.BUDGET),
        Verb.LAPSE: (Kind.BUDGET, Kind.LAPSED),
        Verb.LAPSE_RECOVERED: (Kind.RECOVERED, Kind.LAPSED),
        Verb.LAPSE_RETURNED: (Kind.RETURNED, Kind.LAPSED),
        Verb.CARRY_OUT: (Kind.RETURNED, Kind.CARRIED),
        Verb.CARRY_IN: (Kind.FUNDING, Kind.RESERVED),
        Verb.OFFSET: (Kind.PAYABLE, Kind.PAID),
    }
)
"""From which account to which each verb moves money: the credit and the debit of its entries."""

AFTER_CLOSE = (
    Verb.RECEIVE,
    Verb.WAIVE,
    Verb.CHARGE,
    Verb.REFUND,
    Verb.LAPSE_RECOVERED,
    Verb.BOUNCE,
    Verb.CARRY_OUT,
    Verb.LAPSE_RETURNED,
)
"""What may still be entered once a year is closed: money that comes back late, and where it goes then."""
