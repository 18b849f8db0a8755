"""Which cases there are, when they count, who receives, and that nothing but the facts decides."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome, Verdict
from duixian.language.rule import Condition, Measure, MeasureKind, Mode, Payee, Policy
from duixian.language.types import BOOL
from tests.engines.small import (
    Maker,
    day,
    decide,
    facts,
    group,
    hire,
    insured,
    only,
    paid,
    payment,
    policy,
    rows_of,
    source,
)

M = Maker()
IN_TERM = "事件日 在 政策起 至 政策止"


def keys(outcomes: list[Outcome]) -> list[str]:
    return [f"{o.record.key}" if o.year is None else f"{o.record.key}/{o.year}" for o in outcomes]


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2020-12-31", Verdict.INELIGIBLE),
        ("2021-01-01", Verdict.ELIGIBLE),
        ("2022-06-30", Verdict.ELIGIBLE),
        ("2022-07-01", Verdict.INELIGIBLE),
    ],
)
def test_both_ends_of_the_term_count(on: str, verdict: Verdict) -> None:
    one = policy(M.measure("补贴", window=IN_TERM), window=("2021-01-01", "2022-06-30"))
    assert only(decide(one, facts(录用=[hire("H1", on)]))).verdict is verdict


def test_a_term_without_an_end_has_no_upper_bound_to_compare_with() -> None:
    one = policy(
        M.measure("补贴", window="事件日 ≥ 政策起 且 (政策止 是 无 或 事件日 ≤ 政策止)"),
        window=("2021-01-01", None),
    )
    assert only(decide(one, facts(录用=[hire("H1", "2022-07-01")]))).verdict is Verdict.ELIGIBLE


def test_what_has_not_happened_by_the_day_of_the_decision_is_no_case() -> None:
    known = facts(录用=[hire("H1", "2022-05-01"), hire("H2", "2022-05-02")])
    assert keys(decide(policy(M.measure()), known, "2022-05-01")) == ["H1"]


def test_facts_that_begin_after_the_day_of_the_decision_are_not_seen() -> None:
    known = facts(录用=[hire("H1", "2022-01-10")], 参保=[insured("2022-03")], 已享受=[payment("F1", "1元")])
    measure = M.measure("补贴", "没有 人员的参保", "没有 所有 已享受")
    verdicts = [only(decide(policy(measure), known, d)).verdict for d in ("2022-02-28", "2022-03-01")]
    assert verdicts == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]


def test_insurance_without_an_end_is_counted_to_the_month_of_the_decision() -> None:
    known = facts(录用=[hire("H1", "2022-01-10")], 参保=[insured("2022-02"), insured("2021-01", "2021-03")])
    one = policy(
        M.measure("补贴", "连续月数 人员的参保 自 次月(录用日) ≥ 6个月", "覆盖月数 人员的参保 = 9个月")
    )
    assert [f.actual for f in only(decide(one, known, "2022-07-01")).findings] == [6, 9]
    assert [f.actual for f in only(decide(one, known, "2022-06-30")).findings] == [5, 8]


def test_an_end_announced_for_later_is_not_counted_yet() -> None:
    known = facts(录用=[hire("H1", "2022-01-10")], 参保=[insured("2022-02", "2030-12")])
    found = only(decide(policy(M.measure("补贴", "最长连续月数 人员的参保 ≥ 100个月")), known, "2022-05-15"))
    assert found.findings[0].actual == 4


def claimed(on: str) -> Facts:
    claim = {"申报编号": "S1", "项目": "补贴", "事项编号": "H1", "申请日期": on}
    return facts(录用=[hire("H1", "2022-01-10")], 申报=[claim])


@pytest.mark.parametrize(
    ("on", "verdict"), [("2022-07-10", Verdict.ELIGIBLE), ("2022-07-11", Verdict.INELIGIBLE)]
)
def test_a_claim_on_the_last_day_is_in_time(on: str, verdict: Verdict) -> None:
    measure = M.measure("补贴", deadline="申请日 ≤ 事件日 后 6个月")
    assert only(decide(policy(measure), claimed(on))).verdict is verdict


def test_without_a_claim_the_day_of_the_decision_stands_for_it() -> None:
    measure = M.measure("补贴", deadline="申请日 ≤ 事件日 后 6个月")
    outcomes = [
        only(decide(policy(measure), facts(录用=[hire("H1", "2022-01-10")]), d))
        for d in ("2022-07-10", "2022-07-11")
    ]
    assert [o.verdict for o in outcomes] == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]
    assert outcomes[1].claimed_on == date(2022, 7, 11)


def test_the_first_of_several_claims_counts() -> None:
    claims = [
        {"申报编号": f"S{i}", "项目": "补贴", "事项编号": "H1", "申请日期": f"2022-0{i}-01"}
        for i in (8, 3, 5)
    ]
    found = only(decide(policy(M.measure()), facts(录用=[hire("H1")], 申报=claims)))
    assert found.claimed_on == date(2022, 3, 1)


def test_records_the_measure_does_not_mean_are_no_cases_and_unknown_ones_stay_open() -> None:
    rows = [{**hire(f"H{i}"), "用工方式": form} for i, form in enumerate(["直接用工", "劳务派遣", "未知"])]
    outcomes = decide(policy(M.measure(applies="用工方式 = 直接用工")), facts(录用=rows))
    assert [(str(o.record.key), o.verdict) for o in outcomes] == [
        ("H0", Verdict.ELIGIBLE),
        ("H2", Verdict.UNDETERMINED),
    ]


def test_a_yearly_measure_has_a_case_for_each_year_of_the_term_that_is_over() -> None:
    studios = Maker("工作室")
    measure = studios.measure("考核", event="较小(当期止, 政策止)", payee="领办人", yearly=True)
    known = facts(工作室=[{"工作室编号": "G1", "名称": "某", "领办人": "P1", "用人单位": "E1"}])
    one = policy(measure, window=("2020-07-01", "2022-06-30"))
    assert keys(decide(one, known, "2022-06-30")) == ["G1/2020", "G1/2021", "G1/2022"]
    assert keys(decide(one, known, "2021-12-30")) == ["G1/2020"]


def test_a_yearly_payment_is_settled_with_its_own_year() -> None:
    studios = Maker("工作室")
    measure = studios.measure("考核", event="当期止", payee="领办人", yearly=True)
    known = facts(
        工作室=[{"工作室编号": "G1", "名称": "某", "领办人": "P1", "用人单位": "E1"}],
        已享受=[payment("F1", "1000元", "考核", 事项编号="G1/2021")],
    )
    outcomes = decide(policy(measure, window=("2021-01-01", None)), known, "2022-12-31")
    assert [o.payable for o in outcomes] == [0, 100000]


def team(*shares: str) -> Facts:
    result = {"成绩编号": "R1", "竞赛名称": "某赛", "决赛日期": "2022-05-01"}
    members = [{"竞赛成绩": "R1", "人员": f"P{i}", "份额": share} for i, share in enumerate(shares, 1)]
    return facts(竞赛成绩=[result], 竞赛成员=members)


def contest() -> Policy:
    results = Maker("竞赛成绩")
    inner = results.expr("人员", None, "竞赛成员"), results.expr("份额", None, "竞赛成员")
    each = rows_of(results, "竞赛成员", "竞赛成绩")
    return policy(results.measure("奖励", event="决赛日期", payees=(Payee(*inner, each),)))


def test_members_of_a_team_share_as_they_agreed() -> None:
    found = only(decide(contest(), team("60%", "40%")))
    assert [(p.key, p.share) for p in found.payees] == [("P1", Fraction(3, 5)), ("P2", Fraction(2, 5))]


@pytest.mark.parametrize("shares", [("60%", "30%"), ("60%", "50%"), ()])
def test_shares_that_do_not_make_a_whole_wait_for_a_clerk(shares: tuple[str, ...]) -> None:
    found = only(decide(contest(), team(*shares)))
    assert (found.verdict, {m.name for m in found.missing}) == (Verdict.UNDETERMINED, {"份额"})


def test_an_unknown_share_is_what_is_missing() -> None:
    found = only(decide(contest(), team("60%", "未知")))
    assert (found.verdict, {m.name for m in found.missing}) == (Verdict.UNDETERMINED, {"份额"})


def test_a_payee_is_one_only_where_its_own_condition_holds() -> None:
    person = Payee(M.expr("人员"), when=M.expr("用工方式 = 直接用工", BOOL))
    employer = Payee(M.expr("用人单位"), when=M.expr("用工方式 ≠ 直接用工", BOOL))
    measure = M.measure(payees=(person, employer))
    rows = [{**hire("H1"), "用工方式": "直接用工"}, {**hire("H2"), "用工方式": "劳务派遣"}]
    found = [[(p.table, p.key) for p in o.payees] for o in decide(policy(measure), facts(录用=rows))]
    assert found == [[("人员", "P1")], [("用人单位", "E1")]]


def test_a_service_is_granted_without_money() -> None:
    measure = M.measure(kind=MeasureKind.SERVICE, amount=None)
    found = only(decide(policy(measure), facts(录用=[hire("H1")])))
    assert (found.verdict, found.amount, found.payable) == (Verdict.ELIGIBLE, None, 0)


def test_alternatives_keep_their_names_inside_the_condition() -> None:
    either = M.conditions(老="录用日 < 2020-01-01", 新="录用日 ≥ 2022-01-01")
    any_one = Condition(source("任一"), M.expr("录用日 < 2020-01-01 或 录用日 ≥ 2022-01-01", BOOL), either)
    found = only(decide(policy(M.measure(conditions=(any_one,))), facts(录用=[hire("H1")])))
    (finding,) = found.findings
    assert (finding.truth, [(p.condition.source.name.zh, p.truth) for p in finding.parts if p.condition]) == (
        True,
        [("老", False), ("新", True)],
    )


def test_the_latest_of_records_found_by_two_steps_is_the_latest_of_all() -> None:
    people = [{"身份证号": f"P{i}", "姓名": "某", "家庭": "J1"} for i in (1, 2)]
    homes = [
        {"合同编号": "G1", "人员": "P1", "签约日期": "2022-05-01"},
        {"合同编号": "G2", "人员": "P2", "签约日期": "2021-05-01"},
    ]
    known = facts(录用=[hire("H1", "2022-06-01")], 人员=people, 家庭=[{"家庭编号": "J1"}], 购房=homes)
    measure = M.measure(
        "补贴",
        "最近 人员的家庭的人员的购房的签约日期 = 2022-05-01",
        "最早 人员的家庭的人员的购房的签约日期 = 2021-05-01",
    )
    assert only(decide(policy(measure), known)).verdict is Verdict.ELIGIBLE


def test_counting_values_counts_them_all_and_different_ones_once() -> None:
    rows = [{"培训编号": f"T{i}", "人员": "P1", "职业编码": code} for i, code in enumerate(["A", "A", "B"])]
    known = facts(录用=[hire("H1")], 培训=rows)
    measure = M.measure("补贴", "计数 人员的培训的职业编码 = 3", "不同 人员的培训的职业编码 = 2")
    assert only(decide(policy(measure), known)).verdict is Verdict.ELIGIBLE


def rich() -> Policy:
    """Two measures with groups, limits and monthly payments."""
    both = (M.member("一组", "人员"),)
    first = M.measure("甲", "技能等级 ≥ 高级工", amount="月工资", memberships=both)
    limits = (M.limit("每单位", ["用人单位"], money="5000元"), M.limit("每人", ["人员"], count="2次"))
    payout = M.monthly("300元", "4个月", "次月(录用日)", condition="存在 人员的参保 其中(在期(当月))")
    second = M.measure("乙", amount=None, payout=payout, limits=limits, memberships=both)
    return policy(first, second, groups=[group("一组", Mode.DIFFERENCE)])


LEVELS, PERSONS = ["初级工", "高级工", "技师", "未知"], ["P1", "P2"]
TABLES = st.tuples(
    st.lists(
        st.tuples(
            st.sampled_from(PERSONS), st.integers(1, 28), st.sampled_from(LEVELS), st.integers(0, 4000)
        ),
        max_size=6,
    ),
    st.lists(st.tuples(st.sampled_from(PERSONS), st.integers(1, 9), st.integers(1, 9)), max_size=4),
    st.randoms(use_true_random=False),
)


def said(outcomes: list[Outcome]) -> list[tuple[object, ...]]:
    return [
        (o.measure.name, o.record.key, o.verdict, o.payable, o.not_yet, o.instalments, o.effects, o.missing)
        for o in outcomes
    ]


@given(TABLES)
def test_the_order_of_the_rows_changes_nothing(
    tables: tuple[list[tuple[str, int, str, int]], list[tuple[str, int, int]], random.Random],
) -> None:
    contracts, spells, chance = tables
    hires = [
        {**hire(f"H{i}", f"2022-02-{on:02d}", person), "技能等级": level, "月工资": f"{wage}元"}
        for i, (person, on, level, wage) in enumerate(contracts)
    ]
    rows = [insured(f"2022-0{a}", f"2022-0{max(a, b)}", person) for person, a, b in spells]
    shuffled = [chance.sample(table, len(table)) for table in (hires, rows)]
    first, second = (facts(录用=one, 参保=other) for one, other in ((hires, rows), shuffled))
    assert said(decide(rich(), first)) == said(decide(rich(), second))


def test_what_is_made_ready_once_decides_each_person_as_all_together() -> None:
    rows = [
        {
            **hire(f"H{i}", f"2022-03-{i:02d}", f"P{i % 5}"),
            "技能等级": "技师",
            "月工资": f"{i}00元",
            "用人单位": f"E{i % 5}",
        }
        for i in range(1, 21)
    ]
    known, engine = facts(录用=rows, 参保=[insured("2022-01")]), Engine([rich()])
    ready = engine.prepare(known, day("2022-12-31"))
    each = [
        o
        for person in range(5)
        for o in engine.decide_prepared(ready, {"录用": ready.facts.linked("录用", "人员", f"P{person}")})
    ]
    whole = engine.decide(known, day("2022-12-31"))
    assert sorted(map(str, said(each))) == sorted(map(str, said(whole)))


def test_a_policy_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        Engine([policy(M.measure()), policy(M.measure())])


def test_progress_is_told_for_each_measure() -> None:
    told: list[tuple[int, int, str]] = []
    Engine([rich()]).decide(
        facts(录用=[hire("H1")]), day("2022-12-31"), progress=lambda *args: told.append(args)
    )
    assert told == [(0, 1, "甲"), (0, 1, "乙")]


def test_each_case_is_paid_by_its_own_measure() -> None:
    measures: list[Measure] = [M.measure("甲", amount="1元"), M.measure("乙", amount="2元")]
    assert [o.payable for o in decide(policy(*measures), facts(录用=[hire("H1")]))] == [100, 200]
    assert paid(decide(policy(measures[0]), facts(录用=[hire("H1")]))) == {"H1": 1}
