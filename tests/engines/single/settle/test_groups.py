"""组: one of several, the higher with the difference, deductions, stacks; and where groups overlap."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from duixian.language.facts import Facts
from duixian.language.outcome import EffectResult, Outcome, Verdict
from duixian.language.rule import MeasureKind, Mode, Policy
from tests.engines.small import Maker, decide, facts, group, hire, paid, payment, policy

M = Maker()
OWN = '项目 = "旧补贴" 且 人员 = 本次的人员'


def grouped(mode: Mode, *, prior: str | None = None, cap: str | None = None, **more: Any) -> Policy:
    """One measure whose cases of one person meet in one group."""
    limit = None if cap is None else M.expr(cap)
    measure = M.measure("补贴", amount="月工资", memberships=(M.member("一组", "人员", prior=prior),), **more)
    return policy(measure, groups=[group("一组", mode, limit)])


def wages(*amounts: int, person: str = "P1") -> list[dict[str, object]]:
    """Contracts of one month after another."""
    return [hire(f"H{i}", f"2022-{i:02d}-01", person, 月工资=f"{n}元") for i, n in enumerate(amounts, 1)]


def by_record(outcomes: list[Outcome]) -> dict[str, Outcome]:
    return {str(o.record.key): o for o in outcomes}


def test_of_several_the_highest_is_paid_and_the_others_name_it() -> None:
    found = by_record(decide(grouped(Mode.HIGHEST), facts(录用=wages(1000, 3000, 2000))))
    assert {key: o.payable // 100 for key, o in found.items()} == {"H1": 0, "H2": 3000, "H3": 0}
    (effect,) = found["H3"].effects
    assert (effect.result, effect.best, effect.next_best) == (EffectResult.REFUSED, 300000, 200000)
    assert [because.record for because in effect.because] == ["H2"]


def test_of_equal_amounts_the_earliest_is_paid() -> None:
    assert paid(decide(grouped(Mode.HIGHEST), facts(录用=wages(2000, 2000)))) == {"H1": 2000, "H2": 0}


def test_persons_do_not_meet_where_the_person_is_the_key() -> None:
    rows = [*wages(1000), hire("H9", "2022-05-01", "P2", 月工资="500元")]
    assert paid(decide(grouped(Mode.HIGHEST), facts(录用=rows))) == {"H1": 1000, "H9": 500}


def test_what_was_paid_before_leaves_nothing_for_the_highest() -> None:
    known = facts(录用=wages(1000, 3000), 已享受=[payment("F1", "500元", "旧补贴")])
    assert paid(decide(grouped(Mode.HIGHEST, prior=OWN), known)) == {"H1": 0, "H2": 0}


def test_a_higher_one_later_gets_the_difference_only() -> None:
    outcomes = decide(grouped(Mode.DIFFERENCE), facts(录用=wages(1000, 3000, 2000)))
    assert paid(outcomes) == {"H1": 1000, "H2": 2000, "H3": 0}


def test_what_was_paid_before_is_taken_off_the_difference() -> None:
    known = facts(录用=wages(1000, 3000), 已享受=[payment("F1", "1500元", "旧补贴")])
    assert paid(decide(grouped(Mode.DIFFERENCE, prior=OWN), known)) == {"H1": 0, "H2": 1500}


def test_another_persons_payment_does_not_count() -> None:
    known = facts(录用=wages(1000), 已享受=[payment("F1", "500元", "旧补贴", 人员="P2")])
    assert paid(decide(grouped(Mode.DIFFERENCE, prior='项目 = "旧补贴"'), known)) == {"H1": 1000}


def test_a_payment_to_nobody_in_particular_counts_for_the_group_that_asks_for_it() -> None:
    known = facts(录用=wages(1000), 已享受=[payment("F1", "400元", "旧补贴", 人员="无")])
    assert paid(decide(grouped(Mode.DIFFERENCE, prior='项目 = "旧补贴"'), known)) == {"H1": 600}


def test_a_payment_for_a_case_of_the_run_is_settled_with_that_case_alone() -> None:
    known = facts(录用=wages(1000, 3000), 已享受=[payment("F1", "1000元", 事项编号="H1")])
    outcomes = by_record(decide(grouped(Mode.DIFFERENCE, prior='项目 = "补贴" 且 人员 = 本次的人员'), known))
    assert {key: (o.payable // 100, o.paid // 100) for key, o in outcomes.items()} == {
        "H1": (0, 1000),
        "H2": (2000, 0),
    }


def test_without_the_register_of_payments_a_group_that_counts_them_stays_open() -> None:
    outcomes = decide(grouped(Mode.HIGHEST, prior=OWN), facts(录用=wages(1000, 2000), missing=["已享受"]))
    assert {o.verdict for o in outcomes} == {Verdict.UNDETERMINED}
    assert {o.payable for o in outcomes} == {0}


def test_the_claimant_chooses_and_the_lower_one_claimed_is_paid() -> None:
    claim = {"申报编号": "S1", "项目": "补贴", "事项编号": "H1", "申请日期": "2022-06-01"}
    known = facts(录用=wages(1000, 3000), 申报=[claim])
    assert paid(decide(grouped(Mode.CHOOSE), known)) == {"H1": 1000, "H2": 0}


def test_without_a_claim_the_highest_stands_for_the_choice() -> None:
    assert paid(decide(grouped(Mode.CHOOSE), facts(录用=wages(1000, 3000)))) == {"H1": 0, "H2": 3000}


def test_a_claim_after_the_day_of_the_decision_is_no_choice_yet() -> None:
    claim = {"申报编号": "S1", "项目": "补贴", "事项编号": "H1", "申请日期": "2023-01-01"}
    known = facts(录用=wages(1000, 3000), 申报=[claim])
    assert paid(decide(grouped(Mode.CHOOSE), known)) == {"H1": 0, "H2": 3000}


def test_a_stack_stops_at_its_cap() -> None:
    outcomes = decide(grouped(Mode.STACK, cap="4500元"), facts(录用=wages(1000, 3000, 2000)))
    assert paid(outcomes) == {"H1": 1000, "H2": 3000, "H3": 500}


def test_a_stack_whose_cap_is_unknown_stays_open() -> None:
    capped = M.measure("补贴", memberships=(M.member("一组", "人员"),))
    one = policy(capped, groups=[group("一组", Mode.STACK, M.expr("月工资"))])
    assert [o.verdict for o in decide(one, facts(录用=[hire("H1")]))] == [Verdict.UNDETERMINED]


def test_what_was_paid_for_earlier_ones_is_deducted_from_later_ones() -> None:
    outcomes = decide(grouped(Mode.DEDUCT), facts(录用=wages(1000, 800, 3000)))
    assert paid(outcomes) == {"H1": 1000, "H2": 0, "H3": 2000}


def crossing(*columns: str, mode: Mode = Mode.HIGHEST) -> Policy:
    """One measure in a group for each column."""
    members = tuple(M.member(f"按{column}", "人员", column) for column in columns)
    measure = M.measure("补贴", amount="月工资", memberships=members)
    return policy(measure, groups=[group(f"按{column}", mode) for column in columns])


def row(number: int, fen: int, level: str, job: str) -> dict[str, object]:
    return hire(f"H{number}", f"2022-01-{number:02d}", 月工资=f"{fen}元", 技能等级=level, 职业编码=job)


def test_overlapping_groups_keep_the_best_combination_not_the_single_highest() -> None:
    rows = [row(1, 3000, "技师", "A"), row(2, 5000, "技师", "B"), row(3, 3000, "高级工", "B")]
    found = by_record(decide(crossing("技能等级", "职业编码"), facts(录用=rows)))
    assert {key: o.payable // 100 for key, o in found.items()} == {"H1": 3000, "H2": 0, "H3": 3000}
    (effect,) = found["H2"].effects
    assert (effect.best, effect.next_best) == (600000, 500000)
    assert [because.record for because in effect.because] == ["H1", "H3"]


def test_a_case_alone_in_a_second_group_still_gets_the_difference_in_the_first() -> None:
    members = (M.member("按人", "人员"), M.member("按合同", "合同编号"))
    measure = M.measure("补贴", amount="月工资", memberships=members)
    one = policy(measure, groups=[group("按人", Mode.DIFFERENCE), group("按合同", Mode.HIGHEST)])
    assert paid(decide(one, facts(录用=wages(1000, 3000)))) == {"H1": 1000, "H2": 2000}


def test_in_overlapping_groups_too_the_earlier_gets_its_own_and_the_higher_the_difference() -> None:
    rows = [row(1, 1000, "技师", "A"), row(2, 3000, "技师", "B"), row(3, 500, "高级工", "B")]
    outcomes = decide(crossing("技能等级", "职业编码", mode=Mode.DIFFERENCE), facts(录用=rows))
    assert paid(outcomes) == {"H1": 1000, "H2": 2000, "H3": 0}


def test_a_case_that_brings_nothing_excludes_nothing() -> None:
    rows = [row(1, 1000, "技师", "A"), row(2, 3000, "技师", "B"), row(3, 0, "高级工", "A")]
    outcomes = decide(crossing("技能等级", "职业编码", mode=Mode.DIFFERENCE), facts(录用=rows))
    assert paid(outcomes) == {"H1": 1000, "H2": 2000, "H3": 0}


def test_members_of_two_policies_meet_in_a_group_across_policies() -> None:
    def of(title: str) -> Policy:
        measure = M.measure(title, amount="月工资", memberships=(M.member("跨", "人员", prior=OWN),))
        return policy(
            measure, groups=[group("跨", Mode.HIGHEST, across=True)], id=f"某区/{title}", title=title
        )

    outcomes = decide([of("甲"), of("乙")], facts(录用=wages(1000)))
    assert sorted(o.payable // 100 for o in outcomes) == [0, 1000]


def test_a_payment_counts_for_the_members_of_either_policy() -> None:
    def of(title: str, prior: str | None) -> Policy:
        measure = M.measure(title, amount="月工资", memberships=(M.member("跨", "人员", prior=prior),))
        across = group("跨", Mode.DIFFERENCE, across=True)
        return policy(measure, groups=[across], id=f"某区/{title}", title=title)

    known = facts(录用=wages(1000), 已享受=[payment("F1", "300元", "旧补贴")])
    outcomes = decide([of("甲", None), of("乙", OWN)], known)
    assert sum(o.payable // 100 for o in outcomes) == 700


def test_an_honour_without_money_is_kept_beside_the_money_it_does_not_meet() -> None:
    measure = M.measure("称号", amount=None, kind=MeasureKind.HONOUR, memberships=(M.member("一组", "人员"),))
    one = policy(measure, groups=[group("一组", Mode.HIGHEST)])
    assert [o.verdict for o in decide(one, facts(录用=wages(1)))] == [Verdict.ELIGIBLE]


AMOUNTS = st.lists(st.integers(0, 50), min_size=1, max_size=7)


@given(AMOUNTS, st.integers(0, 40))
def test_a_group_with_differences_pays_the_highest_in_all(amounts: list[int], before: int) -> None:
    known = facts(录用=wages(*amounts), 已享受=[payment("F1", f"{before}元", "旧补贴")])
    total = sum(paid(decide(grouped(Mode.DIFFERENCE, prior=OWN), known)).values())
    assert total == max(0, max(amounts) - before)


@given(AMOUNTS)
def test_a_group_of_the_highest_pays_one_of_them(amounts: list[int]) -> None:
    given_ = paid(decide(grouped(Mode.HIGHEST), facts(录用=wages(*amounts))))
    assert sorted(given_.values()) == sorted([max(amounts), *[0] * (len(amounts) - 1)])


LEVELS, JOBS = ("高级工", "技师", "高级技师"), ("A", "B", "C")
CROSSED = st.lists(st.tuples(st.integers(1, 9), st.sampled_from(LEVELS), st.sampled_from(JOBS)), max_size=7)


def best_of(rows: list[tuple[int, str, str]]) -> int:
    def legal(chosen: list[tuple[int, str, str]]) -> bool:
        return all(len({r[part] for r in chosen}) == len(chosen) for part in (1, 2))

    subsets = ([r for i, r in enumerate(rows) if mask >> i & 1] for mask in range(1 << len(rows)))
    return max(sum(r[0] for r in chosen) for chosen in subsets if legal(chosen))


@given(CROSSED, st.sampled_from([Mode.HIGHEST, Mode.DIFFERENCE]))
def test_two_groups_of_one_person_pay_the_best_of_all_legal_combinations(
    rows: list[tuple[int, str, str]], mode: Mode
) -> None:
    hires: Facts = facts(录用=[row(i, *r) for i, r in enumerate(rows, 1)])
    outcomes = decide(crossing("技能等级", "职业编码", mode=mode), hires)
    assert sum(paid(outcomes).values()) == best_of(rows)
    for outcome in outcomes:
        assert 0 <= outcome.payable <= (outcome.amount or 0)
        for effect in outcome.effects:
            assert effect.next_best is None or effect.next_best <= (effect.best or 0)
