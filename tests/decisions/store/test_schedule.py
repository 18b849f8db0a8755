"""From a document to what is paid when and to whom: no fen is lost, none is invented."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.decisions.document import Json
from duixian.decisions.store.schedule import Line, entitled, lines_of, shared, split

SHARES = st.lists(st.integers(1, 9), min_size=1, max_size=4).map(
    lambda weights: [Fraction(weight, sum(weights)) for weight in weights]
)


def line(number: int, fen: int, state: str = "应付") -> Line:
    return Line(number, "", date(2022, 1, 1), fen, state)


def document(*amounts: int, worth: int, paid: int = 0, state: str = "应付") -> Json:
    """A document worth so much whose instalments are these."""
    items = [
        {"number": n, "period": "", "label": None, "due": "2022-01-31", "amount": fen, "state": state}
        for n, fen in enumerate(amounts, 1)
    ]
    money = {"payable": worth - paid, "due_now": 0, "paid": paid, "recovery": 0}
    return {"verdict": "符合", "instalments": items, **money}


@given(st.lists(st.integers(0, 10**7), max_size=12), SHARES)
def test_every_instalment_is_given_out_whole_and_nobody_gets_less_than_nothing(
    amounts: list[int], shares: list[Fraction]
) -> None:
    given_out = shared([line(n, fen) for n, fen in enumerate(amounts)], shares)
    assert [sum(fens) for fens in given_out] == amounts
    assert all(fen >= 0 for fens in given_out for fen in fens)


@given(st.lists(st.integers(100, 10**7), min_size=1, max_size=12), SHARES)
def test_instalments_come_to_each_payees_share_of_the_whole(
    amounts: list[int], shares: list[Fraction]
) -> None:
    given_out = shared([line(n, fen) for n, fen in enumerate(amounts)], shares)
    assert [sum(fens) for fens in zip(*given_out, strict=True)] == split(sum(amounts), shares)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=8), st.data())
def test_lines_come_to_what_the_case_is_worth_less_what_was_paid_before(
    amounts: list[int], data: st.DataObject
) -> None:
    worth = data.draw(st.integers(0, sum(amounts)))
    paid = data.draw(st.integers(0, worth))
    lines = lines_of(document(*amounts, worth=worth, paid=paid), paid)
    assert sum(one.fen for one in lines) == worth - paid


def test_a_cut_comes_off_the_last_instalments_and_payments_before_off_the_first() -> None:
    lines = lines_of(document(300, 300, 300, worth=700, paid=350), 350)
    assert [one.fen for one in lines] == [0, 250, 100]


def test_instalments_that_the_rule_does_not_pay_are_there_with_nothing() -> None:
    assert [one.fen for one in lines_of(document(300, worth=0, state="不满足"))] == [0]


@pytest.mark.parametrize(
    ("verdict", "money", "worth"),
    [
        ("符合", (500, 0, 0, 0), 500),
        ("符合", (0, 0, 700, 200), 500),
        ("符合", (300, 0, 200, 0), 500),
        ("不符合", (0, 0, 700, 0), 0),
        ("待定", (0, 0, 0, 0), None),
        ("待定", (0, 250, 0, 0), 250),
    ],
)
def test_what_a_case_is_worth_in_all(
    verdict: str, money: tuple[int, int, int, int], worth: int | None
) -> None:
    assert entitled(verdict, *money) == worth
