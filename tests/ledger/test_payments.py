"""From budget to payee: what each verb moves, and what it does when it is called again."""

from __future__ import annotations

import pytest
from django.db import connection

from duixian.ledger import batches, budgets, orders, queries, reconciling, returns, verifying
from duixian.ledger.errors import (
    BatchRefused,
    BudgetShort,
    NotZero,
    OrderRefused,
    ReservationRefused,
    ReturnRefused,
)
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Cause, Item, Order, Tax
from duixian.ledger.states import BatchState, OrderState
from tests.ledger.paying import BUDGET, PURPOSE, Finance, ordered, payee


def stands(item: Item) -> dict[str, int]:
    """What stands where, without what is empty; the journal must be sound."""
    connection.check_constraints()
    verifying.verify(item.authority)
    return {kind.value: fen for kind, fen in queries.balance(item).by_kind.items() if fen}


def test_a_budget_is_borne_by_its_sources_in_their_shares(item: Item) -> None:
    assert queries.by_source(item, Kind.BUDGET) == {"市级": 400_000, "区级": 600_000}
    assert stands(item) == {"budget": BUDGET}


def test_money_goes_from_budget_to_payee_and_its_sum_stays(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 100_001)
    assert stands(item) == {"budget": 899_999, "payable": 100_001}
    batch = finance.released(item, [order])
    assert stands(item) == {"budget": 899_999, "in_transit": 100_001}
    returns.take(batch, [returns.Line(order.number, True, fen=100_001)])
    assert stands(item) == {"budget": 899_999, "paid": 100_001}
    assert queries.balance(item).budget_fen == BUDGET
    assert queries.paid_fen(item.authority, "E1") == 100_001


def test_every_verb_may_be_called_again(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 500)
    assert ordered(item, "E1", 500).pk == order.pk
    batch = finance.released(item, [order])
    assert batches.release(batch, finance.checker).pk == batch.pk
    line = returns.Line(order.number, True)
    returns.take(batch, [line, line])
    assert returns.take(batch, [line]) == []
    assert reconciling.reconcile(batch).pk == reconciling.reconcile(batch).pk
    assert stands(item) == {"budget": BUDGET - 500, "paid": 500}


def test_no_more_is_reserved_than_is_free(item: Item) -> None:
    budgets.reserve(item, "E1", BUDGET - 1)
    with pytest.raises(BudgetShort) as refused:
        budgets.reserve(item, "E2", 2)
    assert refused.value.code == "budget-short"
    assert "0.01" in refused.value.render("en")


def test_nothing_is_ordered_that_is_not_reserved(item: Item) -> None:
    with pytest.raises(ReservationRefused, match="预留"):
        orders.order(item, "E1", "1", payee(), 1, PURPOSE)


def test_an_instalment_is_not_ordered_twice_with_other_words(item: Item) -> None:
    order = ordered(item, "E1", 500)
    budgets.amend(item, "E1", 2000)
    with pytest.raises(OrderRefused) as refused:
        orders.order(item, "E1", "1", payee("E1"), 600, PURPOSE)
    assert refused.value.code == "payment-exists"
    assert order.number in str(refused.value)


def test_instalments_of_one_reservation_use_it_up_to_the_fen(item: Item) -> None:
    budgets.reserve(item, "E1", 1001)
    for number, fen in (("1", 401), ("2", 300), ("3", 300)):
        orders.order(item, "E1", number, payee(), fen, PURPOSE)
    assert stands(item) == {"budget": BUDGET - 1001, "payable": 1001}
    assert sum(sum(order.parts_fen) for order in Order.objects.all()) == 1001


def test_a_cancelled_order_gives_its_money_back_to_the_reservation(item: Item) -> None:
    order = ordered(item, "E1", 500)
    assert orders.cancel(orders.cancel(order)).state == OrderState.CANCELLED
    assert stands(item) == {"budget": BUDGET - 500, "reserved": 500}
    budgets.free(item, "E1")
    assert stands(item) == {"budget": BUDGET}


