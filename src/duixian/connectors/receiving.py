"""Files from outside, each taken once: all of it or nothing, then moved away with what there is to say.

The row that says a file was taken is written in the same transaction as what the file changes. When the program dies
after that and before the file is moved, the next pass finds the row and only moves the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.connectors.channels import exchange_of
from duixian.connectors.errors import FileRefused
from duixian.connectors.exchange import Exchange
from duixian.connectors.models import Channel, Delivery, Direction, Outcome
from duixian.values.bilingual import DuixianError


@dataclass(frozen=True, slots=True)
class Effect:
    """What taking a file came to: words for people, what it was about, and rows to correct (name, bytes)."""

    words: str
    subject: str = ""
    attached: tuple[tuple[str, bytes], ...] = ()


Take = Callable[[str, bytes], Effect]
"""Given a file's name and bytes, does what they say. A DuixianError means: nothing of it, for this reason."""


def receive(channel: Channel, take: Take, *, actor: Account | None = None) -> list[Delivery]:
    """Takes every waiting file of a channel, in order of name; what became of each. One worker at a time.

    Not to be called inside a transaction (``acting_for`` is one): a file moves only after its effect is kept. Raises
    RuntimeError there, LineUnavailable when the other side cannot be reached.
    """
    exchange = exchange_of(channel)
    with _alone(channel):
        return [_one(channel, exchange, name, take, actor) for name in exchange.waiting()]


def _one(channel: Channel, exchange: Exchange, name: str, take: Take, actor: Account | None) -> Delivery:
    content = exchange.read(name)
    digest = hashlib.sha256(content).hexdigest()
    before = Delivery.objects.filter(channel=channel, sha256=digest, outcome=Outcome.TAKEN).first()
    if before is not None:
        exchange.accept(name, _taken_before(before))
        return before
    try:
        # Durable: inside a transaction of somebody else's, a rollback there would lose what the moved file said.
        with transaction.atomic(durable=True):
            effect = take(name, content)
            made = _record(channel, name, digest, Outcome.TAKEN, effect.words, effect.subject, actor)
    except DuixianError as error:
        return _rejected(channel, exchange, name, digest, error, actor)
    for attachment in effect.attached:
        exchange.attach(*attachment)
    exchange.accept(name, effect.words)
    return made


def _rejected(
    channel: Channel, exchange: Exchange, name: str, digest: str, error: DuixianError, actor: Account | None
) -> Delivery:
    both = [
        error.report(lang) if isinstance(error, FileRefused) else error.render(lang) for lang in ("zh", "en")
    ]
    made = _record(channel, name, digest, Outcome.REJECTED, "\n\n".join(both), "", actor)
    exchange.reject(name, made.words)
    return made


def _record(
    channel: Channel,
    name: str,
    digest: str,
    outcome: Outcome,
    words: str,
    subject: str,
    actor: Account | None,
) -> Delivery:
    return Delivery.objects.create(
        authority=channel.authority,
        channel=channel,
        direction=Direction.IN,
        name=name,
        sha256=digest,
        outcome=outcome,
        words=words,
        subject=subject,
        at=clock.now(),
        actor=actor,
    )


@contextmanager
def _alone(channel: Channel) -> Iterator[None]:
    """A lock of the database's session: a second worker waits, then finds the files moved."""
    key = [f"duixian.connectors:{channel.pk}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", key)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", key)


def _taken_before(before: Delivery) -> str:
    when = before.at.astimezone(clock.OFFICE).strftime("%Y-%m-%d %H:%M")
    return (
        f"内容与 {when} 处理过的「{before.name}」完全相同，这次没有再处理。\n"
        f"The same as '{before.name}', taken at {when}; nothing was done again."
    )
