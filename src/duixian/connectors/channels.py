"""An authority's channels to outside systems, and the exchange behind each."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from duixian.authorities.models import Authority
from duixian.authorities.sealing import seal, unseal
from duixian.connectors.errors import ConnectorError
from duixian.connectors.exchange import Exchange
from duixian.connectors.folders import Folders
from duixian.connectors.line import Line
from duixian.connectors.models import Channel, System
from duixian.values.bilingual import Text

ADDRESSES = ("http://", "https://")


def open_channel(
    authority: Authority,
    system: System,
    code: str = "main",
    *,
    where: str = "",
    token: str = "",
    layout: str = "",
) -> Channel:
    """The channel of an authority to a system, made or changed.

    ``where``: an address, or a folder; when empty, the drop folder ``exchange/<authority>/<system>/<code>`` of the
    data folder.
    """
    channel, _ = Channel.objects.update_or_create(
        authority=authority,
        system=system,
        code=code,
        defaults={
            "where": where or f"exchange/{authority.code}/{system.value}/{code}",
            "token": seal(token) if token else b"",
            "layout": layout,
        },
    )
    return channel


def channel_of(authority: Authority, system: System, code: str = "main") -> Channel:
    """One channel. Raises ConnectorError (``channel-unknown``)."""
    found = Channel.objects.filter(authority=authority, system=system, code=code).first()
    if found is None:
        raise ConnectorError(
            "channel-unknown",
            Text(
                f"没有设置与{system.label}的通道「{code}」。",
                f"No channel '{code}' to {system.value} is set.",
            ),
            authority.name,
            Text("请系统管理员先设置通道。", "Ask the administrator to set the channel."),
        )
    return found


def exchange_of(channel: Channel) -> Exchange:
    """Folders or a line, as ``where`` says."""
    if channel.where.startswith(ADDRESSES):
        return Line(channel.where, unseal(bytes(channel.token)) if channel.token else "")
    return Folders(Path(settings.DUIXIAN_DATA) / channel.where)
