"""What one worker of the race does, and what the ledger looks like when all have ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from random import Random
from threading import Event

from duixian.authorities.models import Account, Authority, Role
from duixian.ledger import batches, budgets, orders, queries, reconciling, returns, verifying
from duixian.ledger.errors import LedgerError
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Batch, Entry, Item, Order, Posting, Tax
from duixian.ledger.payees import Payee
from duixian.ledger.states import BatchState, OrderState
from tests.journeys.racing import CHUNK, CODE, LINES, ONE_FAILS_OF, REFERENCES, fen

IN_THE_WAY = {"order-state", "batch-state", "payment-exists", "checker-is-maker", "batch-size"}
"""Somebody else was quicker: look again."""


def payee(reference: str, bank: str = "某银行") -> Payee:
    """The payee of an entitlement; the bank's name is what a correction changes."""
    return Payee(reference, f"6222{reference[1:]}", bank)


class Worker:
    """A worker with an order of its own in which it goes through everything."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.authority = Authority.objects.get(code=CODE)
        self.item = Item.objects.get(authority=self.authority)
        self.maker = Account.objects.get(username=Role.FINANCE_MAKER.value)
        self.checker = Account.objects.get(username=Role.FINANCE_CHECKER.value)

    def chunks(self) -> Iterator[list[str]]:
        """All entitlements, in handfuls, in this worker's order."""
        mixed = self.random.sample(REFERENCES, len(REFERENCES))
        return (mixed[start : start + CHUNK] for start in range(0, len(mixed), CHUNK))

    def approve(self, references: Sequence[str]) -> None:
        """Sets the money aside and orders the payments: the same for every worker."""
        budgets.reserve_all(self.item, {one: fen(one) for one in references})
        orders.order_all(
            self.item, [orders.Line(one, "1", payee(one), fen(one), "补贴") for one in references]
        )

    def steps(self) -> list[Callable[[], None]]:
        """What there may be to do, in this worker's order of the day."""
        steps = [self.make, self.check, self.release, self.bank, self.reissue, self.reconcile]
        return [lambda step=step: self.try_to(step) for step in self.random.sample(steps, len(steps))]  # type: ignore[misc]

    def try_to(self, step: Callable[[], object]) -> None:
        """Does it unless somebody else was quicker."""
        try:
            step()
        except LedgerError as error:
            if error.code not in IN_THE_WAY:
                raise

    def finished(self) -> bool:
        """Whether every entitlement is paid and every batch reconciled."""
        paid = Order.objects.filter(state=OrderState.PAID).count()
        left = Batch.objects.exclude(state__in=(BatchState.RECONCILED, BatchState.REJECTED))
        return paid == len(REFERENCES) and not left.exists()

    def rest(self) -> None:
        """Lets the others work for a moment."""
        Event().wait(self.random.randrange(500) / 1000)

    def make(self) -> None:
        """A batch of some that wait."""
        waiting = list(queries.waiting(self.item))
        chosen = self.random.sample(waiting, min(LINES, len(waiting)))
        batches.set_tax(batches.make(self.item, chosen, self.maker), Tax.GROSS, self.maker)

    def one(self, *states: BatchState) -> Batch | None:
        """Any batch that stands there."""
        found = list(Batch.objects.filter(state__in=states))
        return self.random.choice(found) if found else None

    def check(self) -> None:
        """Checks a batch; one whose maker went away before its tax flag is flagged first."""
        batch = self.one(BatchState.MADE)
        if batch is not None:
            batches.check(batches.set_tax(batch, Tax.GROSS, self.checker), self.checker)

    def release(self) -> None:
        """Releases a batch, perhaps one that others release at the same moment."""
        batch = self.one(BatchState.CHECKED, BatchState.RELEASED)
        if batch is not None:
            batches.release(batch, self.checker)

    def bank(self) -> None:
        """The bank's return for a released batch, perhaps taken before."""
        batch = self.one(BatchState.RELEASED)
        if batch is not None:
            returns.take(batch, [said(order) for order in batch.orders.all()])

    def reissue(self) -> None:
        """Corrects a line that came back."""
        for order in queries.returned(self.authority):
            orders.reissue(order, payee(order.reference, "正确的银行"))

    def reconcile(self) -> None:
        """Reconciles a batch all of whose lines are accounted for."""
        batch = self.one(BatchState.RELEASED)
        if batch is not None and not reconciling.standing(batch).missing:
            reconciling.reconcile(batch)


def said(order: Order) -> returns.Line:
    """The bank refuses some first payments for their bank's name, and no corrected one."""
    ok = order.bank == "正确的银行" or int(order.reference[1:]) % ONE_FAILS_OF != 0
    return returns.Line(order.number, ok, "" if ok else "开户行有误")


def outcome() -> dict[str, object]:
    """What the ledger holds in the end."""
    authority = Authority.objects.get(code=CODE)
    paid = Counter(Order.objects.filter(state=OrderState.PAID).values_list("reference", flat=True))
    entered = Counter(Entry.objects.filter(verb=Verb.PAY).values_list("reference", flat=True))
    postings = Posting.objects.values_list("debit_fen", "credit_fen")
    by_kind = queries.balance(Item.objects.get(authority=authority)).by_kind
    return {
        "orders_paid_once": sum(count == 1 for count in paid.values()),
        "entries_paid_once": sum(count == 1 for count in entered.values()),
        "reissued": Order.objects.filter(state=OrderState.REISSUED).count(),
        "paid_fen": by_kind[Kind.PAID],
        "elsewhere_fen": sum(by_kind.values()) - by_kind[Kind.PAID],
        "journal_difference_fen": sum(debit - credit for debit, credit in postings),
        "sound_entries": verifying.verify(authority),
    }
