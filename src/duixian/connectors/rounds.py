"""The round of the timer: every channel looked at, one that cannot be reached keeping no other from being read."""

from __future__ import annotations

import logging

from duixian.casework import paying
from duixian.connectors.bank.incoming import take_returns
from duixian.connectors.errors import ConnectorError
from duixian.connectors.models import Channel, Delivery, Outcome, System
from duixian.connectors.registers.taking import take

_LOG = logging.getLogger(__name__)
UNATTENDED = (System.BANK, System.INSURANCE, System.CERTIFICATES, System.BUSINESS)
"""Systems whose files need nobody: answers to offers are taken by an intake officer."""


def take_everything() -> list[Delivery]:
    """Takes what waits on every channel that needs nobody; after a bank's answers cases and instalments follow.

    A channel that cannot be reached or is not set up rightly is logged; its files wait for the next round.
    """
    found: list[Delivery] = []
    channels = Channel.objects.filter(system__in=UNATTENDED).select_related("authority").order_by("pk")
    for channel in channels:
        try:
            found += _take(channel)
        except ConnectorError as error:
            _LOG.warning("%s %s: %s", channel.authority.code, channel, error.render("en"))
    return found


def _take(channel: Channel) -> list[Delivery]:
    if channel.system != System.BANK:
        return take(channel.authority, System(channel.system), code=channel.code)
    taken = take_returns(channel.authority, bank=channel.code)
    if any(delivery.outcome == Outcome.TAKEN for delivery in taken):
        paying.follow(channel.authority)
    return taken
