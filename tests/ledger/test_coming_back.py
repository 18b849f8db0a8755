"""Money that comes back: bounced payments, refunds, recoveries by a plan; and the end of the year."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from duixian.authorities import clock
from duixian.ledger import budgets, closing, orders, queries, recoveries, refunds, returns, verifying
from duixian.ledger.errors import CloseRefused, ItemRefused, OrderRefused, RecoveryRefused
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Item, Order, Recovery
from tests.ledger.paying import BUDGET, Finance, opened, ordered, payee

PAID = 1000
NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.fixture
def paid(item: Item, finance: Finance) -> Order:
    """A payment of ten yuan that arrived."""
    order = ordered(item, "E1", PAID)
    returns.take(finance.released(item, [order]), [returns.Line(order.number, True)])
    order.refresh_from_db()
    return order


def stands(item: Item) -> dict[str, int]:
    """What stands where besides free budget and what was paid; the journal must be sound."""
    connection.check_constraints()
    verifying.verify(item.authority)
    balance = queries.balance(item)
    assert balance.budget_fen == BUDGET
    aside = {Kind.BUDGET, Kind.PAID}
    return {kind.value: fen for kind, fen in balance.by_kind.items() if fen and kind not in aside}


def test_a_payment_that_bounces_may_be_issued_again(paid: Order) -> None:
    returns.bounce(paid, "退汇：户名不符")
    assert returns.bounce(paid, "退汇：户名不符").late
    assert stands(paid.item) == {"returned": PAID}
    orders.reissue(paid, payee("李四"))
    assert stands(paid.item) == {"payable": PAID}


def test_a_payment_of_which_the_bank_said_nothing_yet_cannot_bounce(item: Item, finance: Finance) -> None:
    order = ordered(item, "E1", PAID)
    finance.released(item, [order])
    with pytest.raises(OrderRefused) as refused:
        returns.bounce(order, "退汇")
    assert refused.value.code == "order-state"
    assert stands(item) == {"in_transit": PAID}


def test_a_refund_is_taken_once_and_may_be_spent_again(paid: Order) -> None:
    first = refunds.take(paid, 301, "R1")
    assert refunds.take(paid, 301, "R1").pk == first.pk
    assert stands(paid.item) == {"recovered": 301}
    refunds.restore(paid.item, 301)
    assert queries.balance(paid.item)[Kind.BUDGET] == BUDGET - PAID + 301


def test_no_more_comes_back_than_was_paid(paid: Order) -> None:
    refunds.take(paid, 400, "R1")
    with pytest.raises(OrderRefused, match=r"6\.00") as refused:
        recoveries.demand(paid, 601, matter="D1", reason="离职")
    assert refused.value.code == "more-than-paid"


def test_a_recovery_comes_in_by_its_plan_the_earliest_first(paid: Order) -> None:
    plan = [(date(2026, 12, 1), 300), (date(2027, 1, 1), 300)]
    recovery = recoveries.demand(paid, 600, matter="D1", reason="离职", plan=plan)
    assert stands(paid.item) == {"receivable": 600}
    recoveries.receive(recovery, 400, "R1")
    recoveries.receive(recovery, 400, "R1")
    assert [due.received_fen for due in recovery.plan.all()] == [300, 100]
    assert stands(paid.item) == {"receivable": 200, "recovered": 400}
    assert [due.number for due in recoveries.overdue(paid.authority, date(2027, 1, 2))] == [2]


def test_a_plan_adds_up_to_what_is_due(paid: Order) -> None:
    with pytest.raises(RecoveryRefused, match="合计"):
        recoveries.demand(paid, 600, matter="D1", reason="离职", plan=[(date(2026, 12, 1), 599)])


def test_what_is_left_of_a_recovery_may_get_another_plan(paid: Order) -> None:
    recovery = recoveries.demand(paid, 600, matter="D1", reason="离职")
    recoveries.receive(recovery, 100, "R1")
    recoveries.replan(recovery, [(date(2027, 1, 1), 200), (date(2027, 2, 1), 300)])
    assert [(due.fen, due.received_fen) for due in recovery.plan.all()] == [(100, 100), (200, 0), (300, 0)]


def test_no_more_comes_in_than_is_due(paid: Order) -> None:
    recovery = recoveries.demand(paid, 600, matter="D1", reason="离职")
    with pytest.raises(RecoveryRefused) as refused:
        recoveries.receive(recovery, 601, "R1")
    assert refused.value.code == "more-than-due"


def test_a_waived_recovery_is_paid_money_again(paid: Order) -> None:
    recovery = recoveries.demand(paid, 600, matter="D1", reason="离职")
    recoveries.receive(recovery, 100, "R1")
    recoveries.waive(recoveries.waive(recovery))
    assert stands(paid.item) == {"recovered": 100}
    assert recoveries.demand(paid, 900, matter="D2", reason="更正").left_fen == 900


def test_a_difference_is_recovered_from_the_latest_payments_first(paid: Order, finance: Finance) -> None:
    budgets.amend(paid.item, "E1", PAID + 500)
    later = orders.order(paid.item, "E1", "2", payee(), 500, "补贴")
    returns.take(finance.released(paid.item, [later]), [returns.Line(later.number, True)])
    opened_twice = [
        recoveries.demand_of(paid.authority, "E1", 700, matter="D1", reason="更正") for _ in range(2)
    ]
    assert [one.fen for one in opened_twice[1]] == [500, 200]
    assert Recovery.objects.count() == 2


def test_nothing_is_recovered_where_nothing_was_paid(item: Item) -> None:
    with pytest.raises(OrderRefused, match="没有已付的款项"):
        recoveries.demand_of(item.authority, "E9", 1, matter="D1", reason="更正")


def test_what_is_unspent_lapses_to_its_sources_at_the_end_of_the_year(paid: Order, finance: Finance) -> None:
    refunds.take(paid, 100, "R1")
    with clock.at(NEW_YEARS_EVE):
        (closed,) = closing.close(paid.authority, 2026, finance.checker)
        assert closing.close(paid.authority, 2026, finance.checker) == [closed]
    assert closed.lapsed_by_source == {"市级": 399_640, "区级": 599_460}
    assert stands(paid.item) == {"lapsed": BUDGET - PAID + 100}
    with pytest.raises(ItemRefused, match="已年终结账"):
        budgets.reserve(paid.item, "E2", 1)


def test_a_year_does_not_close_early_or_with_money_on_its_way(paid: Order, finance: Finance) -> None:
    with clock.at(date(2026, 12, 30)), pytest.raises(CloseRefused, match="尚未结束"):
        closing.close(paid.authority, 2026, finance.checker)
    ordered(paid.item, "E2", 500)
    with clock.at(NEW_YEARS_EVE), pytest.raises(CloseRefused, match=r"应付未付 5\.00 元"):
        closing.close(paid.authority, 2026, finance.checker)


def test_what_is_promised_goes_on_in_the_next_year(paid: Order, finance: Finance) -> None:
    budgets.reserve(paid.item, "E2", 500)
    with clock.at(NEW_YEARS_EVE):
        with pytest.raises(CloseRefused, match="下年度"):
            closing.close(paid.authority, 2026, finance.checker)
        later = opened(paid.authority, year=2027)
        (closed,) = closing.close(paid.authority, 2026, finance.checker)
    assert closed.carried == {"E2": 500}
    assert queries.balance(later)[Kind.RESERVED] == 500


def test_a_recovery_still_comes_in_after_the_close(paid: Order, finance: Finance) -> None:
    recovery = recoveries.demand(paid, 600, matter="D1", reason="离职")
    with clock.at(NEW_YEARS_EVE):
        closing.close(paid.authority, 2026, finance.checker)
    recoveries.receive(recovery, 600, "R1")
    assert closing.lapse_recovered(paid.item) == 600
    assert stands(paid.item) == {"lapsed": BUDGET - PAID + 600}
