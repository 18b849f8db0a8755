"""预算: first come first served, in part, or shared in proportion; never more than the total."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from duixian.language.outcome import EffectKind, EffectResult, Verdict
from duixian.language.rule import Policy, Shortage
from tests.engines.small import Maker, decide, facts, hire, paid, policy

M = Maker()


def budgeted(total: str, shortage: Shortage = Shortage.REFUSE, order: str | None = None) -> Policy:
    budget = M.budget("总额", ["年份(事件日)"], total, order, shortage=shortage)
    return policy(M.measure("补贴", "技能等级 = 技师", amount="月工资", budgets=(budget,)))


def wages(*amounts: object, level: str = "技师") -> list[dict[str, object]]:
    return [
        hire(f"H{i}", f"2022-{i:02d}-01", f"P{i}", 月工资=amount, 技能等级=level)
        for i, amount in enumerate(amounts, 1)
    ]


def claims(**days: str) -> list[dict[str, object]]:
    return [
        {"申报编号": f"S{key}", "项目": "补贴", "事项编号": key, "申请日期": on} for key, on in days.items()
    ]


def test_whoever_claims_first_is_served_first() -> None:
    known = facts(录用=wages("600元", "600元"), 申报=claims(H1="2022-12-02", H2="2022-12-01"))
    assert paid(decide(budgeted("1000元"), known)) == {"H1": 0, "H2": 600}


def test_the_first_claim_that_does_not_fit_closes_the_queue() -> None:
    assert paid(decide(budgeted("1000元"), facts(录用=wages("600元", "600元", "100元")))) == {
        "H1": 600,
        "H2": 0,
        "H3": 0,
    }


def test_the_last_claim_may_get_what_is_left() -> None:
    outcomes = decide(budgeted("1000元", Shortage.PARTIAL), facts(录用=wages("600元", "600元", "100元")))
    assert paid(outcomes) == {"H1": 600, "H2": 400, "H3": 0}


def test_all_share_in_proportion_rounded_down_to_the_fen() -> None:
    outcomes = decide(budgeted("100元", Shortage.PRO_RATA), facts(录用=wages("100元", "100元", "100元")))
    assert [o.payable for o in outcomes] == [3333, 3333, 3333]
    assert outcomes[0].effects[0].kind is EffectKind.BUDGET


def test_each_year_has_its_own_money() -> None:
    rows = [*wages("800元"), hire("H9", "2021-05-01", "P9", 月工资="800元", 技能等级="技师")]
    assert paid(decide(budgeted("1000元"), facts(录用=rows))) == {"H9": 800, "H1": 800}


def test_who_has_no_place_in_the_order_comes_last_and_not_outside_the_budget() -> None:
    rows = [
        *wages("600元"),
        *[{**row, "合同编号": "H2", "合同到期日": "2025-01-01"} for row in wages("600元")],
    ]
    assert paid(decide(budgeted("1000元", order="合同到期日"), facts(录用=rows))) == {"H1": 0, "H2": 600}


def test_whose_place_in_the_order_is_unknown_stays_open() -> None:
    rows = [{**wages("600元")[0], "合同到期日": "未知"}]
    (outcome,) = decide(budgeted("1000元", order="合同到期日"), facts(录用=rows))
    assert outcome.verdict is Verdict.UNDETERMINED


def test_a_claim_that_wants_nothing_takes_nothing() -> None:
    outcomes = decide(budgeted("1000元", Shortage.PARTIAL), facts(录用=wages("0元", "600元")))
    assert paid(outcomes) == {"H1": 0, "H2": 600}


def test_an_earlier_claim_that_is_not_decided_keeps_the_last_one_open() -> None:
    rows = [*wages("600元", level="未知"), *wages("0元", "600元", "300元")[1:]]
    known = facts(录用=rows)
    outcomes = {str(o.record.key): o for o in decide(budgeted("1000元"), known)}
    assert [outcomes[key].verdict for key in ("H1", "H2", "H3")] == [Verdict.UNDETERMINED] * 3
    assert outcomes["H2"].effects[0].result is EffectResult.PENDING


def test_an_undecided_claim_that_fits_anyway_keeps_nobody_open() -> None:
    rows = [*wages("100元", level="未知"), *wages("0元", "600元")[1:]]
    outcomes = {str(o.record.key): o.verdict for o in decide(budgeted("1000元"), facts(录用=rows))}
    assert outcomes == {"H1": Verdict.UNDETERMINED, "H2": Verdict.ELIGIBLE}


@given(st.lists(st.integers(0, 900), max_size=8), st.integers(0, 2000), st.sampled_from(Shortage))
def test_what_is_granted_never_goes_above_the_budget(
    amounts: list[int], total: int, shortage: Shortage
) -> None:
    known: Facts = facts(录用=wages(*(f"{amount}元" for amount in amounts)))
    outcomes = decide(budgeted(f"{total}元", shortage), known)
    assert sum(o.payable for o in outcomes) <= total * 100
    assert all(o.payable <= (o.amount or 0) for o in outcomes)
    if sum(amounts) <= total:
        assert sum(o.payable for o in outcomes) == sum(amounts) * 100


def test_whom_no_key_of_a_budget_names_waits_for_nothing_else_about_it() -> None:
    keys = ["用工单位", "职业编码"]
    measure = M.measure("补贴", budgets=(M.budget("资金", keys, "10元", "合同到期日"),))
    known = facts(录用=[hire("H1", 用工单位="无", 职业编码=None, 合同到期日=None)])
    assert paid(decide(policy(measure), known)) == {"H1": 1000}
