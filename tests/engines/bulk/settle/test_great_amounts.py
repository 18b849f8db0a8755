"""Amounts that 64 bits do not hold when they are added up are settled as the reference settles them: exactly."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from duixian.engines.bulk.deciding import Decisions
from duixian.language.facts import Facts
from tests.agreement.test_settlement import agree, assert_arrays_say_the_same
from tests.engines import small
from tests.engines.bulk.settle.dockets import random_facts, random_policy
from tests.engines.small import Maker, facts, hire, payment

M = Maker()
GREATEST = "92233720368547758.07元"
"""2⁶³ − 1 fen."""


def settled(known: Facts) -> Decisions:
    payout = M.monthly("月工资", "12个月", "录用日")
    limits = (M.limit("两次", ["用人单位"], count="2"),)
    found, _ = agree([small.policy(M.measure("补贴", amount=None, payout=payout, limits=limits))], known)
    assert_arrays_say_the_same(found)
    return found


def test_twelve_instalments_may_come_to_more_than_64_bits_hold() -> None:
    found = settled(facts(录用=[hire("H1", "2021-01-01", 月工资=GREATEST)]))
    assert [o.payable for o in found] == [12 * (2**63 - 1)]


def test_the_third_great_amount_is_one_too_many() -> None:
    rows = [hire(f"H{n}", "2021-01-01", f"P{n}", 月工资=GREATEST) for n in range(3)]
    assert [o.payable > 0 for o in settled(facts(录用=rows))] == [True, True, False]


def test_payments_of_great_amounts_come_back_to_the_fen() -> None:
    paid = [payment(f"F{n}", GREATEST, 事项编号="H1") for n in range(3)]
    found = settled(facts(录用=[hire("H1", "2021-01-01", 月工资="1000元")], 已享受=paid))
    assert [o.recovery for o in found] == [3 * (2**63 - 1) - 12 * 100_000]


def great(known: Facts, dice: Random) -> Facts:
    """The same with wages and payments near the greatest amount there is."""
    for table, column in (("录用", "月工资"), ("已享受", "金额")):
        for row in known.tables.get(table, ()):
            if isinstance(row.values.get(column), int) and dice.random() < 0.5:
                row.values[column] = 2**63 - dice.randint(1, 3)
    return known


@pytest.mark.filterwarnings("error")
@settings(max_examples=10, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_random_dockets_with_great_amounts_are_settled_alike(dice: Random) -> None:
    found, _ = agree([random_policy(dice)], great(random_facts(dice), dice))
    assert_arrays_say_the_same(found)
