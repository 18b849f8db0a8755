"""One row of the ledger by what people quote, of the authority somebody works for."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from duixian.console.doors import OfficeRequest
from duixian.ledger.models import Batch, Item, Order, Recovery


def item_of(request: OfficeRequest, pk: int) -> Item:
    """A budget item."""
    return get_object_or_404(
        Item.objects.select_related("authority"), pk=pk, authority=request.office.authority
    )


def order_of(request: OfficeRequest, number: str) -> Order:
    """A payment order."""
    rows = Order.objects.select_related("item__authority", "authority", "batch__item", "replaces")
    return get_object_or_404(rows, number=number, authority=request.office.authority)


def batch_of(request: OfficeRequest, number: str) -> Batch:
    """A batch."""
    rows = Batch.objects.select_related("item__authority", "authority", "maker", "checker")
    return get_object_or_404(rows, number=number, authority=request.office.authority)


def recovery_of(request: OfficeRequest, pk: int) -> Recovery:
    """A recovery."""
    rows = Recovery.objects.select_related("order__item__authority", "authority")
    return get_object_or_404(rows, pk=pk, authority=request.office.authority)
