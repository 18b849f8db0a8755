"""What the program face keeps: tokens (their digests), answers by idempotency key, webhooks and deliveries."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from duixian.authorities import clock
from duixian.authorities.owned import Owned

USUAL_PER_MINUTE = 600


class ApiToken(Owned):
    """A program's right to act for one authority as one account, so many calls a minute (``per_minute``). The token
    itself is kept nowhere."""

    name = models.CharField(max_length=100)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex")
    beginning = models.CharField(max_length=12, help_text="first characters, to tell tokens apart")
    scopes = ArrayField(models.CharField(max_length=32))
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    per_minute = models.PositiveIntegerField(default=USUAL_PER_MINUTE)
    minute = models.DateTimeField(null=True, help_text="the minute that `calls` counts")
    calls = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"


class KeptAnswer(Owned):
    """The answer to a write, so that sending it again tells the same and does nothing."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of method, path and body, hex")
    status = models.PositiveSmallIntegerField(null=True)
    sealed = models.BinaryField(null=True, help_text="the body of the answer, sealed")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["token", "key"], name="one_answer_for_each_key"),)


class Webhook(Owned):
    """An address that is told when something changes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    url = models.URLField(max_length=500)
    events = ArrayField(models.CharField(max_length=32))
    secret = models.BinaryField(help_text="sealed; signs what is sent")
    active = models.BooleanField(default=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now)


class Delivery(Owned):
    """One event for one webhook, until it was heard or given up. Holds no personal data."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "待送"
        HEARD = "heard", "已送达"
        GIVEN_UP = "given up", "已放弃"

    uuid = models.UUIDField(
        default=uuid.uuid4, unique=True, db_default=models.Func(function="gen_random_uuid")
    )
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="deliveries")
    event = models.CharField(max_length=32)
    reference = models.CharField(max_length=100, help_text="number of the thing that changed")
    standing = models.CharField(max_length=100, help_text="its state now")
    occurred_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State, default=State.WAITING, db_default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    next_at = models.DateTimeField(null=True, help_text="not sent before")

    class Meta:
        indexes = (
            models.Index(
                fields=["webhook", "id"], name="deliveries_waiting", condition=models.Q(state="waiting")
            ),
        )


class Attempt(Owned):
    """One try to deliver, as it went. Never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    at = models.DateTimeField(default=clock.now)
    status = models.PositiveSmallIntegerField(null=True, help_text="HTTP status, null where nobody answered")
    trouble = models.CharField(max_length=200, blank=True)
    milliseconds = models.PositiveIntegerField()
