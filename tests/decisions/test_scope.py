"""What is decided for one person, employer or case is what a run over everything decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.decisions.bonds import alternatives, is_readable
from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_document
from duixian.decisions.identity import case_id
from duixian.decisions.scope import Subject, decide_for, scope_of
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Mode, Policy
from tests.engines.small import Maker, facts, group, hire, policy

DAY = date(2022, 12, 31)
HIRING = Maker()
HONOUR = Maker("荣誉")


def place(key: str, person: str, on: str = "2022-03-01") -> dict[str, object]:
    return {"荣誉编号": key, "人员": person, "荣誉名称": "甲", "授予日期": on}


@cache
def world() -> tuple[Policy, Facts]:
    """A limit for each person, a quota for each employer, and a group across two registers."""
    first = HIRING.measure(
        "录用补贴",
        amount="月工资",
        limits=(HIRING.limit("一次", ["人员"], count="1次"),),
        quota=HIRING.quota(["用人单位"], "2名", "-月工资"),
        memberships=(HIRING.member("就高", "人员"),),
    )
    second = HONOUR.measure(
        "荣誉奖", amount="2000元", event="授予日期", memberships=(HONOUR.member("就高", "人员"),)
    )
    hires = [
        hire(
            f"H{n}", f"2022-0{n % 6 + 1}-10", f"P{n % 5}", 用人单位=f"E{n % 3}", 月工资=f"{1000 + 300 * n}元"
        )
        for n in range(12)
    ]
    people = [{"身份证号": f"P{n}", "姓名": f"某{n}"} for n in range(6)]
    known = facts(录用=hires, 荣誉=[place(f"R{n}", f"P{n}") for n in range(4)], 人员=people)
    return policy(first, second, groups=[group("就高", Mode.HIGHEST)]), known


def documents(outcomes: Sequence[Outcome]) -> dict[str, object]:
    return {case_id(o): decision_document(o) for o in outcomes}


@cache
def whole() -> dict[str, object]:
    one, known = world()
    return documents(decide([one], known, DAY))


@given(st.integers(0, 5))
def test_a_persons_decisions_are_those_of_the_whole_run(number: int) -> None:
    one, known = world()
    found = decide_for([one], known, DAY, Subject("人员", f"P{number}"))
    assert all(o.record.values["人员"] == f"P{number}" for o in found)
    assert documents(found).items() <= whole().items()


def test_no_case_of_a_person_is_left_out() -> None:
    one, known = world()
    found = {n: len(decide_for([one], known, DAY, Subject("人员", f"P{n}"))) for n in range(6)}
    assert sum(found.values()) == len(whole())


@given(st.integers(0, 2))
def test_an_employers_decisions_are_those_of_the_whole_run(number: int) -> None:
    one, known = world()
    found = decide_for([one], known, DAY, Subject("用人单位", f"E{number}"))
    assert len(found) == 4
    assert documents(found).items() <= whole().items()


def test_one_decision_is_found_by_its_number() -> None:
    one, known = world()
    for name, document in whole().items():
        assert documents(decide_for([one], known, DAY, Subject(case=name))) == {name: document}


def test_a_number_that_no_case_has_finds_nothing() -> None:
    one, known = world()
    assert decide_for([one], known, DAY, Subject(case="0" * 16)) == []


def test_without_shared_keys_only_a_persons_own_records_are_needed() -> None:
    one = policy(HIRING.measure(limits=(HIRING.limit("一次", ["人员"], count="1次"),)))
    known = facts(录用=[hire("H1"), hire("H2", person="P2")], 人员=[{"身份证号": "P1", "姓名": "某"}])
    scope = scope_of([one], known, DAY, Subject("人员", "P1"))
    assert [record.key for record in scope.needed["录用"]] == ["H1"]


def test_a_key_that_a_record_does_not_tell_takes_in_everything() -> None:
    one = policy(HIRING.measure(limits=(HIRING.limit("每年", ["年份(事件日)"], count="1次"),)))
    known = facts(录用=[hire("H1"), hire("H2", person="P2")], 人员=[{"身份证号": "P1", "姓名": "某"}])
    scope = scope_of([one], known, DAY, Subject("人员", "P1"))
    assert len(scope.needed["录用"]) == 2


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("人员", True),
        ("人员的姓名", True),
        ("职业编码", True),
        ("年份(录用日)", False),
        ("最近 人员的参保", False),
    ],
)
def test_a_key_is_read_off_a_record_where_it_is_a_path(written: str, readable: bool) -> None:
    assert is_readable(HIRING.expr(written)) is readable


def test_a_choice_may_come_to_either_of_its_values() -> None:
    node = HIRING.expr("若 无固定期限 则 用人单位 否则 用工单位")
    assert [part.text for part in alternatives(node)] == ["用人单位", "用工单位"]
