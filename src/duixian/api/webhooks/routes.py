"""Addresses of webhooks: register, list, stop, and read the log of deliveries."""

from __future__ import annotations

from uuid import UUID

from ninja import Router

from duixian.api.endpoints import reads, writes
from duixian.api.errors import not_there
from duixian.api.guard import Call
from duixian.api.models import Delivery, Webhook
from duixian.api.paging import USUAL, Cursor, Limit, Page, page_of
from duixian.api.scopes import Scope
from duixian.api.webhooks import registering
from duixian.api.webhooks.forms import (
    DeliveryOut,
    WebhookIn,
    WebhookMade,
    WebhookOut,
    delivery_out,
    webhook_out,
)
from duixian.values.bilingual import Text

router = Router(tags=["webhooks"])


@reads(router, "", Scope.WEBHOOKS, Page[WebhookOut])
def list_webhooks(request: Call, cursor: Cursor = None, limit: Limit = USUAL) -> Page[WebhookOut]:
    """已登记的回调地址 / the registered webhooks."""
    rows, after = page_of(Webhook.objects.filter(authority=request.auth.authority), cursor, limit)
    return Page[WebhookOut](items=[webhook_out(row) for row in rows], next=after)


@writes(router, "", Scope.WEBHOOKS, WebhookMade)
def register_webhook(request: Call, body: WebhookIn) -> WebhookMade:
    """登记一个回调地址；密钥只显示这一次 / register one; the secret is shown this once."""
    webhook, secret = registering.register(request.auth, body.url, body.events)
    return WebhookMade(**webhook_out(webhook).model_dump(), secret=secret)


@writes(router, "/{webhook}/stop", Scope.WEBHOOKS, WebhookOut, status=200)
def stop_webhook(request: Call, webhook: UUID) -> WebhookOut:
    """停用 / send nothing more to it."""
    found = _webhook(request, webhook)
    registering.stop(found)
    found.refresh_from_db()
    return webhook_out(found)


@reads(router, "/{webhook}/deliveries", Scope.WEBHOOKS, Page[DeliveryOut])
def list_deliveries(
    request: Call, webhook: UUID, cursor: Cursor = None, limit: Limit = USUAL
) -> Page[DeliveryOut]:
    """送达记录，含每次尝试 / the log of deliveries with every try."""
    kept = Delivery.objects.filter(webhook=_webhook(request, webhook)).prefetch_related("attempts")
    rows, after = page_of(kept, cursor, limit)
    return Page[DeliveryOut](items=[delivery_out(row) for row in rows], next=after)


def _webhook(call: Call, uuid: UUID) -> Webhook:
    found = Webhook.objects.filter(authority=call.auth.authority, uuid=uuid).first()
    if found is None:
        raise not_there(Text("回调", "webhook"), str(uuid))
    return found