def test_a_returned_line_is_corrected_and_paid_once(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 500)
    batch = finance.released(item, [order])
    returns.take(batch, [returns.Line(order.number, False, "户名与账号不符")])
    assert returns.failures(batch) == {Cause.NAME_DIFFERS: [order]}
    again = orders.reissue(order, payee("李四"))
    assert orders.reissue(order, payee("李四")).pk == again.pk
    later = finance.released(item, [again])
    returns.take(later, [returns.Line(again.number, True)])
    assert stands(item) == {"budget": BUDGET - 500, "paid": 500}
    assert ordered(item, "E1", 500).pk == again.pk


def test_a_batch_reconciles_only_when_every_line_is_accounted_for(item: Item, finance: Finance) -> None:
    first, second = ordered(item, "E1", 500), ordered(item, "E2", 700)
    batch = finance.released(item, [first, second])
    returns.take(batch, [returns.Line(first.number, True)])
    with pytest.raises(NotZero) as refused:
        reconciling.reconcile(batch)
    assert refused.value.missing == (second.number,)
    assert "7.00" in str(refused.value)
    returns.take(batch, [returns.Line(second.number, False, "已销户")])
    assert reconciling.reconcile(batch, bank_fen=500).returned_fen == 700


def test_a_statement_of_the_bank_that_differs_is_named(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 500)
    batch = finance.released(item, [order])
    returns.take(batch, [returns.Line(order.number, True)])
    with pytest.raises(NotZero, match=r"银行扣款 4\.99 元，应为 5\.00 元"):
        reconciling.reconcile(batch, bank_fen=499)


def test_a_return_file_with_a_strange_line_is_not_taken_at_all(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 500)
    batch = finance.released(item, [order])
    with pytest.raises(ReturnRefused) as refused:
        returns.take(batch, [returns.Line(order.number, True), returns.Line("P0", True)])
    assert "P0" in refused.value.render("en")
    with pytest.raises(ReturnRefused, match="金额不符"):
        returns.take(batch, [returns.Line(order.number, True, fen=5)])
    assert stands(item) == {"budget": BUDGET - 500, "in_transit": 500}


def test_the_maker_cannot_check_and_no_batch_leaves_without_its_tax_flag(
    item: Item, finance: Finance
) -> None:
    batch = batches.make(item, [ordered(item, "E1", 500)], finance.maker)
    with pytest.raises(BatchRefused) as refused:
        batches.check(batch, finance.maker)
    assert refused.value.code == "checker-is-maker"
    with pytest.raises(BatchRefused) as refused:
        batches.check(batch, finance.checker)
    assert refused.value.code == "tax-flag-missing"
    with pytest.raises(BatchRefused) as refused:
        batches.release(batch, finance.checker)
    assert refused.value.code == "batch-state"


def test_a_rejected_batch_lets_its_orders_go_into_another(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 500)
    batch = batches.make(item, [order], finance.maker)
    assert batches.make(item, [order], finance.maker).pk == batch.pk
    assert batches.reject(batch, finance.checker, "用途不清").state == BatchState.REJECTED
    assert finance.released(item, [order]).pk != batch.pk


def test_a_batch_has_one_use_and_no_line_twice(item: Item, finance: Finance) -> None:
    budgets.reserve(item, "E1", 5000)
    one, same, other = (
        orders.order(item, "E1", str(n), payee(), 100, purpose)
        for n, purpose in enumerate((PURPOSE, PURPOSE, "其他"))
    )
    with pytest.raises(BatchRefused, match=other.number):
        batches.make(item, [one, other], finance.maker)
    with pytest.raises(BatchRefused, match=same.number):
        batches.make(item, [one, same], finance.maker)
    assert batches.divide([one, same, other]) == [[one], [same], [other]]


def test_withheld_tax_is_neither_the_payees_nor_the_budgets(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", 1000)
    batch = batches.make(item, [order], finance.maker)
    batches.set_tax(batch, Tax.WITHHELD, finance.maker, withheld={order.number: 200})
    batches.check(batch, finance.checker)
    batches.release(batch, finance.checker)
    assert [line.fen for line in queries.bank_lines(batch)] == [800]
    returns.take(batch, [returns.Line(order.number, True, fen=800)])
    assert reconciling.reconcile(batch, bank_fen=800).paid_fen == 1000
    assert stands(item) == {"budget": BUDGET - 1000, "paid": 800, "withheld": 200}
