"""Registering a webhook: where to, about what, signed with which secret."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

from duixian.api.errors import webhook_refused
from duixian.api.models import ApiToken, Webhook
from duixian.api.webhooks.events import Event
from duixian.authorities import sealing
from duixian.values.bilingual import Text

_SECRET_BYTES = 32


def register(token: ApiToken, url: str, events: Iterable[Event]) -> tuple[Webhook, str]:
    """A new webhook and its secret, which is told this once.

    Raises WebhookRefused (webhook-address) for an address that is not https; plain http is for this machine only.
    """
    _check(url)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    webhook = Webhook.objects.create(
        authority=token.authority,
        account=token.account,
        url=url,
        events=sorted({event.value for event in events}),
        secret=sealing.seal(secret),
    )
    return webhook, secret


def stop(webhook: Webhook) -> None:
    """Nothing more is sent to it; what was sent stays in the log."""
    Webhook.objects.filter(pk=webhook.pk).update(active=False)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise _refused(url) from None
    plain = parts.scheme == "http" and _is_here(host)
    if not host or not url.isascii() or parts.username is not None or not (parts.scheme == "https" or plain):
        raise _refused(url)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refused(url: str) -> Exception:
    return webhook_refused(
        "webhook-address",
        Text("回调地址要用 https。", "A webhook's address must be https."),
        where=url[:200],
        remedy=Text(
            "请改用 https 开头、不带用户名的地址。",
            "Use an address that begins with https and names no user.",
        ),
    )
