"""A case with something missing is not swallowed: whoever's turn it may take is undetermined until it is known."""

from __future__ import annotations

from duixian.language.outcome import Outcome, Verdict
from duixian.language.rule import Group, Measure, Mode
from tests.engines.small import Maker, decide, facts, group, hire, policy

MAKER = Maker()


def _verdicts(outcomes: list[Outcome]) -> dict[str, str]:
    return {f"{o.measure.name} {o.record.key}": o.verdict.value for o in outcomes}


def _decided(
    *measures: Measure, rows: list[dict[str, object]], groups: tuple[Group, ...] = ()
) -> dict[str, str]:
    people = [{"身份证号": f"P{i}", "姓名": "某"} for i in (1, 2, 3)]
    return _verdicts(decide(policy(*measures, groups=groups), facts(录用=rows, 人员=people)))


def _ranked() -> Measure:
    quota = MAKER.quota([], "1", "-月工资")
    return MAKER.measure("补贴", "技能等级 ≥ 高级工", quota=quota)


def test_a_place_that_a_pending_rival_may_win_is_nobodys_yet() -> None:
    rows = [
        hire("H1", person="P1", 月工资="9000"),
        hire("H2", person="P2", 月工资="8000", 技能等级="高级工"),
    ]
    assert _decided(_ranked(), rows=rows) == {"补贴 H1": "待定", "补贴 H2": "待定"}


def test_a_rival_of_lower_rank_leaves_the_place_alone() -> None:
    rows = [
        hire("H1", person="P1", 月工资="7000"),
        hire("H2", person="P2", 月工资="8000", 技能等级="高级工"),
    ]
    assert _decided(_ranked(), rows=rows)["补贴 H2"] == Verdict.ELIGIBLE.value


def test_a_rival_that_does_not_hold_leaves_the_place_alone() -> None:
    rows = [
        hire("H1", person="P1", 月工资="9000", 技能等级="初级工"),
        hire("H2", person="P2", 月工资="8000", 技能等级="高级工"),
    ]
    assert _decided(_ranked(), rows=rows) == {"补贴 H1": "不符合", "补贴 H2": "符合"}


def _once() -> Measure:
    limit = MAKER.limit("一次", ["人员"], count="1次")
    return MAKER.measure("补贴", "技能等级 ≥ 高级工", limits=(limit,))


def test_the_second_time_waits_for_the_first() -> None:
    rows = [hire("H1", "2022-01-10"), hire("H2", "2022-03-10", 技能等级="高级工")]
    assert _decided(_once(), rows=rows) == {"补贴 H1": "待定", "补贴 H2": "待定"}


def test_the_first_time_does_not_wait_for_the_second() -> None:
    rows = [hire("H1", "2022-01-10", 技能等级="高级工"), hire("H2", "2022-03-10")]
    assert _decided(_once(), rows=rows)["补贴 H1"] == Verdict.ELIGIBLE.value


def test_the_third_time_is_refused_whatever_the_pending_one_becomes() -> None:
    rows = [
        hire("H1", "2022-01-10", 技能等级="高级工"),
        hire("H2", "2022-02-10"),
        hire("H3", "2022-03-10", 技能等级="高级工"),
    ]
    assert _decided(_once(), rows=rows)["补贴 H3"] == Verdict.INELIGIBLE.value


def _pair(mode: Mode) -> tuple[tuple[Measure, Measure], tuple[Group, ...]]:
    lower = MAKER.measure("低", amount="1000元", memberships=(MAKER.member("组", "人员"),))
    higher = MAKER.measure(
        "高", "技能等级 ≥ 高级工", amount="3000元", memberships=(MAKER.member("组", "人员"),)
    )
    return (lower, higher), (group("组", mode),)


def test_the_lower_of_a_highest_group_waits_for_the_pending_higher() -> None:
    measures, groups = _pair(Mode.HIGHEST)
    assert _decided(*measures, rows=[hire("H1")], groups=groups) == {"低 H1": "待定", "高 H1": "待定"}


def test_where_the_difference_is_made_good_the_lower_need_not_wait() -> None:
    measures, groups = _pair(Mode.DIFFERENCE)
    assert _decided(*measures, rows=[hire("H1")], groups=groups)["低 H1"] == Verdict.ELIGIBLE.value
