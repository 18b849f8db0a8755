from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.values.account_number import AccountNumberError, parse_account_number

CARD = "6222020000000000018"


def test_spaces_hyphens_and_full_width_digits_are_taken_as_people_type_them() -> None:
    assert parse_account_number(" ６２２２ 0200-0000 0000 018 ") == CARD


@given(st.integers(0, 18), st.integers(1, 9))
def test_one_wrong_digit_of_a_card_is_always_found(place: int, by: int) -> None:
    wrong = (int(CARD[place]) + by) % 10
    typed = f"{CARD[:place]}{wrong}{CARD[place + 1 :]}"
    if typed.startswith("62"):
        with pytest.raises(AccountNumberError) as refused:
            parse_account_number(typed)
        assert refused.value.code == "account-check-digit"


def test_the_account_of_a_unit_has_no_check_that_all_banks_share() -> None:
    assert parse_account_number("1202 0213 0990 0001 23") == "120202130990000123"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "account-missing"),
        ("6222-ABCD", "account-characters"),
        ("1234567", "account-length"),
        ("1" * 33, "account-length"),
    ],
)
def test_what_cannot_be_an_account_is_told_by_its_fault(typed: str, code: str) -> None:
    with pytest.raises(AccountNumberError) as refused:
        parse_account_number(typed)
    assert refused.value.code == code
