"""Cases that are not in play: what they lack stays named, what rules say of them is not asked, nothing goes round."""

from __future__ import annotations

from itertools import count

import pytest

from duixian.engines.bulk.settle import settlement
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.segments import Truths
from duixian.language.rule import Mode
from tests.agreement.test_settlement import agree, assert_arrays_say_the_same
from tests.engines import small
from tests.engines.small import Maker, facts, group, hire, payment

M = Maker()


@pytest.mark.parametrize("amount", ["月工资 × 0", "月工资 / 满年数(录用日, 截至日)"])
def test_a_refused_case_that_was_paid_for_still_names_what_it_lacks(amount: str) -> None:
    member = (M.member("就高补差", "人员"),)
    measure = M.measure("补贴", "技能等级 ≥ 高级工", amount=amount, memberships=member)
    policy = small.policy(measure, groups=[group("就高补差", Mode.DIFFERENCE)])
    paid = [payment("F1", "400元", 事项编号="H1")]
    found, _ = agree([policy], facts(录用=[hire("H1", 月工资="1000元")], 已享受=paid))
    assert [{m.name for m in o.missing} for o in found] == [{"技能等级"}]


def test_a_limit_is_not_asked_of_a_case_whose_amount_is_not_known() -> None:
    beyond = "9223372036854775元 × 数量(满月数(录用日, 合同到期日))"
    measure = M.measure("补贴", amount="月工资", limits=(M.limit("上限", ["用人单位"], money=beyond),))
    rows = [
        hire("H1", 合同到期日="2099-12-31", 月工资=None),
        hire("H2", "2022-02-01", "P2", 合同到期日="2022-06-30", 月工资="2000元"),
    ]
    found, _ = agree([small.policy(measure)], facts(录用=rows))
    assert_arrays_say_the_same(found)


def test_a_case_set_aside_that_no_budget_binds_is_settled_in_a_few_rounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rounds, settling = count(1), settlement._Settling

    def one_more(docket: Docket, spoilt: Truths) -> settlement._Settling:
        assert next(rounds) < 10
        return settling(docket, spoilt)

    monkeypatch.setattr(settlement, "_Settling", one_more)
    payout = M.monthly("月工资", "12个月", "录用日")
    measure = M.measure(
        "补贴",
        amount=None,
        payout=payout,
        limits=(M.limit("上限", ["人员"], money="1500元", rolling="6个月"),),
        budgets=(M.budget("总额", ["合同到期日"], "1500元"),),
    )
    known = facts(录用=[hire(f"H{n}", "2021-01-01", 合同到期日="无", 月工资="1000元") for n in range(2)])
    assert_arrays_say_the_same(agree([small.policy(measure)], known)[0])
