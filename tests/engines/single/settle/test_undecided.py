"""A case that is not decided yet takes nothing away, but what would change if it did stays open."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from duixian.language.outcome import EffectResult, Outcome, Verdict
from duixian.language.rule import Exceeding, Measure, Mode, Policy, Shortage, Ties
from tests.engines.small import Maker, decide, facts, group, hire, policy

M = Maker()
LEVELS = ("技师", "高级工")


def senior(**parts: Any) -> Measure:
    """A measure whose only condition is the level, and whose amount is the wage."""
    return M.measure("补贴", "技能等级 = 技师", amount="月工资", **parts)


def grouped(mode: Mode, *keys: str) -> Policy:
    members = tuple(M.member(f"按{key}", "人员", key) for key in keys)
    cap = M.expr("700元") if mode is Mode.STACK else None
    return policy(senior(memberships=members), groups=[group(f"按{key}", mode, cap) for key in keys])


def once(**more: Any) -> Policy:
    return policy(senior(limits=(M.limit("两次", ["人员"], count="2次", **more),)))


def monthly(*parts: Any) -> Policy:
    """Four months' pay from the month of the contract on, at most so much in each year."""
    yearly = M.limit("每年", ["人员", "年份(事件日)"], money="700元")
    payout = M.monthly("月工资", "4个月", "所在月(录用日) + 9个月")
    return policy(M.measure("补贴", "技能等级 = 技师", amount=None, payout=payout, limits=(yearly, *parts)))


POLICIES = {
    "cap of each year": monthly(),
    "caps of each year and each form": monthly(
        M.limit("每种", ["用工方式", "年份(事件日)"], money="500元", exceeding=Exceeding.REFUSE)
    ),
    "count": once(),
    "rolling": once(rolling="3个月"),
    "cap": policy(senior(limits=(M.limit("上限", ["人员"], money="700元"),))),
    "highest": grouped(Mode.HIGHEST, "用人单位"),
    "choose": grouped(Mode.CHOOSE, "用人单位"),
    "difference": grouped(Mode.DIFFERENCE, "用人单位"),
    "deduct": grouped(Mode.DEDUCT, "用人单位"),
    "stack": grouped(Mode.STACK, "用人单位"),
    "crossing": grouped(Mode.HIGHEST, "用人单位", "用工方式"),
    "crossing with differences": grouped(Mode.DIFFERENCE, "用人单位", "用工方式"),
    "quota": policy(senior(quota=M.quota(["用人单位"], "2名", "-月工资", ties=Ties.LEAVE))),
    "quota of ties": policy(senior(quota=M.quota(["用人单位"], "1名", "-月工资", ties=Ties.SHARE))),
    "budget": policy(senior(budgets=(M.budget("总额", [], "700元"),))),
    "budget in part": policy(senior(budgets=(M.budget("总额", [], "700元", shortage=Shortage.PARTIAL),))),
    "budget in proportion": policy(
        senior(budgets=(M.budget("总额", [], "700元", shortage=Shortage.PRO_RATA),))
    ),
}
ROWS = st.lists(
    st.tuples(
        st.sampled_from([*LEVELS, "未知"]),
        st.sampled_from([0, 100, 300, 400, 600]),
        st.sampled_from(["E1", "E2"]),
        st.sampled_from(["直接用工", "劳务派遣"]),
    ),
    min_size=1,
    max_size=5,
)
Row = tuple[str, int, str, str]


def outcomes_of(one: Policy, rows: list[Row]) -> list[Outcome]:
    hires = [
        {
            **hire(f"H{i}", f"2022-{i:02d}-01", 技能等级=level, 月工资=f"{wage}元", 用工方式=form),
            "用人单位": unit,
        }
        for i, (level, wage, unit, form) in enumerate(rows, 1)
    ]
    return decide(one, facts(录用=hires))


def completed(rows: list[Row]) -> list[list[Row]]:
    """Every way the unknown levels can turn out."""
    choices = [[level] if level != "未知" else list(LEVELS) for level, *_ in rows]
    return [
        [(level, *row[1:]) for level, row in zip(chosen, rows, strict=True)] for chosen in product(*choices)
    ]


@given(st.sampled_from(sorted(POLICIES)), ROWS)
def test_what_is_decided_now_is_decided_the_same_whatever_the_unknown_facts_turn_out_to_be(
    name: str, rows: list[Row]
) -> None:
    decided = outcomes_of(POLICIES[name], rows)
    for world in completed(rows):
        for now, then in zip(decided, outcomes_of(POLICIES[name], world), strict=True):
            if now.verdict is not Verdict.UNDETERMINED:
                assert (then.verdict, then.payable) == (now.verdict, now.payable), (name, now.record)


def test_what_an_undecided_case_may_take_says_what_is_missing_and_whose_it_is() -> None:
    rows: list[Row] = [("未知", 600, "E1", "直接用工"), ("技师", 300, "E1", "直接用工")]
    second = outcomes_of(POLICIES["highest"], rows)[1]
    (effect,) = second.effects
    assert (effect.result, effect.before, second.payable) == (EffectResult.PENDING, 30000, 0)
    assert [because.record for because in effect.because] == ["H1"]
    assert {(m.name, m.key) for m in second.missing} == {("技能等级", "H1")}


def test_an_undecided_case_that_could_not_win_disturbs_nobody() -> None:
    rows: list[Row] = [("未知", 100, "E1", "直接用工"), ("技师", 300, "E1", "直接用工")]
    assert outcomes_of(POLICIES["highest"], rows)[1].verdict is Verdict.ELIGIBLE


def test_a_refused_case_does_not_come_back_when_its_rival_is_undecided() -> None:
    rows: list[Row] = [("高级工", 900, "E1", "直接用工"), ("未知", 600, "E1", "直接用工")]
    assert outcomes_of(POLICIES["highest"], rows)[0].verdict is Verdict.INELIGIBLE
