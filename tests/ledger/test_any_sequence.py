"""Whatever verbs are called in whatever order: every entry balances, nothing is overdrawn, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar

import pytest
from django.db import connection, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from duixian.authorities import clock
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.ledger import (
    batches,
    budgets,
    closing,
    offsetting,
    orders,
    queries,
    reconciling,
    recoveries,
    refunds,
    returns,
    taxes,
    verifying,
)
from duixian.ledger.errors import LedgerError
from duixian.ledger.kinds import Kind, Verb
from duixian.ledger.models import Account as LedgerAccount
from duixian.ledger.models import Batch, Entry, Item, Order, Recovery, RecoveryReceipt, Tax
from duixian.ledger.states import OrderState
from duixian.values.bilingual import NO_REMEDY
from tests.ledger.paying import PURPOSE, Finance, payee

Call = tuple[Callable[..., None], str, int, int]
FEN = st.integers(min_value=1, max_value=400)
REFERENCE = st.sampled_from(["E1", "E2", "E3"])
PICK = st.integers(min_value=0, max_value=5)


class Office:
    """An item of 3 000 fen of three sources and that of the next year, and every verb with what it is called for picked
    by number. When the first is closed, work goes on in the second."""

    def __init__(self) -> None:
        authority = Authority.objects.create(code="x", name="某区")
        self.finance = Finance(*(Account.objects.create(username=name) for name in ("maker", "checker")))
        appoint(self.finance.maker, authority, Role.FINANCE_MAKER)
        appoint(self.finance.checker, authority, Role.FINANCE_CHECKER)
        shares = ({"省级": 1, "市级": 3, "区级": 3}, {"区级": 1, "市级": 1, "省级": 1})
        items = [
            budgets.open_item(authority, 2026 + n, "1", "项目", 3000, shares=one)
            for n, one in enumerate(shares)
        ]
        self.budget = {one.pk: 3000 for one in items}

    @property
    def item(self) -> Item:
        """The first that is open."""
        return Item.objects.filter(closed_at__isnull=True).order_by("year")[0]

    def supplement(self, reference: str, fen: int, pick: int) -> None:
        budgets.supplement(self.item, fen, reason=reference)
        self.budget[self.item.pk] += fen

    def cut(self, reference: str, fen: int, pick: int) -> None:
        budgets.cut(self.item, fen, reason=reference)
        self.budget[self.item.pk] -= fen

    def reserve(self, reference: str, fen: int, pick: int) -> None:
        budgets.reserve(self.item, reference, fen)

    def amend(self, reference: str, fen: int, pick: int) -> None:
        budgets.amend(self.item, reference, fen)

    def free(self, reference: str, fen: int, pick: int) -> None:
        budgets.free(self.item, reference)

    def order(self, reference: str, fen: int, pick: int) -> None:
        orders.order(self.item, reference, str(pick % 3), payee(reference), fen, PURPOSE)

    def cancel(self, reference: str, fen: int, pick: int) -> None:
        orders.cancel(self.any_order(pick))

    def batch(self, reference: str, fen: int, pick: int) -> None:
        batch = batches.make(self.item, list(queries.waiting(self.item)[: 3 + pick]), self.finance.maker)
        withheld = {one.number: one.amount_fen * pick // 9 for one in batch.orders.all()}
        tax = Tax.WITHHELD if pick % 2 else Tax.GROSS
        batches.set_tax(batch, tax, self.finance.maker, withheld=withheld if pick % 2 else None)

    def release(self, reference: str, fen: int, pick: int) -> None:
        batches.release(batches.check(self.any_batch(pick), self.finance.checker), self.finance.checker)

    def reject(self, reference: str, fen: int, pick: int) -> None:
        batches.reject(self.any_batch(pick), self.finance.checker, "不清")

    def take(self, reference: str, fen: int, pick: int) -> None:
        batch = self.any_batch(pick)
        lines = enumerate(batch.orders.order_by("pk"), fen)
        said = [returns.Line(one.number, place % 3 > 0, "销户") for place, one in lines]
        returns.take(batch, said)

    def reconcile(self, reference: str, fen: int, pick: int) -> None:
        reconciling.reconcile(self.any_batch(pick))

    def reissue(self, reference: str, fen: int, pick: int) -> None:
        orders.reissue(self.any_order(pick), payee("又一人"))

    def bounce(self, reference: str, fen: int, pick: int) -> None:
        returns.bounce(self.any_order(pick), "退汇")

    def remit(self, reference: str, fen: int, pick: int) -> None:
        taxes.remit(self.any_batch(pick))

    def refund(self, reference: str, fen: int, pick: int) -> None:
        order = self.any_order(pick)
        refunds.take(order, min(fen, order.amount_fen), f"{reference}-{fen}")

    def restore(self, reference: str, fen: int, pick: int) -> None:
        refunds.restore(self.item, fen)

    def demand(self, reference: str, fen: int, pick: int) -> None:
        paid = self.any_order(pick)
        recoveries.demand_of(paid.authority, paid.reference, fen, matter=reference, reason="离职")

    def receive(self, reference: str, fen: int, pick: int) -> None:
        recoveries.receive(self.any_recovery(pick), fen, f"{reference}/{fen}")

    def waive(self, reference: str, fen: int, pick: int) -> None:
        recoveries.waive(self.any_recovery(pick))

    def offset(self, reference: str, fen: int, pick: int) -> None:
        owed = self.any_recovery(pick)
        waits = list(Order.objects.filter(state=OrderState.ORDERED, payee_name=owed.order.payee_name))
        order = _picked(waits, pick)
        offsetting.offset(owed, order, min(fen, owed.left_fen, order.amount_fen), consent="同意书")

    def close(self, reference: str, fen: int, pick: int) -> None:
        with clock.at(date(2026, 12, 31)):
            closing.close(self.item.authority, 2026, self.finance.checker)

    def any_order(self, pick: int) -> Order:
        return _picked(list(Order.objects.order_by("pk")), pick)

    def any_batch(self, pick: int) -> Batch:
        return _picked(list(Batch.objects.order_by("pk")), pick)

    def any_recovery(self, pick: int) -> Recovery:
        return _picked(list(Recovery.objects.order_by("pk")), pick)

    def check(self) -> None:
        """What must hold after every verb."""
        connection.check_constraints()
        verifying.verify(self.item.authority)
        assert entered(Verb.CARRY_OUT) == entered(Verb.CARRY_IN)
        assert entered(Verb.OFFSET) == offset_fen()
        for item in Item.objects.all():
            self.check_item(item)
        for kind in set(Kind) - {Kind.FUNDING}:
            rows = LedgerAccount.objects.filter(kind=kind).values_list("balance_fen", flat=True)
            assert min(rows) >= 0, kind

    def check_item(self, item: Item) -> None:
        """What must hold of one year's money."""
        balance = queries.balance(item)
        budget = self.budget[item.pk] + entered(Verb.CARRY_IN, item=item)
        assert balance.budget_fen == budget
        assert -sum(queries.by_source(item, Kind.FUNDING).values()) == budget
        for state, kind in (
            (OrderState.SENT, Kind.IN_TRANSIT),
            (OrderState.RETURNED, Kind.RETURNED),
        ):
            fen = item.orders.filter(state=state).values_list("amount_fen", flat=True)
            assert sum(fen) == balance[kind]
        waiting = item.orders.filter(state__in=[OrderState.ORDERED, OrderState.BATCHED])
        assert sum(waiting.values_list("amount_fen", flat=True)) == balance[Kind.PAYABLE]


