"""The verifier: the chain of an authority's entries, and every balance, worked out anew from the rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q, Sum

from duixian.authorities.models import Authority
from duixian.ledger.content import Content, in_order, moment
from duixian.ledger.errors import JournalBroken
from duixian.ledger.models import Account, Entry, Journal, Posting
from duixian.values.bilingual import Text

_AT_ONCE = 2000
_Side = tuple[str, int, int, int]


def verify(authority: Authority) -> int:
    """How many entries the authority's journal has, all of them sound. Raises JournalBroken listing the faults."""
    faults = list(faults_of(authority))
    if faults:
        raise JournalBroken(faults)
    journal = Journal.objects.filter(authority=authority).first()
    return journal.entries if journal else 0


def faults_of(authority: Authority) -> Iterator[Text]:
    """Everything that is wrong with an authority's journal."""
    yield from _chain(authority)
    yield from _unbalanced(authority)
    yield from _accounts(authority)


def _chain(authority: Authority) -> Iterator[Text]:
    previous, number = "", 0
    for entry, sides in _entries(authority):
        number += 1
        if entry.number != number or entry.previous_sha256 != previous:
            yield Text(
                f"第 {entry.number} 笔与上一笔不相接", f"entry {entry.number} does not follow the one before"
            )
        if _content(entry, sides).sha256() != entry.sha256:
            yield Text(f"第 {entry.number} 笔的内容被改动", f"entry {entry.number} was altered")
        previous, number = entry.sha256, entry.number
    journal = Journal.objects.filter(authority=authority).first()
    if journal is not None and (journal.entries, journal.head_sha256) != (number, previous):
        yield Text("末笔与账簿登记的不符", "the last entry is not the one the journal names")


def _entries(authority: Authority) -> Iterator[tuple[Entry, list[_Side]]]:
    rows = Entry.objects.filter(authority=authority).select_related("item", "order", "actor", "authority")
    last = 0
    while page := list(rows.filter(number__gt=last).order_by("number")[:_AT_ONCE]):
        sides = _sides(page)
        yield from ((entry, sides[entry.pk]) for entry in page)
        last = page[-1].number


def _sides(page: list[Entry]) -> dict[int, list[_Side]]:
    found: dict[int, list[_Side]] = defaultdict(list)
    rows = Posting.objects.filter(entry__in=page).select_related("account__source")
    for row in rows:
        side = (row.account.kind, row.account.source.position, row.debit_fen, row.credit_fen)
        found[row.entry_id].append(side)
    return found


def _content(entry: Entry, sides: list[_Side]) -> Content:
    return Content(
        authority=entry.authority.code,
        number=entry.number,
        year=entry.item.year,
        item=entry.item.code,
        verb=entry.verb,
        fen=entry.fen,
        reference=entry.reference,
        order=entry.order.number if entry.order else "",
        actor=entry.actor.username if entry.actor else "",
        at=moment(entry.at),
        postings=in_order(sides),
        previous=entry.previous_sha256,
    )


def _unbalanced(authority: Authority) -> Iterator[Text]:
    sums = Entry.objects.filter(authority=authority).annotate(
        debit=Sum("postings__debit_fen", default=0), credit=Sum("postings__credit_fen", default=0)
    )
    for number in sums.exclude(Q(debit=F("fen")) & Q(credit=F("fen"))).values_list("number", flat=True):
        yield Text(f"第 {number} 笔借贷不平", f"entry {number} does not balance")


def _accounts(authority: Authority) -> Iterator[Text]:
    rows = Account.objects.filter(authority=authority).annotate(
        entered=Sum(F("postings__debit_fen") - F("postings__credit_fen"), default=0)
    )
    for account in rows.exclude(balance_fen=F("entered")).select_related("item", "source"):
        yield Text(
            f"{account}的余额与分录不符", f"the balance of {account} is not what its postings add up to"
        )
