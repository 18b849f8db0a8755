"""Questions to the ledger: balances, statements, what waits, and the lines of a bank file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum

from duixian.authorities.models import Authority
from duixian.authorities.sealing import unseal
from duixian.ledger.kinds import MOVES, Kind, Verb
from duixian.ledger.models import Account, Batch, Entry, Item, Order
from duixian.ledger.states import OrderState


@dataclass(frozen=True)
class Balance:
    """Fen of an item by account kind (the funding left out); ``budget_fen`` is their sum, the whole budget."""

    item: Item
    by_kind: dict[Kind, int]

    @property
    def budget_fen(self) -> int:
        """The whole budget of the item: what its sources gave."""
        return sum(self.by_kind.values())

    def __getitem__(self, kind: Kind) -> int:
        return self.by_kind[kind]


@dataclass(frozen=True)
class StatementLine:
    """One entry as a statement of one account kind shows it; ``change_fen`` is signed."""

    number: int
    at: datetime
    verb: Verb
    reference: str
    change_fen: int
    balance_fen: int


@dataclass(frozen=True)
class BankLine:
    """One line of a bank file, its account number in clear. ``fen`` is what is transferred."""

    number: str
    name: str
    account: str
    bank: str
    bank_code: str
    fen: int
    purpose: str


@dataclass(frozen=True)
class BankPayer:
    """The account a batch is paid from, its number in clear."""

    name: str
    account: str
    bank: str
    bank_code: str


def balance(item: Item) -> Balance:
    """What stands where, of an item."""
    rows = Account.objects.filter(item=item).exclude(kind=Kind.FUNDING).values("kind")
    found = {row["kind"]: row["fen"] for row in rows.annotate(fen=Sum("balance_fen"))}
    return Balance(item, {kind: found.get(kind, 0) for kind in Kind if kind is not Kind.FUNDING})


def balances(authority: Authority, year: int) -> list[Balance]:
    """What stands where, of every item of a year."""
    return [balance(item) for item in Item.objects.filter(authority=authority, year=year)]


def by_source(item: Item, kind: Kind) -> dict[str, int]:
    """Fen on the account of a kind by funding source: whose money it is."""
    rows = Account.objects.filter(item=item, kind=kind).order_by("source__position")
    return dict(rows.values_list("source__name", "balance_fen"))


def statement(item: Item, kind: Kind) -> Iterator[StatementLine]:
    """Every entry that touched an account kind of an item, with the balance after it."""
    running = 0
    verbs = [verb for verb, ends in MOVES.items() if kind in ends]
    for entry in Entry.objects.filter(item=item, verb__in=verbs).order_by("number"):
        verb = Verb(entry.verb)
        change = entry.fen if MOVES[verb][1] is kind else -entry.fen
        running += change
        yield StatementLine(entry.number, entry.at, verb, entry.reference, change, running)


def waiting(item: Item) -> QuerySet[Order]:
    """Orders that are in no batch yet."""
    return Order.objects.filter(item=item, state=OrderState.ORDERED).order_by("number")


def returned(authority: Authority) -> QuerySet[Order]:
    """Orders that the bank returned and nobody has dealt with."""
    return Order.objects.filter(authority=authority, state=OrderState.RETURNED).order_by("number")


def paid_fen(authority: Authority, reference: str) -> int:
    """What has been paid for a reference, in fen, whatever came back since."""
    rows = Order.objects.filter(authority=authority, reference=reference, state=OrderState.PAID)
    return rows.aggregate(fen=Sum("amount_fen"))["fen"] or 0


def bank_lines(batch: Batch) -> Iterator[BankLine]:
    """The lines of a batch as its bank file holds them. Whoever asks logs the export."""
    for order in batch.orders.order_by("number").iterator(chunk_size=1000):
        yield BankLine(
            order.number,
            order.payee_name,
            unseal(bytes(order.account_sealed)),
            order.bank,
            order.bank_code,
            order.transfer_fen,
            order.purpose,
        )


def bank_payer(batch: Batch) -> BankPayer:
    """The account a batch is paid from; its texts are empty where the item was opened without one."""
    item = batch.item
    sealed = bytes(item.payer_account_sealed)
    return BankPayer(item.payer_name, unseal(sealed) if sealed else "", item.payer_bank, item.payer_bank_code)
