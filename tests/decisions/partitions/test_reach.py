"""What a measure looks at, read off its nodes: what a partition by person holds, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from duixian.decisions.partitions.homes import homes_of
from duixian.decisions.partitions.looking import reach_of
from duixian.decisions.partitions.reach import Look, Manner, Reach
from duixian.language.resolve import Signature
from duixian.language.rule import Measure, Mode, Payee
from duixian.language.types import record
from duixian.language.vocabulary import load_vocabulary
from tests.engines.small import Maker, group, policy, rows_of

WORDS = load_vocabulary()
HOMES = homes_of(WORDS)
HIRING = Maker(vocabulary=WORDS)


def reach(measure: Measure, **more: Any) -> Reach:
    return reach_of(policy(measure, vocabulary=WORDS, **more), measure, HOMES, WORDS)


def looks(condition: str, maker: Maker = HIRING, event: str = "录用日", payee: str = "人员") -> set[Look]:
    return reach(maker.measure("补贴", condition, event=event, payee=payee)).looks


def test_rows_of_a_person_are_split_and_all_others_are_shared() -> None:
    assert HOMES.person == "人员"
    assert all(HOMES.splits(table) for table in ("人员", "录用", "参保", "技能证书", "已享受"))
    assert not any(HOMES.splits(table) for table in ("用人单位", "单位地址", "家庭", "机构", "申报"))


def test_a_row_without_a_person_of_its_own_goes_with_the_row_it_belongs_to() -> None:
    assert HOMES.path("工作室考核", WORDS) == ("工作室", "领办人")


def test_a_result_that_members_require_stands_for_itself() -> None:
    assert not HOMES.splits("竞赛成绩")
    assert HOMES.path("竞赛成员", WORDS) == ("人员",)


def test_rows_linked_to_the_cases_person_are_its_own() -> None:
    assert Look("参保", Manner.OWN) in looks("存在 人员的参保 其中(养老)")


def test_an_employers_seats_are_shared() -> None:
    assert looks("存在 用人单位的单位地址") == {
        Look("录用", Manner.CASE),
        Look("人员", Manner.OWN),
        Look("用人单位", Manner.SHARED),
        Look("单位地址", Manner.SHARED),
    }


def test_an_employers_other_hirings_are_away() -> None:
    assert Look("录用", Manner.AWAY) in looks("计数 用人单位的录用 ≥ 5")


def test_all_rows_of_a_split_table_may_be_anybodys() -> None:
    assert Look("技能证书", Manner.ALL) in looks("计数 所有 技能证书 ≥ 5")


def test_all_rows_that_must_be_the_cases_persons_are_its_own() -> None:
    assert Look("技能证书", Manner.OWN) in looks(
        "存在 所有 技能证书 其中(人员 = 本次的人员 且 技能等级 ≥ 高级工)"
    )


def test_all_rows_of_a_shared_table_are_in_every_partition() -> None:
    assert Look("用人单位", Manner.SHARED) in looks('存在 所有 用人单位 其中(名称 = "某")')


def test_a_studios_other_people_are_away() -> None:
    studio = Maker("工作室认定", vocabulary=WORDS)
    found = looks("存在 工作室的用人单位的参保", studio, "认定日期", "工作室的领办人")
    assert Look("参保", Manner.AWAY) in found


def test_a_studios_leader_is_where_the_studio_is() -> None:
    studio = Maker("工作室认定", vocabulary=WORDS)
    found = looks("存在 工作室的领办人的参保", studio, "认定日期", "工作室的领办人")
    assert {look.manner for look in found} == {Manner.CASE, Manner.OWN}


def test_members_of_a_team_are_away() -> None:
    contest = Maker("竞赛成绩", vocabulary=WORDS)
    payees = (Payee(contest.expr("人员", None, "竞赛成员"), each=rows_of(contest, "竞赛成员", "竞赛成绩")),)
    found = reach(contest.measure("奖励", event="决赛日期", payees=payees))
    assert Look("竞赛成员", Manner.AWAY) in found.looks


def test_a_link_that_may_lead_to_somebody_else_is_named_and_counts_only_where_it_does() -> None:
    training = Maker("培训", vocabulary=WORDS)
    found = reach(training.measure("资助", "技能证书的技能等级 ≥ 高级工", event="结束日期"))
    link = ("培训", "技能证书")
    assert found.same_person == {link}
    assert not found.far()
    assert found.far(frozenset({link})) == (link,)


def test_what_a_definition_looks_at_depends_on_its_argument() -> None:
    definition = HIRING.definition("在保", {"某": record("人员")}, value="存在 某的参保")
    maker = Maker(
        vocabulary=WORDS, definitions={"在保": Signature("在保", definition.parameters, definition.result)}
    )
    own = reach(maker.measure("补贴", "在保(人员)"), definitions=[definition])
    other = reach(maker.measure("补贴", "存在 用人单位的录用 其中(在保(人员))"), definitions=[definition])
    assert Look("参保", Manner.OWN) in own.looks
    assert Look("参保", Manner.AWAY) in other.looks


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("amount", "若 存在 用人单位的录用 则 1000元 否则 0元"),
        ("deadline", "存在 用人单位的录用"),
        ("applies", "存在 用人单位的录用"),
        ("event", "最大 用人单位的录用的录用日"),
    ],
)
def test_every_part_of_a_measure_is_read(part: str, written: str) -> None:
    assert Look("录用", Manner.AWAY) in reach(HIRING.measure("补贴", **{part: written})).looks


COUNT = "计数 用人单位的录用"


@pytest.mark.parametrize(
    "part",
    [
        {"limits": (HIRING.limit("限", [COUNT], count="1次"),)},
        {"quota": HIRING.quota([COUNT], "2名", "-月工资")},
        {"budgets": (HIRING.budget("预算", [COUNT], "1000元"),)},
        {"memberships": (HIRING.member("组", COUNT),)},
        {"payout": HIRING.monthly("1000元", "3年", "录用日", condition="存在 用人单位的录用")},
        {"hold": HIRING.hold("1年", "录用日", "存在 用人单位的录用")},
    ],
    ids=lambda part: next(iter(part)),
)
def test_keys_payouts_and_holds_are_read(part: dict[str, Any]) -> None:
    found = reach(HIRING.measure("补贴", **part), groups=[group("组", Mode.HIGHEST)])
    assert Look("录用", Manner.AWAY) in found.looks


def test_payments_that_a_group_counts_are_its_persons_own() -> None:
    member = HIRING.member("组", "人员", prior='事项 = "引才" 且 人员 = 本次的人员')
    found = reach(HIRING.measure("补贴", memberships=(member,)), groups=[group("组", Mode.HIGHEST)])
    assert Look("已享受", Manner.OWN) in found.looks


def test_payments_that_nothing_narrows_may_be_anybodys() -> None:
    member = HIRING.member("组", "用人单位", prior='事项 = "引才"')
    found = reach(HIRING.measure("补贴", memberships=(member,)), groups=[group("组", Mode.HIGHEST)])
    assert Look("已享受", Manner.ALL) in found.looks


def test_payments_for_the_case_itself_are_found_by_their_matter() -> None:
    member = HIRING.member("组", "合同编号", prior="事项编号 = 本次的合同编号")
    found = reach(HIRING.measure("补贴", memberships=(member,)), groups=[group("组", Mode.HIGHEST)])
    assert Look("已享受", Manner.OWN) in found.looks
