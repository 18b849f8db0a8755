from __future__ import annotations

import re

from duixian.authorities import clock
from duixian.casework import paying
from duixian.casework.models import AccountWanted
from duixian.ledger import returns
from tests.casework.office import Office
from tests.casework.paying import CARD, LATER, answered, sent
from tests.portal.conftest import Known, entered

FORM = {"account-holder": "张1", "account-bank": "某银行某支行", "account-number": CARD}


def came_back(office: Office) -> str:
    """Where person 1 gives another account for the payment that came back."""
    orders = sent(office)
    answered(office, orders, "账户已销户")
    return f"/my/payments/{orders[0].number}/account/"


def test_what_came_back_stands_on_the_first_page_in_messages_and_payments(office: Office) -> None:
    place = came_back(office)
    me = entered(office, 1)
    for page in ("/my/", "/my/payments/"):
        assert place in me.get(page)
    assert "款项被银行退回" in me.get("/my/messages/")


def test_a_new_account_is_given_and_the_payment_waits_to_be_made_again(office: Office) -> None:
    place = came_back(office)
    me = entered(office, 1)
    assert me.post(place, **FORM) == "/my/payments/"
    assert AccountWanted.objects.get().account_end == CARD[-4:]
    assert f"新账户尾号 {CARD[-4:]}" in me.get("/my/payments/")
    assert place not in me.get("/my/")


def test_a_mistyped_number_is_told_in_the_form_and_what_was_typed_stays(office: Office) -> None:
    place, me = came_back(office), entered(office, 1)
    answer = me.client.post(place, {**FORM, "account-number": CARD[:-1] + "9"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "校验位不符" in page
    assert "某银行某支行" in page
    assert CARD[:-1] not in page


def test_the_payment_of_somebody_else_is_not_there(office: Office, known: Known) -> None:
    place, other = came_back(office), known(2, "李四")
    assert other.client.get(place).status_code == 404
    assert other.client.post(place, FORM).status_code == 404


def test_money_that_the_bank_took_back_after_paying_it_does_not_stand_as_paid(office: Office) -> None:
    (order,) = orders = sent(office)
    answered(office, orders)
    me = entered(office, 1)
    assert figures_of(me.get("/my/payments/")) == ["¥1,200.00", "¥0.00", "¥0.00"]
    with clock.at(LATER):
        returns.bounce(order, "账户已销户")
        paying.follow(office.authority)
    assert figures_of(me.get("/my/payments/")) == ["¥0.00", "¥1,200.00", "¥0.00"]


def figures_of(page: str) -> list[str]:
    """Paid, on its way, later."""
    return re.findall(r"¥[0-9,.]+", page)[:3]
