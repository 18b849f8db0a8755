from __future__ import annotations

import pytest

from duixian.authorities import clock
from duixian.authorities.errors import RoleRefused
from duixian.casework import paying
from duixian.casework.content import BankAccount
from duixian.casework.errors import ClaimFaulty, NotPossible, NotYours
from duixian.casework.models import AccountWanted, Case, PayTo
from duixian.casework.returned.giving import give
from duixian.casework.returned.reissuing import reissue, reissue_given
from duixian.casework.states import State
from duixian.ledger.models import Order
from duixian.ledger.payees import Payee
from duixian.ledger.states import OrderState
from duixian.notices.models import Message
from duixian.values.account_number import AccountNumberError
from tests.casework.office import Office
from tests.casework.paying import CARD, LATER, OTHER_CARD, account_of, answered, release, sent

NEW = BankAccount("张1", CARD, "某银行某支行")


def came_back(office: Office, words: str = "账户已销户") -> AccountWanted:
    """The one payment of an office that the bank sent back."""
    answered(office, sent(office), words)
    return AccountWanted.objects.get()


def test_the_payee_of_a_returned_payment_is_told_once_with_the_cause(office: Office) -> None:
    came_back(office)
    paying.follow(office.authority)
    (told,) = Message.objects.filter(kind="payment_returned")
    assert "账户已销户" in told.body_zh
    assert "closed" in told.body_en


def test_what_the_payee_gives_is_what_the_next_order_pays_and_the_case_ends_paid(office: Office) -> None:
    wanted = give(came_back(office), office.account_of(1), NEW)
    with clock.at(LATER):
        again = reissue(wanted.order, office.maker)
        release(office, [again])
    answered(office, [again])
    assert Payee("张1", CARD, "某银行某支行").fits(again)
    assert Case.objects.get().state == State.PAID
    assert Message.objects.get(kind="paid").body_zh.count("0018") == 1


def test_later_instalments_go_to_the_new_account_too(office: Office) -> None:
    give(came_back(office), office.account_of(1), NEW)
    assert PayTo.objects.get().account_end == "0018"


def test_nobody_gives_an_account_for_somebody_else(office: Office) -> None:
    wanted = came_back(office)
    with pytest.raises(NotYours):
        give(wanted, office.account_of(2), NEW)


def test_at_the_counter_an_officer_enters_it(office: Office) -> None:
    assert give(came_back(office), office.intake, NEW).given_by == office.intake


def test_the_account_has_to_be_in_the_payees_own_name(office: Office) -> None:
    wanted = came_back(office)
    with pytest.raises(ClaimFaulty) as refused:
        give(wanted, office.account_of(1), BankAccount("李四", CARD, "某银行"))
    assert refused.value.code == "other-name"


def test_spaces_and_full_width_signs_make_no_other_name(office: Office) -> None:
    assert (
        give(came_back(office), office.account_of(1), BankAccount(" 张　１ ", CARD, "某银行")).holder == "张1"
    )


def test_a_number_whose_check_digit_does_not_fit_is_refused(office: Office) -> None:
    wanted = came_back(office)
    with pytest.raises(AccountNumberError):
        give(wanted, office.account_of(1), BankAccount("张1", "6222020000000000019", "某银行"))


def test_the_account_that_was_closed_is_not_given_again(office: Office) -> None:
    wanted = came_back(office)
    with pytest.raises(ClaimFaulty) as refused:
        give(wanted, office.account_of(1), BankAccount("张1", account_of(1), "某银行"))
    assert refused.value.code == "same-account"


def test_an_account_that_was_frozen_may_be_given_again(office: Office) -> None:
    wanted = came_back(office, "账户冻结")
    assert give(wanted, office.account_of(1), BankAccount("张1", account_of(1), "某银行")).given_at


def test_it_may_be_given_again_until_it_is_issued_anew(office: Office) -> None:
    wanted = give(came_back(office), office.account_of(1), NEW)
    wanted = give(wanted, office.account_of(1), BankAccount("张1", OTHER_CARD, "某银行"))
    reissue(wanted.order, office.maker)
    assert Order.objects.get(replaces=wanted.order).account_index != wanted.order.account_index
    with pytest.raises(NotPossible):
        give(wanted, office.account_of(1), NEW)


def test_a_bulk_of_returned_lines_waits_for_those_who_have_not_answered(office: Office) -> None:
    orders = sent(office, (1, 2, 3))
    answered(office, orders, "账户已销户")
    give(AccountWanted.objects.get(order=orders[1]), office.account_of(2), BankAccount("张2", CARD, "某银行"))
    (again,) = reissue_given(office.authority, office.maker)
    assert again.replaces == orders[1]
    assert Order.objects.filter(state=OrderState.RETURNED).count() == 2


def test_without_an_account_given_nothing_is_issued_anew(office: Office) -> None:
    wanted = came_back(office)
    with pytest.raises(NotPossible) as refused:
        reissue(wanted.order, office.maker)
    assert refused.value.code == "no-account-given"


def test_only_finance_issues_a_payment_anew(office: Office) -> None:
    wanted = give(came_back(office), office.account_of(1), NEW)
    with pytest.raises(RoleRefused):
        reissue(wanted.order, office.second)


def test_an_account_that_an_officer_corrected_pays_what_follows_too(office: Office) -> None:
    wanted = came_back(office)
    reissue(wanted.order, office.maker, Payee("张1", OTHER_CARD, "某银行"))
    assert PayTo.objects.get().account_end == OTHER_CARD[-4:]
