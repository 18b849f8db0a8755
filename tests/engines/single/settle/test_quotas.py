"""名额: places filled by rank, and what equal ranks at the last place do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from duixian.language.outcome import EffectResult, Verdict
from duixian.language.rule import MeasureKind, Policy, Ties
from tests.engines.small import Maker, decide, facts, paid, policy

M = Maker("评选结果")


def places(number: int, *order: str, ties: Ties = Ties.CLERK) -> Policy:
    quota = M.quota(["轮次"], f"{number}名", *(order or ("-得分",)), ties=ties)
    return policy(M.measure("奖励", event="公布日期", quota=quota))


def scores(*values: object, turn: str = "一") -> Facts:
    return facts(评选结果=[entry(i, value, turn) for i, value in enumerate(values, 1)])


def entry(number: int, score: object, turn: str = "一", on: str = "2022-05-01") -> dict[str, object]:
    held = {"评选编号": f"X{number}", "评选名称": "某评选", "轮次": turn, "人员": f"P{number}"}
    return {**held, "得分": score, "公布日期": on}


def test_the_highest_scores_take_the_places() -> None:
    assert paid(decide(places(2), scores(80, 95, 90))) == {"X1": 0, "X2": 1000, "X3": 1000}


def test_each_round_has_its_own_places() -> None:
    known = facts(评选结果=[entry(1, 80), entry(2, 70), entry(3, 60, "二")])
    assert paid(decide(places(1), known)) == {"X1": 1000, "X2": 0, "X3": 1000}


def test_a_second_rank_decides_between_equal_scores() -> None:
    known = facts(评选结果=[entry(1, 90, on="2022-05-02"), entry(2, 90, on="2022-05-01")])
    assert paid(decide(places(1, "-得分", "公布日期"), known)) == {"X1": 0, "X2": 1000}


@pytest.mark.parametrize(
    ("ties", "granted"),
    [(Ties.SHARE, {"X1": 1000, "X2": 1000, "X3": 1000}), (Ties.LEAVE, {"X1": 1000, "X2": 0, "X3": 0})],
)
def test_equal_ranks_at_the_last_place_share_or_leave_it(ties: Ties, granted: dict[str, int]) -> None:
    assert paid(decide(places(2, ties=ties), scores(95, 90, 90))) == granted


def test_equal_ranks_at_the_last_place_wait_for_a_clerk() -> None:
    outcomes = decide(places(2), scores(95, 90, 90))
    assert [o.verdict for o in outcomes] == [Verdict.ELIGIBLE, *[Verdict.UNDETERMINED] * 2]
    assert {m.name for m in outcomes[1].missing} == {"名次"}
    assert outcomes[1].payable == 0


def test_equal_ranks_within_the_places_are_no_tie() -> None:
    assert paid(decide(places(2), scores(90, 90, 80))) == {"X1": 1000, "X2": 1000, "X3": 0}


def test_with_no_place_nobody_is_granted() -> None:
    assert paid(decide(places(0), scores(90, 80))) == {"X1": 0, "X2": 0}


def test_a_place_for_an_honour_is_kept_although_it_brings_no_money() -> None:
    quota = M.quota(["轮次"], "1名", "-得分")
    honour = M.measure("称号", event="公布日期", quota=quota, amount=None, kind=MeasureKind.HONOUR)
    outcomes = decide(policy(honour), scores(90, 80))
    assert [o.verdict for o in outcomes] == [Verdict.ELIGIBLE, Verdict.INELIGIBLE]
    assert [o.effects[0].result for o in outcomes] == [EffectResult.KEPT, EffectResult.REFUSED]


def test_a_score_that_does_not_exist_waits_for_a_clerk() -> None:
    outcomes = decide(places(1), scores("无"))
    assert [o.verdict for o in outcomes] == [Verdict.UNDETERMINED]


def test_who_stands_in_no_round_gets_no_place_beside_the_quota() -> None:
    outcomes = decide(places(1), facts(评选结果=[entry(1, 90), {**entry(2, 80), "轮次": "无"}]))
    assert [o.verdict for o in outcomes] == [Verdict.ELIGIBLE, Verdict.UNDETERMINED]


def test_a_competitor_whose_rank_is_unknown_leaves_the_last_place_open() -> None:
    outcomes = {str(o.record.key): o for o in decide(places(2), scores(95, 90, 80, "未知"))}
    verdicts = {key: o.verdict for key, o in outcomes.items()}
    assert verdicts["X1"] is Verdict.ELIGIBLE
    assert verdicts["X2"] is Verdict.UNDETERMINED
    assert verdicts["X3"] is Verdict.INELIGIBLE
    assert outcomes["X2"].effects[0].result is EffectResult.PENDING


def test_an_undecided_competitor_of_lower_rank_disturbs_nobody() -> None:
    quota = M.quota(["轮次"], "1名", "-得分")
    selected = policy(M.measure("奖励", "结论 = 入选", event="公布日期", quota=quota))
    rows = [{**entry(1, 90), "结论": "入选"}, entry(2, 80)]
    assert [o.verdict for o in decide(selected, facts(评选结果=rows))] == [
        Verdict.ELIGIBLE,
        Verdict.UNDETERMINED,
    ]


@given(st.lists(st.integers(1, 5), max_size=8), st.integers(0, 4), st.sampled_from([Ties.SHARE, Ties.LEAVE]))
def test_no_more_are_placed_than_there_are_places_but_for_ties_that_share(
    marks: list[int], number: int, ties: Ties
) -> None:
    granted = [int(v > 0) for v in paid(decide(places(number, ties=ties), scores(*marks))).values()]
    above = sorted(marks, reverse=True)
    if ties is Ties.LEAVE:
        assert sum(granted) <= number
    elif number:
        assert sum(granted) == sum(mark >= above[min(number, len(above)) - 1] for mark in marks)
