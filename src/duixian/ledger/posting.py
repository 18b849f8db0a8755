"""The only place that writes the journal. Entries are numbered, chained and posted in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.models import Account as Person
from duixian.authorities.models import Authority
from duixian.ledger.content import Content, in_order, moment
from duixian.ledger.errors import ItemRefused
from duixian.ledger.kinds import AFTER_CLOSE, Kind
from duixian.ledger.models import Account, Entry, Item, Journal, Posting
from duixian.ledger.movements import Movement

_BATCH_SIZE = 2000


def hold(item: Item) -> Item:
    """The item, locked until the transaction ends: what follows sees nobody else's half-done work on it."""
    return (
        Item.objects.select_for_update(no_key=True, of=("self",)).select_related("authority").get(pk=item.pk)
    )


def hold_open(item: Item) -> Item:
    """The item, locked. Raises ItemRefused (``item-closed``) when its year is closed."""
    held = hold(item)
    if held.closed_at is not None:
        raise ItemRefused.closed(held)
    return held


@transaction.atomic
def post(movements: Sequence[Movement], actor: Person | None) -> list[Entry]:
    """Enters the movements, in their order, all of one authority; those of nothing are left out.

    The items must be held (``hold``). Raises ItemRefused for what a closed year does not allow.
    """
    moved = [movement for movement in movements if movement.fen]
    if not moved:
        return []
    _check_open(moved)
    authority = moved[0].item.authority
    Journal.objects.get_or_create(authority=authority)
    journal = Journal.objects.select_for_update(no_key=True).get(authority=authority)
    drafts = _drafts(journal, authority, moved, actor)
    entries = Entry.objects.bulk_create([draft.entry for draft in drafts], batch_size=_BATCH_SIZE)
    Posting.objects.bulk_create(
        (row for draft in drafts for row in draft.rows(authority)), batch_size=_BATCH_SIZE
    )
    Journal.objects.filter(pk=journal.pk).update(entries=entries[-1].number, head_sha256=entries[-1].sha256)
    return entries


def _check_open(moved: Sequence[Movement]) -> None:
    for movement in moved:
        if movement.item.closed_at is not None and movement.verb not in AFTER_CLOSE:
            raise ItemRefused.closed(movement.item)


@dataclass(frozen=True)
class _Side:
    """One posting to be: an account, its source's position, debit or credit in fen."""

    account: int
    kind: Kind
    position: int
    debit: int
    credit: int


@dataclass(frozen=True)
class _Draft:
    entry: Entry
    sides: tuple[_Side, ...]

    def rows(self, authority: Authority) -> Iterator[Posting]:
        for side in self.sides:
            yield Posting(
                authority=authority,
                entry=self.entry,
                account_id=side.account,
                debit_fen=side.debit,
                credit_fen=side.credit,
            )


def _drafts(
    journal: Journal, authority: Authority, moved: Sequence[Movement], actor: Person | None
) -> list[_Draft]:
    accounts = _accounts(moved)
    number, previous, at = journal.entries, journal.head_sha256, clock.now()
    drafts = []
    for movement in moved:
        number += 1
        sides = tuple(_sides(movement, accounts))
        entry = _entry(authority, number, movement, actor, at)
        entry.previous_sha256 = previous
        entry.sha256 = previous = _content(entry, movement, actor, sides).sha256()
        drafts.append(_Draft(entry, sides))
    return drafts


def _accounts(moved: Sequence[Movement]) -> dict[tuple[int, str, int], int]:
    rows = Account.objects.filter(item__in={movement.item.pk for movement in moved})
    return {
        (item, kind, position): pk
        for item, kind, position, pk in rows.values_list("item_id", "kind", "source__position", "pk")
    }


def _sides(movement: Movement, accounts: dict[tuple[int, str, int], int]) -> Iterator[_Side]:
    credited, debited = movement.ends
    for position, fen in enumerate(movement.parts):
        if fen:
            yield _Side(accounts[movement.item.pk, credited, position], credited, position, 0, fen)
            yield _Side(accounts[movement.item.pk, debited, position], debited, position, fen, 0)


def _entry(
    authority: Authority, number: int, movement: Movement, actor: Person | None, at: datetime
) -> Entry:
    return Entry(
        authority=authority,
        number=number,
        item=movement.item,
        verb=movement.verb,
        fen=movement.fen,
        reference=movement.reference,
        order=movement.order,
        actor=actor,
        at=at,
    )


def _content(entry: Entry, movement: Movement, actor: Person | None, sides: Sequence[_Side]) -> Content:
    return Content(
        authority=entry.authority.code,
        number=entry.number,
        year=movement.item.year,
        item=movement.item.code,
        verb=entry.verb,
        fen=entry.fen,
        reference=entry.reference,
        order=movement.order.number if movement.order else "",
        actor=actor.username if actor else "",
        at=moment(entry.at),
        postings=in_order((side.kind.value, side.position, side.debit, side.credit) for side in sides),
        previous=entry.previous_sha256,
    )
