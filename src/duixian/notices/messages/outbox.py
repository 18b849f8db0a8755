"""Send what waits: mail through Django's backend, text messages through the gateway of the settings.

A message may go out twice when the sender is killed at the wrong moment, but never not at all.
``DUIXIAN_SMS`` names a callable ``(number, text) -> None`` that raises OSError when it fails.
"""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.module_loading import import_string

from duixian.authorities import clock, sealing
from duixian.notices.models import Channel, Delivery, DeliveryState

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(minutes=1)


def send_waiting(most: int = 100) -> int:
    """Try up to ``most`` deliveries that are due, each in a transaction of its own; how many were sent."""
    sent = 0
    for _ in range(most):
        outcome = _send_next()
        if outcome is None:
            break
        sent += outcome
    return sent


@transaction.atomic
def _send_next() -> bool | None:
    """Whether the next delivery was sent; None when none is due. Several senders never take the same one."""
    due = Delivery.objects.filter(state=DeliveryState.WAITING, next_try_at__lte=clock.now())
    delivery = due.select_for_update(skip_locked=True, of=("self",)).order_by("next_try_at", "pk").first()
    if delivery is None:
        return None
    delivery.attempts += 1
    try:
        _send(delivery)
    except (SMTPException, OSError) as error:
        _postpone(delivery, str(error))
    else:
        delivery.state, delivery.sent_at, delivery.error = DeliveryState.SENT, clock.now(), ""
    delivery.save()
    return delivery.state == DeliveryState.SENT


def _send(delivery: Delivery) -> None:
    message, address = delivery.message, sealing.unseal(bytes(delivery.address))
    if delivery.channel == Channel.MAIL:
        subject, body = f"{message.title_zh} / {message.title_en}", f"{message.body_zh}\n\n{message.body_en}"
        send_mail(subject, body, None, [address])
    else:
        import_string(getattr(settings, "DUIXIAN_SMS"))(address, message.body_zh)  # noqa: B009


def _postpone(delivery: Delivery, error: str) -> None:
    delivery.error = error
    if delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = DeliveryState.FAILED
    else:
        delivery.next_try_at = clock.now() + FIRST_PAUSE * 2 ** (delivery.attempts - 1)
