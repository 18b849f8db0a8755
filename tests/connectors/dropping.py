"""The folders of a channel, as the other side sees them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from duixian.connectors.models import Channel


def folder(channel: Channel, name: str) -> Path:
    """One of ``in``, ``out``, ``done``, ``rejected``."""
    path = Path(settings.DUIXIAN_DATA) / channel.where / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def drop(channel: Channel, name: str, content: bytes) -> None:
    """A file that the other side leaves for us."""
    (folder(channel, "in") / name).write_bytes(content)


def reason(channel: Channel, name: str) -> str:
    """Why a file was refused."""
    return (folder(channel, "rejected") / f"{name}.reason.txt").read_text("utf-8")