def entered(verb: Verb, **where: object) -> int:
    """Fen of all entries of a verb."""
    return sum(Entry.objects.filter(verb=verb, **where).values_list("fen", flat=True))


def offset_fen() -> int:
    """Fen kept off payments."""
    return sum(RecoveryReceipt.objects.filter(payment__isnull=False).values_list("fen", flat=True))


T = TypeVar("T")


class _Nothing(LedgerError):
    """There is none to call the verb for."""


def _picked(rows: list[T], pick: int) -> T:
    if not rows:
        raise _Nothing("nothing", NO_REMEDY)
    return rows[-1 - pick % len(rows)]


VERBS = [value for name, value in vars(Office).items() if not name.startswith(("_", "any_", "check", "item"))]
CALLS = st.lists(st.tuples(st.sampled_from(VERBS), REFERENCE, FEN, PICK), max_size=40)
"""Any calls at all, and long runs of the usual order of things, so that most come to something."""


def usual(reference: str, fen: int, pick: int) -> list[Call]:
    """A payment made, sent and returned by the bank."""
    verbs = [Office.reserve, Office.order, Office.batch, Office.release, Office.take]
    return [(verb, f"{reference}-{fen}", fen, pick if verb is Office.take else 0) for verb in verbs]


RUNS = st.lists(st.one_of(CALLS, st.builds(usual, REFERENCE, FEN, PICK)), max_size=6)


