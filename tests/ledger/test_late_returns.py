"""A payment that bounces after its budget year was closed: its money goes on in the present year."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.ledger import budgets, closing, orders, queries, returns, verifying
from duixian.ledger.errors import ItemRefused
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Item, Order
from duixian.ledger.states import LIVE, OrderState
from tests.ledger.paying import BUDGET, PURPOSE, Finance, opened, ordered, payee

PAID = 1001
NEW_YEARS_EVE, SPRING = date(2026, 12, 31), date(2027, 3, 1)


@pytest.fixture
def bounced(item: Item, finance: Finance) -> Order:
    """A payment of a closed year that the bank sent back in spring."""
    order = ordered(item, "E1", PAID)
    returns.take(finance.released(item, [order]), [returns.Line(order.number, True)])
    with clock.at(NEW_YEARS_EVE):
        closing.close(item.authority, item.year, finance.checker)
    with clock.at(SPRING):
        returns.bounce(Order.objects.get(pk=order.pk), "退汇：账户已销户")
    return Order.objects.get(pk=order.pk)


@pytest.fixture
def later(authority: Authority) -> Item:
    """The item of the next year."""
    return opened(authority, year=2027)


def stands(item: Item) -> dict[str, int]:
    """What stands where besides free, paid and lapsed money; the journal must be sound."""
    connection.check_constraints()
    verifying.verify(item.authority)
    aside = {Kind.BUDGET, Kind.PAID, Kind.LAPSED}
    return {
        kind.value: fen for kind, fen in queries.balance(item).by_kind.items() if fen and kind not in aside
    }


def test_money_that_comes_back_late_is_entered_in_its_own_closed_year(bounced: Order) -> None:
    assert (bounced.state, stands(bounced.item)) == (OrderState.RETURNED, {"returned": PAID})


def test_it_is_paid_again_from_the_present_year_with_the_money_carried_over(
    bounced: Order, later: Item
) -> None:
    again = orders.reissue(bounced, payee("李四"))
    assert (again.item, again.amount_fen, again.replaces) == (later, PAID, bounced)
    assert stands(bounced.item) == {"carried": PAID}
    assert stands(later) == {"payable": PAID}
    assert queries.balance(later).budget_fen == BUDGET + PAID


def test_the_budget_of_the_present_year_is_not_touched_by_it(bounced: Order, later: Item) -> None:
    orders.reissue(bounced, payee("李四"))
    assert queries.balance(later)[Kind.BUDGET] == BUDGET


def test_each_source_bears_in_the_present_year_what_it_bore_before(bounced: Order, later: Item) -> None:
    again = orders.reissue(bounced, payee("李四"))
    assert again.parts_fen == bounced.parts_fen
    assert queries.by_source(later, Kind.PAYABLE) == queries.by_source(bounced.item, Kind.CARRIED)


def test_where_the_present_year_has_other_sources_their_shares_bear_it(bounced: Order) -> None:
    later = budgets.open_item(bounced.authority, 2027, bounced.item.code, "就业补助", BUDGET)
    assert orders.reissue(bounced, payee("李四")).parts_fen == [PAID]
    assert stands(later) == {"payable": PAID}


def test_one_live_payment_stands_and_asking_twice_gives_it_again(bounced: Order, later: Item) -> None:
    first = orders.reissue(bounced, payee("李四"))
    assert orders.reissue(bounced, payee("李四")) == first
    live = Order.objects.filter(reference="E1", state__in=LIVE)
    assert list(live) == [first]
    assert orders.order(later, "E1", "1", payee("E1"), PAID, PURPOSE) == first


def test_it_goes_through_a_batch_of_the_present_year_to_its_payee(
    bounced: Order, later: Item, finance: Finance
) -> None:
    again = orders.reissue(bounced, payee("李四"))
    with clock.at(SPRING):
        batch = finance.released(later, [again])
        returns.take(batch, [returns.Line(again.number, True)])
    assert stands(later) == {}
    assert queries.balance(later)[Kind.PAID] == PAID


def test_without_an_item_of_the_present_year_it_says_what_is_missing(bounced: Order) -> None:
    with pytest.raises(ItemRefused) as refused:
        orders.reissue(bounced, payee("李四"))
    assert refused.value.code == "no-later-item"
    assert stands(bounced.item) == {"returned": PAID}


def test_given_up_it_goes_back_to_the_sources_of_its_year(bounced: Order) -> None:
    lapsed = queries.balance(bounced.item)[Kind.LAPSED]
    assert orders.cancel(bounced).state == OrderState.CANCELLED
    assert stands(bounced.item) == {}
    assert queries.balance(bounced.item)[Kind.LAPSED] == lapsed + PAID


def test_what_is_given_up_after_it_was_carried_over_stays_reserved_in_the_present_year(
    bounced: Order, later: Item
) -> None:
    orders.cancel(orders.reissue(bounced, payee("李四")))
    assert stands(later) == {"reserved": PAID}
