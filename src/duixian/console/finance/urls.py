"""The addresses of this area, below its own prefix of the console."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_POST, require_safe

from duixian.console.finance import batches, closing, coming_back, files, home, orders

app_name = "finance"
_BATCH, _ORDER, _RECOVERY, _ITEM = (
    "batches/<str:number>",
    "orders/<str:number>",
    "recoveries/<int:pk>",
    "items/<int:pk>",
)
urlpatterns: list[URLPattern | URLResolver] = [
    path("", require_safe(home.home), name="home"),
    path("sheet/", require_safe(home.sheet), name="sheet"),
    path("items/new/", home.open_item, name="open-item"),
    path(f"{_ITEM}/", require_safe(home.item), name="item"),
    path(f"{_ITEM}/change/", require_POST(home.change_item), name="change-item"),
    path("years/<int:year>/", require_safe(closing.year_end), name="year-end"),
    path("years/<int:year>/close/", require_POST(closing.close), name="close"),
    path("orders/", require_safe(orders.orders), name="orders"),
    path("orders/due/", require_POST(orders.order_due), name="order-due"),
    path("orders/make/", require_POST(orders.make), name="make"),
    path(f"{_ORDER}/", require_safe(orders.order), name="order"),
    path(f"{_ORDER}/account/", require_POST(orders.reveal), name="reveal"),
    path(f"{_ORDER}/receipt/", require_safe(orders.receipt), name="receipt"),
    path(f"{_ORDER}/reissue/", require_POST(orders.reissue), name="reissue"),
    path(f"{_ORDER}/cancel/", require_POST(orders.cancel), name="cancel"),
    path(f"{_ORDER}/refund/", require_POST(coming_back.refund), name="refund"),
    path(f"{_ORDER}/demand/", require_POST(coming_back.demand), name="demand"),
    path(f"{_ORDER}/bounce/", require_POST(coming_back.bounce), name="bounce"),
    path("batches/", require_safe(batches.batches), name="batches"),
    path(f"{_BATCH}/", require_safe(batches.batch), name="batch"),
    path(f"{_BATCH}/tax/", require_POST(batches.tax), name="tax"),
    path(f"{_BATCH}/check/", require_POST(batches.check), name="check"),
    path(f"{_BATCH}/reject/", require_POST(batches.reject), name="reject"),
    path(f"{_BATCH}/release/", require_POST(batches.release), name="release"),
    path(f"{_BATCH}/return/", require_POST(batches.take_return), name="return"),
    path(f"{_BATCH}/reconcile/", require_POST(batches.reconcile), name="reconcile"),
    path(f"{_BATCH}/remit/", require_POST(batches.remit), name="remit"),
    path(f"{_BATCH}/sheet/", require_safe(files.batch_sheet), name="batch-sheet"),
    path(f"{_BATCH}/files/<str:layout>/", require_safe(files.bank_file), name="bank-file"),
    path("returned/", require_safe(coming_back.returned), name="returned"),
    path("returned/reissue/", require_POST(coming_back.reissue_given), name="reissue-given"),
    path("recoveries/", require_safe(coming_back.recoveries), name="recoveries"),
    path(f"{_RECOVERY}/", require_safe(coming_back.recovery), name="recovery"),
    path(f"{_RECOVERY}/receive/", require_POST(coming_back.receive), name="receive"),
    path(f"{_RECOVERY}/plan/", require_POST(coming_back.replan), name="replan"),
    path(f"{_RECOVERY}/waive/", require_POST(coming_back.waive), name="waive"),
]