LIFE = [
    usual("E1", 400, 1),
    usual("E2", 300, 0),
    [
        (Office.refund, "E1", 50, 1),
        (Office.demand, "E1", 90, 1),
        (Office.receive, "E1", 40, 0),
        (Office.restore, "E1", 30, 0),
        (Office.waive, "E1", 1, 0),
        (Office.reconcile, "E1", 1, 1),
        (Office.cancel, "E2", 1, 0),
        (Office.free, "E2-300", 1, 0),
        (Office.cut, "E1", 10, 0),
    ],
    [
        (Office.reserve, "E3", 200, 0),
        (Office.order, "E3", 50, 0),
        (Office.cancel, "E3", 1, 0),
        (Office.order, "E3", 200, 1),
        (Office.batch, "E3", 1, 1),
        (Office.release, "E3", 1, 0),
        (Office.take, "E3", 1, 0),
        (Office.bounce, "E3", 1, 0),
        (Office.reissue, "E3", 1, 0),
        (Office.batch, "E3", 1, 1),
        (Office.release, "E3", 1, 0),
        (Office.take, "E3", 1, 0),
        (Office.remit, "E3", 1, 0),
    ],
    [
        (Office.amend, "E1-400", 700, 0),
        (Office.order, "E1-400", 300, 1),
        (Office.demand, "E2", 90, 5),
        (Office.offset, "E1", 60, 0),
        (Office.batch, "E1", 1, 0),
        (Office.release, "E1", 1, 0),
        (Office.take, "E1", 1, 0),
        (Office.close, "E1", 1, 0),
        (Office.bounce, "E1", 1, 1),
        (Office.reissue, "E1", 1, 1),
        (Office.bounce, "E3", 1, 4),
        (Office.cancel, "E3", 1, 4),
        (Office.batch, "E1", 1, 0),
    ],
]
"""A life with everything in it, so that no verb depends on luck to be tried."""


@pytest.mark.django_db
@example(runs=LIFE)
@settings(max_examples=15)
@given(runs=RUNS)
def test_any_sequence_of_verbs_keeps_the_books(runs: list[list[Call]]) -> None:
    with transaction.atomic():
        office = Office()
        for verb, reference, fen, pick in (call for run in runs for call in run):
            with suppress(LedgerError), transaction.atomic():
                verb(office, reference, fen, pick)
            office.check()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_every_movement_of_money_happens_in_the_life_that_is_always_tried() -> None:
    office = Office()
    for verb, reference, fen, pick in (call for run in LIFE for call in run):
        with suppress(LedgerError), transaction.atomic():
            verb(office, reference, fen, pick)
    assert set(Entry.objects.values_list("verb", flat=True)) == set(Verb.values)
