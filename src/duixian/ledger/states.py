"""What may become of orders and batches: the transitions as data. The database refuses any other."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrderState(TextChoices):
    """Where a payment order stands."""

    ORDERED = "ordered", _("待制单")
    BATCHED = "batched", _("已制单")
    SENT = "sent", _("在途")
    PAID = "paid", _("已付")
    RETURNED = "returned", _("被退回")
    REISSUED = "reissued", _("已由新单代替")
    CANCELLED = "cancelled", _("已撤销")


class BatchState(TextChoices):
    """Where a batch stands."""

    MADE = "made", _("待复核")
    CHECKED = "checked", _("已复核")
    RELEASED = "released", _("已送银行")
    RECONCILED = "reconciled", _("已对平")
    REJECTED = "rejected", _("复核退回")


LIVE = (OrderState.ORDERED, OrderState.BATCHED, OrderState.SENT, OrderState.PAID, OrderState.RETURNED)
"""An order that is or may become a payment; a returned one is, until another takes its place."""

ORDER_MOVES: Mapping[OrderState, tuple[OrderState, ...]] = MappingProxyType(
    {
        OrderState.ORDERED: (OrderState.BATCHED, OrderState.CANCELLED, OrderState.REISSUED),
        OrderState.BATCHED: (OrderState.SENT, OrderState.ORDERED),
        OrderState.SENT: (OrderState.PAID, OrderState.RETURNED),
        OrderState.PAID: (OrderState.RETURNED,),
        OrderState.RETURNED: (OrderState.REISSUED, OrderState.CANCELLED),
    }
)

BATCH_MOVES: Mapping[BatchState, tuple[BatchState, ...]] = MappingProxyType(
    {
        BatchState.MADE: (BatchState.CHECKED, BatchState.REJECTED),
        BatchState.CHECKED: (BatchState.RELEASED, BatchState.REJECTED),
        BatchState.RELEASED: (BatchState.RECONCILED,),
    }
)
