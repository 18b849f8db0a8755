"""Files to the outside, each left once under its name, and written down."""

from __future__ import annotations

import hashlib

from duixian.authorities import clock
from duixian.authorities.access import log_access
from duixian.authorities.models import Account
from duixian.connectors.channels import exchange_of
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, Direction, Outcome
from duixian.values.bilingual import Text


def send(channel: Channel, name: str, content: bytes, *, subject: str, actor: Account) -> Delivery:
    """Leaves a file for the other side; again with the same bytes has no further effect.

    The file goes first and the row second: a crash between them is mended by sending again. Raises ConnectorError
    (``outgoing-differs``) for a name that went out with other bytes; LineUnavailable.
    """
    digest = hashlib.sha256(content).hexdigest()
    before = Delivery.objects.filter(channel=channel, direction=Direction.OUT, name=name).first()
    if before is not None and before.sha256 != digest:
        raise _differs(before)
    exchange_of(channel).send(name, content)
    log_access(actor, "export", "connectors_delivery", name, [subject], authority=channel.authority)
    if before is not None:
        return before
    made, _ = Delivery.objects.get_or_create(
        channel=channel,
        direction=Direction.OUT,
        name=name,
        defaults={
            "authority": channel.authority,
            "sha256": digest,
            "outcome": Outcome.SENT,
            "subject": subject,
            "at": clock.now(),
            "actor": actor,
        },
    )
    return made


def _differs(before: Delivery) -> ConnectorError:
    return ConnectorError(
        "outgoing-differs",
        Text(
            f"「{before.name}」已于 {before.at:%Y-%m-%d} 发出，内容不同。",
            f"'{before.name}' went out on {before.at:%Y-%m-%d} with other contents.",
        ),
        str(before.channel),
        Text(
            "先核对对方收到的是哪一份；确需重发的，用新的批次号。",
            "Check which one they have; to send again, use a new batch number.",
        ),
    )
