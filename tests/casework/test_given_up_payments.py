"""What becomes of a case whose payment came back from the bank and was given up."""

from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.casework import paying
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.decisions.store.models import Instalment
from duixian.ledger import orders, returns
from duixian.ledger.kinds import Kind
from duixian.ledger.models import Order
from duixian.ledger.payees import Payee
from duixian.ledger.queries import balance
from tests.casework.office import Office
from tests.casework.test_settling import GRANT_FEN, paid

LATER = date(2026, 11, 2)


def test_a_payment_that_bounces_after_it_was_told_is_due_again_once_it_is_given_up(office: Office) -> None:
    case = paid(office)
    with clock.at(LATER):
        returns.bounce(Order.objects.get(), "退汇：账户已销户")
        assert paying.follow(office.authority) == []
        orders.cancel(Order.objects.get())
        assert [one.number for one in paying.follow(office.authority)] == [case.number]
        assert paying.follow(office.authority) == []
    assert Instalment.objects.get().state == "应付"
    assert balance(office.item)[Kind.RESERVED] == GRANT_FEN


def test_it_is_ordered_and_paid_once_more_with_the_next_round(office: Office) -> None:
    paid(office)
    with clock.at(LATER):
        returns.bounce(Order.objects.get(), "退汇：账户已销户")
        orders.cancel(Order.objects.get())
        paying.follow(office.authority)
        (order,) = paying.order_due(office.authority, office.maker)
    assert (order.amount_fen, Case.objects.get().state) == (GRANT_FEN, State.ORDERED)


def test_what_bounced_and_is_reissued_stays_paid_for(office: Office) -> None:
    paid(office)
    with clock.at(LATER):
        returns.bounce(Order.objects.get(), "退汇：账户已销户")
        payee = Order.objects.get()
        orders.reissue(payee, _same(payee))
        assert paying.follow(office.authority) == []
    assert Instalment.objects.get().state == "已付"


def _same(order: Order) -> Payee:
    """The payee of an order with another account."""
    return Payee(order.payee_name, "6222020000000099", order.bank)
