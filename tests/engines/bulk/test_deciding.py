from __future__ import annotations

import pytest

from duixian.engines.bulk.deciding import Decisions, decide
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.values.money import MoneyError
from tests.agreement.reference import Lent, written
from tests.engines import small
from tests.engines.small import Maker, day, facts, hire, insured, payment

MAKER = Maker()
ON = day("2022-12-31")


def in_columns(policy: Policy, known: Facts) -> Decisions:
    return decide([policy], known, ON, Lent([policy], known, ON))


def agrees(policy: Policy, known: Facts) -> Decisions:
    found = in_columns(policy, known)
    assert written(found) == written(small.decide(policy, known))
    return found


def test_an_unknown_cell_leaves_the_case_open_and_is_named() -> None:
    policy = small.policy(MAKER.measure("补贴", "月工资 ≥ 3000元"))
    found = agrees(policy, facts(录用=[hire("H1"), hire("H2", 月工资="3000")], 人员=[], 用人单位=[]))
    assert [o.truth is True for o in found] == [False, True]
    assert [m.name for m in next(iter(found)).missing] == ["月工资"]


def test_a_register_that_nobody_supplied_is_not_an_empty_one() -> None:
    policy = small.policy(MAKER.measure("补贴", "没有 人员的参保"))
    agrees(policy, facts(录用=[hire("H1")], missing=["参保"]))
    agrees(policy, facts(录用=[hire("H1")]))


def test_one_person_with_five_hundred_records_is_decided_alike() -> None:
    policy = small.policy(MAKER.measure("补贴", "覆盖月数 人员的参保 ≥ 20个月", amount="1000元"))
    spells = [
        insured(f"20{20 + n % 3}-{n % 12 + 1:02d}", f"20{20 + n % 3}-{n % 12 + 1:02d}") for n in range(500)
    ]
    agrees(policy, facts(录用=[hire("H1")], 参保=spells))


def test_the_earlier_of_two_payments_displaces_the_later() -> None:
    limit = MAKER.limit("一次", ["人员"], count="1")
    policy = small.policy(MAKER.measure("补贴", limits=(limit,)))
    found = agrees(policy, facts(录用=[hire("H1"), hire("H2", "2022-02-01")]))
    assert [o.payable for o in found] == [100_000, 0]


def test_what_was_paid_before_is_deducted() -> None:
    policy = small.policy(MAKER.measure("补贴"))
    found = agrees(policy, facts(录用=[hire("H1")], 已享受=[payment("Z1", "400", 事项编号="H1")]))
    assert [o.payable for o in found] == [60_000]


def test_money_at_the_bounds_of_64_bits_is_never_wrapped() -> None:
    policy = small.policy(MAKER.measure("补贴", amount="月工资 × 3"))
    known = facts(录用=[hire("H1", 月工资="92233720368547758.07")])
    with pytest.raises(MoneyError):
        in_columns(policy, known)


def test_amounts_too_great_for_columns_are_left_to_the_reference() -> None:
    policy = small.policy(MAKER.measure("补贴", amount="月工资 × 50%"))
    found = agrees(policy, facts(录用=[hire("H1", 月工资="92233720368547758.07")]))
    assert list(found.not_in_columns) == [("某区/某办法", "补贴")]


def test_no_records_at_all_give_no_decisions() -> None:
    assert len(agrees(small.policy(MAKER.measure("补贴", "月工资 ≥ 3000元")), facts())) == 0


def test_the_first_day_it_would_hold_is_found_in_columns() -> None:
    policy = small.policy(MAKER.measure("补贴", "满月数(录用日, 申请日) ≥ 14个月"))
    found = agrees(policy, facts(录用=[hire("H1", "2022-01-31"), hire("H2", "2022-02-28")]))
    assert [str(o.not_yet) for o in found] == ["2023-03-31", "2023-04-28"]
