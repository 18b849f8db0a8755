"""Recovery by offset: what must come back is kept off a later payment of the same payee."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.ledger import closing, offsetting, orders, queries, recoveries, returns, verifying
from duixian.ledger.errors import OrderRefused, RecoveryRefused
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Item, Order, Recovery, RecoveryReceipt
from duixian.ledger.states import LIVE, OrderState
from tests.ledger.paying import PURPOSE, Finance, opened, ordered, payee

PAID, OWED, LATER = 1000, 301, 700
CONSENT = "抵扣同意书 2026-11-20"


@pytest.fixture
def owed(item: Item, finance: Finance) -> Recovery:
    """Of a payment that arrived, so much must come back, in two instalments."""
    order = ordered(item, "E1", PAID, name="张三")
    returns.take(finance.released(item, [order]), [returns.Line(order.number, True)])
    plan = [(date(2026, 12, 1), 200), (date(2027, 1, 1), OWED - 200)]
    return recoveries.demand(Order.objects.get(pk=order.pk), OWED, matter="差额", reason="多付", plan=plan)


@pytest.fixture
def waiting(item: Item, owed: Recovery) -> Order:
    """A later payment of the same payee."""
    return ordered(item, "E2", LATER, name="张三")


def stands(item: Item) -> dict[str, int]:
    """What stands where besides free budget; the journal must be sound."""
    connection.check_constraints()
    verifying.verify(item.authority)
    balance = queries.balance(item)
    return {kind.value: fen for kind, fen in balance.by_kind.items() if fen and kind is not Kind.BUDGET}


def test_so_much_less_is_transferred_and_so_much_has_come_back(waiting: Order, owed: Recovery) -> None:
    offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert stands(waiting.item) == {"payable": LATER - OWED, "paid": PAID, "recovered": OWED}
    rest = Order.objects.get(reference="E2", instalment="1", state__in=LIVE)
    assert (rest.amount_fen, rest.state, rest.replaces) == (LATER - OWED, OrderState.ORDERED, waiting)


def test_the_receipt_names_the_payment_and_the_consent(waiting: Order, owed: Recovery) -> None:
    receipt = offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert receipt.payment
    assert (receipt.fen, receipt.consent, receipt.payment.amount_fen) == (OWED, CONSENT, OWED)
    assert (receipt.payment.state, receipt.payment.batch) == (OrderState.PAID, None)


def test_it_fills_the_earliest_instalments_of_the_plan(waiting: Order, owed: Recovery) -> None:
    offsetting.offset(owed, waiting, 250, consent=CONSENT)
    assert list(owed.plan.values_list("received_fen", flat=True)) == [200, 50]


def test_the_payee_is_paid_the_whole_in_the_end(waiting: Order, owed: Recovery, finance: Finance) -> None:
    offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    rest = Order.objects.get(state=OrderState.ORDERED)
    returns.take(finance.released(waiting.item, [rest]), [returns.Line(rest.number, True)])
    assert queries.paid_fen(waiting.authority, "E2") == LATER
    assert stands(waiting.item) == {"paid": PAID - OWED + LATER, "recovered": OWED}


def test_a_payment_that_is_offset_whole_goes_to_no_bank(item: Item, owed: Recovery) -> None:
    waiting = ordered(item, "E2", 120, name="张三")
    receipt = offsetting.offset(owed, waiting, 120, consent=CONSENT)
    live = Order.objects.get(reference="E2", instalment="1", state__in=LIVE)
    assert (live, live.state, list(queries.waiting(item))) == (receipt.payment, OrderState.PAID, [])


def test_offset_again_in_the_same_words_it_is_the_same_offset(waiting: Order, owed: Recovery) -> None:
    first = offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert offsetting.offset(owed, waiting, OWED, consent=CONSENT) == first
    with pytest.raises(RecoveryRefused, match="登记过"):
        offsetting.offset(owed, waiting, OWED - 1, consent=CONSENT)


def test_the_rest_may_be_offset_once_more(waiting: Order, owed: Recovery) -> None:
    offsetting.offset(owed, waiting, 100, consent=CONSENT)
    offsetting.offset(owed, Order.objects.get(state=OrderState.ORDERED), 100, consent=CONSENT)
    assert stands(waiting.item)["payable"] == LATER - 200
    assert sum(Recovery.objects.get().parts_fen) == OWED - 200


def test_nothing_is_offset_without_consent(waiting: Order, owed: Recovery) -> None:
    with pytest.raises(RecoveryRefused, match="同意"):
        offsetting.offset(owed, waiting, OWED, consent=" ")
    receipt = offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert receipt.payment
    with pytest.raises(IntegrityError, match="nothing_is_offset_without_consent"), transaction.atomic():
        RecoveryReceipt.objects.create(
            authority=owed.authority,
            recovery=owed,
            receipt="x",
            fen=1,
            day=date(2026, 11, 1),
            payment=Order.objects.exclude(pk=receipt.payment.pk)[0],
        )


def test_another_payee_s_money_is_not_touched(item: Item, owed: Recovery) -> None:
    with pytest.raises(RecoveryRefused, match="收款人或账户"):
        offsetting.offset(owed, ordered(item, "E3", LATER, name="李四"), OWED, consent=CONSENT)


def test_no_more_is_offset_than_is_due_or_paid(item: Item, waiting: Order, owed: Recovery) -> None:
    with pytest.raises(RecoveryRefused, match="尚应追回"):
        offsetting.offset(owed, waiting, OWED + 1, consent=CONSENT)
    with pytest.raises(OrderRefused):
        offsetting.offset(owed, ordered(item, "E3", 100, name="张三"), 200, consent=CONSENT)
    assert stands(item) == {"payable": LATER + 100, "paid": PAID - OWED, "receivable": OWED}


def test_a_payment_that_is_in_a_batch_is_offset_no_more(
    waiting: Order, owed: Recovery, finance: Finance
) -> None:
    finance.released(waiting.item, [waiting])
    with pytest.raises(OrderRefused) as refused:
        offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert refused.value.code == "order-state"


def test_what_was_offset_did_not_come_from_the_bank_and_cannot_bounce(waiting: Order, owed: Recovery) -> None:
    receipt = offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert receipt.payment
    with pytest.raises(OrderRefused):
        returns.bounce(receipt.payment, "退汇")


def test_a_recovery_of_a_closed_year_is_offset_against_this_year_s_payment(
    authority: Authority, owed: Recovery, finance: Finance
) -> None:
    later = opened(authority, year=2027)
    with clock.at(date(2026, 12, 31)):
        closing.close(authority, 2026, finance.checker)
    waiting = ordered(later, "E2", LATER, name="张三")
    offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    assert stands(later) == {"payable": LATER - OWED, "paid": OWED}
    assert stands(owed.order.item)["recovered"] == OWED


def test_ordering_the_whole_again_finds_the_rest_and_pays_nothing_twice(
    waiting: Order, owed: Recovery
) -> None:
    offsetting.offset(owed, waiting, OWED, consent=CONSENT)
    again = orders.order(waiting.item, "E2", "1", payee("张三"), LATER, PURPOSE)
    assert again.amount_fen == LATER - OWED
