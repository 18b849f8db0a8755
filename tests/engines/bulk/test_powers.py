"""乘方 in columns is exact, and beyond the range of a column the reference's."""

from __future__ import annotations

import pytest

from tests.engines import small
from tests.engines.bulk.test_deciding import MAKER, agrees
from tests.engines.small import facts, hire

YEARS = "满年数(录用日, 2022-12-31)"


def worth(amount: str, *days: str) -> list[int | None]:
    """Of persons hired on some days, the earliest first."""
    rows = [hire(f"H{n}", on, f"P{n}") for n, on in enumerate(days)]
    found = agrees(small.policy(MAKER.measure("补贴", amount=amount)), facts(录用=rows))
    assert found.not_in_columns == {}
    return [o.amount for o in found]


def test_a_yearly_growth_is_raised_for_each_case_by_its_own_years() -> None:
    found = worth(f"1000元 × 乘方(1 + 5%, {YEARS})", "2017-06-01", "2021-06-01", "2022-06-01")
    assert found == [127_628, 105_000, 100_000]


def test_a_power_below_zero_divides() -> None:
    assert worth(f"1000元 × 乘方(2, -{YEARS})", "2020-06-01", "2022-06-01") == [25_000, 100_000]


def test_nothing_to_a_power_below_zero_is_no_value() -> None:
    amount = f"100元 × 无时(乘方(2 - {YEARS}, -1), 7)"
    assert worth(amount, "2020-06-01", "2021-06-01") == [70_000, 10_000]


def test_one_of_several_powers_may_be_chosen() -> None:
    amount = f"100元 × (若 {YEARS} > 1 则 乘方(1.5, {YEARS}) 否则 1 / 3)"
    assert worth(amount, "2020-06-01", "2022-06-01") == [22_500, 3_333]


@pytest.mark.parametrize("base", ["1", "-1", "0"])
def test_some_numbers_may_be_raised_to_any_power(base: str) -> None:
    worth(f"100元 × 乘方({base}, {YEARS} + 1000001)", "2022-06-01", "2021-06-01")


def test_a_power_beyond_64_bits_is_the_reference_engines() -> None:
    policy = small.policy(MAKER.measure("补贴", amount=f"1元 × 向下取整(乘方(3, {YEARS} × 8) / 乘方(3, 39))"))
    found = agrees(policy, facts(录用=[hire("H1", "2017-06-01")]))
    assert list(found.not_in_columns.values()) == ["a power leaves the range of a column"]
    assert [o.amount for o in found] == [300]


def test_numbers_of_a_rule_that_64_bits_do_not_hold_are_the_reference_engines() -> None:
    great = "90071992547409元 × 1000000 × 0"
    policy = small.policy(MAKER.measure("补贴", amount=f"若 技能等级 = 技师 则 {great} 否则 1元"))
    agrees(policy, facts(录用=[hire("H1", 技能等级="高级工")]))
