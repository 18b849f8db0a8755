"""限制: so many times or so much money, in the order of events, payments already made counted once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.outcome import EffectKind, EffectResult, Outcome, Verdict
from duixian.language.rule import Exceeding, Measure, Mode
from tests.engines.small import Maker, decide, facts, group, hire, only, paid, payment, policy

M = Maker()


def once(**more: Any) -> Measure:
    """Once for each person, told by payments."""
    limit = M.limit("一次", ["人员"], count="1次", prior_keys=["已享受的人员"], **more)
    return M.measure("补贴", limits=(limit,))


def capped(fen: str, exceeding: Exceeding = Exceeding.TRIM, **more: Any) -> Measure:
    limit = M.limit("上限", ["人员"], money=fen, exceeding=exceeding, prior_keys=["已享受的人员"], **more)
    return M.measure("补贴", amount="月工资", limits=(limit,))


def contracts(*days: str, wages: str = "1000元") -> list[dict[str, object]]:
    return [hire(f"H{i}", day, 月工资=wages) for i, day in enumerate(days, 1)]


def test_the_earliest_event_is_granted_whatever_the_order_of_the_rows() -> None:
    rows = contracts("2022-05-01", "2022-03-01", "2022-04-01")
    assert paid(decide(policy(once()), facts(录用=rows))) == {"H1": 0, "H2": 1000, "H3": 0}


def test_the_case_over_the_number_names_what_used_it() -> None:
    outcomes = decide(policy(once()), facts(录用=contracts("2022-05-01", "2022-03-01")))
    refused = next(o for o in outcomes if o.verdict is Verdict.INELIGIBLE)
    (effect,) = refused.effects
    assert (effect.kind, effect.result) == (EffectKind.COUNT, EffectResult.REFUSED)
    assert [because.record for because in effect.because] == ["H2"]


def test_a_case_that_another_limit_refuses_uses_no_limit() -> None:
    wide = M.limit("每人两次", ["人员"], count="2次")
    narrow = M.limit("每人每单位一次", ["人员", "用人单位"], count="1次")
    rows = [*contracts("2022-01-01", "2022-02-01"), {**hire("H3", "2022-03-01"), "用人单位": "E2"}]
    outcomes = decide(policy(M.measure("补贴", limits=(wide, narrow))), facts(录用=rows))
    assert paid(outcomes) == {"H1": 1000, "H2": 0, "H3": 1000}


def test_a_payment_made_before_uses_the_limit() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "1000元", 支付日期="2021-05-01")])
    assert paid(decide(policy(once()), known)) == {"H1": 0}


def test_a_matter_paid_in_three_parts_was_one_time() -> None:
    parts = [payment(f"F{i}", "300元", 事项编号="旧1", 支付日期=f"2021-0{i}-01") for i in (1, 2, 3)]
    limit = M.limit("两次", ["人员"], count="2次", prior_keys=["已享受的人员"])
    known = facts(录用=contracts("2022-05-01"), 已享受=parts)
    assert paid(decide(policy(M.measure("补贴", limits=(limit,))), known)) == {"H1": 1000}


def test_a_payment_for_the_case_itself_is_not_counted_against_it() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "400元", 事项编号="H1")])
    (outcome,) = decide(policy(once()), known)
    assert (outcome.verdict, outcome.paid, outcome.payable) == (Verdict.ELIGIBLE, 40000, 60000)


def test_a_payment_under_another_policy_with_a_measure_of_the_same_name_does_not_count() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "1000元", 政策="别的办法")])
    assert paid(decide(policy(once()), known)) == {"H1": 1000}


def test_payments_do_not_count_where_the_limit_says_so() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "1000元", 支付日期="2021-05-01")])
    assert paid(decide(policy(once(counts_prior=False)), known)) == {"H1": 1000}


def test_without_the_register_of_payments_a_limited_case_stays_open() -> None:
    (outcome,) = decide(policy(once()), facts(录用=contracts("2022-05-01"), missing=["已享受"]))
    assert outcome.verdict is Verdict.UNDETERMINED
    assert {m.name for m in outcome.missing} == {"已享受"}


def test_a_payment_whose_person_is_not_known_leaves_the_limit_open() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "1000元", 人员="未知")])
    (outcome,) = decide(policy(once()), known)
    assert outcome.verdict is Verdict.UNDETERMINED


def test_measures_that_share_a_limit_count_together_and_so_do_their_payments() -> None:
    def sharing(name: str) -> Measure:
        limit = M.limit("三次", ["人员"], count="2次", shared="合计", prior_keys=["已享受的人员"])
        return M.measure(name, limits=(limit,))

    # The second measure has no case at all, but it has been paid.
    second = sharing("乙")
    known = facts(
        录用=contracts("2022-05-01", "2022-06-01"), 已享受=[payment("F1", "1元", "乙", 支付日期="2021-01-01")]
    )
    idle = Maker("购房")
    elsewhere = idle.measure("乙", event="签约日期", limits=second.limits)
    assert paid(decide(policy(sharing("甲"), elsewhere), known)) == {"H1": 1000, "H2": 0}


def test_a_limit_binds_only_the_cases_it_applies_to() -> None:
    limit = M.limit("一次", ["人员"], count="1次", applies="技能等级 = 技师")
    rows = [
        hire(f"H{i}", f"2022-0{i}-01", 技能等级=level)
        for i, level in enumerate(["技师", "高级工", "技师"], 1)
    ]
    outcomes = decide(policy(M.measure("补贴", limits=(limit,))), facts(录用=rows))
    assert paid(outcomes) == {"H1": 1000, "H2": 1000, "H3": 0}


@pytest.mark.parametrize(
    ("second", "granted"), [("2022-03-14", 0), ("2022-03-15", 1000), ("2022-12-01", 1000)]
)
def test_a_rolling_limit_is_free_again_on_the_day_the_months_are_full(second: str, granted: int) -> None:
    limit = M.limit("一年一次", ["人员"], count="1次", rolling="12个月")
    rows = contracts("2021-03-15", second)
    assert paid(decide(policy(M.measure("补贴", limits=(limit,))), facts(录用=rows)))["H2"] == granted


def test_a_payment_made_long_after_does_not_use_a_rolling_limit() -> None:
    limit = M.limit("一年一次", ["人员"], count="1次", rolling="12个月", prior_keys=["已享受的人员"])
    known = facts(录用=contracts("2021-03-15"), 已享受=[payment("F1", "1000元", 支付日期="2022-08-01")])
    assert paid(decide(policy(M.measure("补贴", limits=(limit,))), known)) == {"H1": 1000}


def test_money_above_the_cap_is_cut_off() -> None:
    rows = contracts("2022-01-01", "2022-02-01", "2022-03-01", wages="4000元")
    assert paid(decide(policy(capped("10000元")), facts(录用=rows))) == {"H1": 4000, "H2": 4000, "H3": 2000}


def test_a_case_above_the_cap_is_refused_where_the_rule_says_so() -> None:
    rows = contracts("2022-01-01", "2022-02-01", "2022-03-01", wages="4000元")
    assert paid(decide(policy(capped("10000元", Exceeding.REFUSE)), facts(录用=rows)))["H3"] == 0


def test_what_one_cap_cuts_off_does_not_use_another() -> None:
    yearly = M.limit("每人", ["人员"], money="10000元")
    each = M.limit("每单位", ["用人单位"], money="3000元")
    rows = [
        *contracts("2022-01-01", wages="9000元"),
        {**hire("H2", "2022-02-01", 月工资="9000元"), "用人单位": "E2"},
    ]
    outcomes = decide(policy(M.measure("补贴", amount="月工资", limits=(yearly, each))), facts(录用=rows))
    assert paid(outcomes) == {"H1": 3000, "H2": 3000}


def test_payments_made_before_use_the_cap() -> None:
    known = facts(
        录用=contracts("2022-05-01", wages="4000元"), 已享受=[payment("F1", "7000元", 支付日期="2021-05-01")]
    )
    assert paid(decide(policy(capped("10000元")), known)) == {"H1": 3000}


def test_a_payment_of_unknown_amount_leaves_the_cap_open() -> None:
    known = facts(录用=contracts("2022-05-01"), 已享受=[payment("F1", "未知", 支付日期="2021-05-01")])
    (outcome,) = decide(policy(capped("10000元")), known)
    assert outcome.verdict is Verdict.UNDETERMINED
    assert {m.name for m in outcome.missing} == {"金额"}


def test_a_limit_whose_number_is_unknown_leaves_the_case_open() -> None:
    limit = M.limit("上限", ["人员"], money="月工资")
    (outcome,) = decide(policy(M.measure("补贴", limits=(limit,))), facts(录用=[hire("H1")]))
    assert outcome.verdict is Verdict.UNDETERMINED


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 9000), st.booleans()), max_size=7))
def test_what_is_granted_never_goes_above_the_cap(rows: list[tuple[int, int, bool]]) -> None:
    hires = [
        {**hire(f"H{i}", f"2022-01-{on:02d}", 月工资=f"{wage}元"), "用人单位": "E1" if first else "E2"}
        for i, (on, wage, first) in enumerate(rows)
    ]
    outcomes = decide(policy(capped("10000元")), facts(录用=hires))
    wages = {f"H{i}": wage for i, (_, wage, _) in enumerate(rows)}
    assert sum(paid(outcomes).values()) == min(10000, sum(wages.values()))
    assert all(granted <= wages[key] for key, granted in paid(outcomes).items())


def _monthly_with_yearly_cap(most: str, length: str = "3年") -> Outcome:
    maker = Maker()
    limit = maker.limit("每年", ["人员", "年份(事件日)"], money=most)
    payout = maker.monthly("1000元", length, "次月(录用日)")
    measure = maker.measure("津贴", amount=None, payout=payout, limits=(limit,))
    known = facts(录用=[hire("H1", "2021-06-10")], 人员=[{"身份证号": "P1", "姓名": "某"}])
    return only(decide(policy(measure), known, "2025-12-31"))


def test_a_yearly_cap_counts_each_month_in_its_own_year() -> None:
    outcome = _monthly_with_yearly_cap("10000元")
    assert outcome.payable == (6_000 + 10_000 + 10_000 + 6_000) * 100
    by_year = [sum(i.amount for i in outcome.instalments if i.period[:4] == y) for y in ("2021", "2022")]
    assert by_year == [600_000, 1_000_000]


def test_a_yearly_cap_that_is_wide_enough_cuts_nothing() -> None:
    assert _monthly_with_yearly_cap("12000元").payable == 36_000 * 100


def test_a_cap_that_the_facts_do_not_give_is_no_leave_to_pay_without_one() -> None:
    maker = Maker("培训")
    limit = maker.limit("封顶", ["人员"], money="较小(技能证书的人员的毕业日期 - 结束日期, 1天) × 300元")
    measure = maker.measure("补贴", event="结束日期", limits=(limit,))
    row = {"培训编号": "T1", "人员": "P1", "结束日期": "2022-05-01", "技能证书": "无"}
    outcome = only(decide(policy(measure), facts(培训=[row], 人员=[{"身份证号": "P1", "姓名": "某"}])))
    assert outcome.verdict is Verdict.UNDETERMINED
    assert [missing.name for missing in outcome.missing] == ["封顶"]


def test_what_a_group_took_off_is_not_cut_a_second_time_by_a_yearly_cap() -> None:
    payout = M.monthly("1000元", "12个月", "所在月(录用日)")
    limit = M.limit("每年", ["人员", "年份(事件日)"], money="10000元")
    member = M.member("一组", "人员", prior='项目 = "旧补贴" 且 人员 = 本次的人员')
    measure = M.measure("津贴", amount=None, payout=payout, limits=(limit,), memberships=(member,))
    one = policy(measure, groups=[group("一组", Mode.DIFFERENCE)])
    known = facts(录用=[hire("H1", "2022-01-10")], 已享受=[payment("F1", "7000元", "旧补贴")])
    assert only(decide(one, known)).payable == 5000 * 100


def test_a_rolling_cap_over_months_looks_back_from_the_event() -> None:
    payout = M.monthly("1000元", "6个月", "次月(录用日)")
    limit = M.limit("一年", ["人员"], money="8000元", rolling="12个月")
    measure = M.measure("津贴", amount=None, payout=payout, limits=(limit,))
    rows = [hire("H1", "2020-01-10"), hire("H2", "2020-12-10"), hire("H3", "2022-01-10")]
    assert paid(decide(policy(measure), facts(录用=rows), "2023-12-31")) == {
        "H1": 6000,
        "H2": 2000,
        "H3": 6000,
    }


def test_limits_of_one_name_over_other_keys_do_not_meet() -> None:
    each = M.limit("每人一次", ["人员"], count="1次", shared="合用")
    place = M.limit("每人每单位一次", ["人员", "用人单位"], count="1次", shared="合用")
    rows = [*contracts("2022-01-01"), {**hire("H2", "2022-02-01"), "用人单位": None}]
    pair = M.measure("补贴", limits=(each,)), M.measure("奖励", limits=(place,))
    given = sorted(
        (o.measure.name, str(o.record.key), o.payable) for o in decide(policy(*pair), facts(录用=rows))
    )
    assert [fen for *_, fen in given] == [100_000, 0, 100_000, 0]


def test_a_cap_by_an_amount_that_is_not_known_waits_for_it() -> None:
    limit = M.limit("一半", ["人员"], money="应得金额 × 50%")
    measure = M.measure("补贴", amount="月工资", limits=(limit,))
    found = only(decide(policy(measure), facts(录用=[hire("H1", 月工资=None)])))
    assert (found.verdict, {m.name for m in found.missing}) == (Verdict.UNDETERMINED, {"月工资"})
