"""Webhooks and deliveries as programs see them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from duixian.api.models import Attempt, Delivery, Webhook
from duixian.api.webhooks.events import Event

Address = Annotated[str, Field(description="https 地址 / an https address", min_length=1, max_length=500)]


class WebhookIn(Schema):
    """What to register."""

    model_config = ConfigDict(extra="forbid")

    url: Address
    events: Annotated[list[Event], Field(min_length=1, max_length=20)]


class WebhookOut(Schema):
    """A registered webhook; its secret is never shown again."""

    id: UUID
    url: str
    events: list[str]
    active: bool
    created_at: datetime


class WebhookMade(WebhookOut):
    """The answer to the registration, with the secret that signs what is sent."""

    secret: str


class AttemptOut(Schema):
    """One try."""

    at: datetime
    status: int | None
    trouble: str
    milliseconds: int


class DeliveryOut(Schema):
    """One event for this webhook and how its tries went."""

    id: UUID
    event: str
    reference: str
    standing: str
    occurred_at: datetime
    state: str
    next_at: datetime | None
    attempts: list[AttemptOut]


def webhook_out(webhook: Webhook) -> WebhookOut:
    """A webhook without its secret."""
    return WebhookOut(
        id=webhook.uuid,
        url=webhook.url,
        events=webhook.events,
        active=webhook.active,
        created_at=webhook.created_at,
    )


def delivery_out(delivery: Delivery) -> DeliveryOut:
    """A delivery with its tries, the first first."""
    return DeliveryOut(
        id=delivery.uuid,
        event=delivery.event,
        reference=delivery.reference,
        standing=delivery.standing,
        occurred_at=delivery.occurred_at,
        state=delivery.state,
        next_at=delivery.next_at,
        attempts=[_attempt_out(attempt) for attempt in delivery.attempts.all()],
    )


def _attempt_out(attempt: Attempt) -> AttemptOut:
    return AttemptOut(
        at=attempt.at, status=attempt.status, trouble=attempt.trouble, milliseconds=attempt.milliseconds
    )
