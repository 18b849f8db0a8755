"""What waits for a webhook is sent, oldest first; a failure is noted and tried again later, then given up.

Each delivery is locked while it is sent, so two workers never send the same one; a worker that dies in between
has noted nothing, and the delivery is sent again: receivers know it by its id.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from duixian.api.models import Attempt, Delivery
from duixian.api.webhooks.sending import Sent, send
from duixian.api.webhooks.signing import HEADER, signature
from duixian.authorities import clock, sealing

FIRST_WAIT = timedelta(minutes=1)
MOST_TRIES = 10
"""With doubled waits: about eight and a half hours from the first to the last try."""


def webhooks_with_work() -> list[int]:
    """Ids of the active webhooks that something waits for now."""
    waiting = _waiting().filter(webhook__active=True)
    return list(waiting.values_list("webhook_id", flat=True).distinct().order_by("webhook_id"))


def deliver_all(webhook_id: int) -> int:
    """Sends what waits for one webhook until one try fails; returns how many were heard."""
    heard = 0
    while deliver_next(webhook_id):
        heard += 1
    return heard


def deliver_next(webhook_id: int) -> bool:
    """Sends the oldest that waits; whether there was one and it was heard."""
    with transaction.atomic():
        delivery = _oldest(webhook_id)
        if delivery is None:
            return False
        sent = send(delivery.webhook.url, *_message(delivery))
        _note(delivery, sent)
        return sent.heard


def body_of(delivery: Delivery) -> str:
    """What is sent: which event, of which thing, its state, and when."""
    told = {
        "id": str(delivery.uuid),
        "event": delivery.event,
        "reference": delivery.reference,
        "state": delivery.standing,
        "occurred_at": delivery.occurred_at.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: one minute, then doubled each time."""
    return FIRST_WAIT * (1 << (tries - 1))


def _waiting() -> QuerySet[Delivery]:
    due = Q(next_at=None) | Q(next_at__lte=clock.now())
    return Delivery.objects.filter(due, state=Delivery.State.WAITING)


def _oldest(webhook_id: int) -> Delivery | None:
    live = _waiting().filter(webhook_id=webhook_id, webhook__active=True)
    return (
        live.select_related("webhook")
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("pk")
        .first()
    )


def _message(delivery: Delivery) -> tuple[str, dict[str, str]]:
    body = body_of(delivery)
    secret = sealing.unseal(bytes(delivery.webhook.secret))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "duixian-webhooks/1",
        "Duixian-Delivery": str(delivery.uuid),
        HEADER: signature(secret, int(clock.now().timestamp()), body),
    }
    return body, headers


def _note(delivery: Delivery, sent: Sent) -> None:
    now = clock.now()
    Attempt.objects.create(
        authority_id=delivery.authority_id,
        delivery=delivery,
        at=now,
        status=sent.status,
        trouble=sent.trouble,
        milliseconds=sent.milliseconds,
    )
    delivery.tries += 1
    delivery.state, delivery.next_at = _next(delivery.tries, sent, now)
    delivery.save(update_fields=["tries", "state", "next_at"])


def _next(tries: int, sent: Sent, now: datetime) -> tuple[Delivery.State, datetime | None]:
    if sent.heard:
        return Delivery.State.HEARD, None
    if tries >= MOST_TRIES:
        return Delivery.State.GIVEN_UP, None
    return Delivery.State.WAITING, now + wait_after(tries)
