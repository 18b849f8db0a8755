from __future__ import annotations

import pytest

from duixian.authorities import clock
from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority
from duixian.casework.models import Case
from duixian.casework.screens.afterwards import screen_paid
from duixian.casework.screens.matters import mark_paid
from duixian.casework.screens.models import Flag, When
from duixian.casework.states import State
from duixian.decisions.store.models import PolicyVersion
from duixian.registry.store import facts
from tests.casework.screens.bench import DAY, case_about, found, know, screened
from tests.decisions.store import office
from tests.decisions.store.office import EMPLOYER, PEOPLE
from tests.service import Officer

PERSON, OTHER, THIRD = PEOPLE


def shown(flags: tuple[Flag, ...], screen: str) -> set[str]:
    return {fact["value"] for flag in flags if flag.screen == screen for fact in flag.facts}


def test_the_dead_are_found_with_the_day_they_died(authority: Authority, version: PolicyVersion) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲", 死亡日期="2026-05-01")
    know(authority, "人员", 身份证号=OTHER, 姓名="乙")
    dead, alive = (case_about(authority, version, person) for person in (PERSON, OTHER))
    flags = screened(authority, dead, alive).flags
    assert [(flag.case, flag.screen) for flag in flags if not flag.unknown] == [(dead, "死亡")]
    assert "2026-05-01" in shown(flags, "死亡")


@pytest.mark.parametrize(
    ("status", "screen"), [("退休", "退休"), ("在校学生", "学生"), ("公务员", "财政供养")]
)
def test_the_retired_students_and_public_staff_are_found_while_they_are_so(
    authority: Authority, version: PolicyVersion, status: str, screen: str
) -> None:
    for person, until in ((PERSON, ""), (OTHER, "2025-12-31")):
        know(authority, "人员", 身份证号=person, 姓名="甲")
        know(authority, "人员身份", 人员=person, 身份=status, 起始日期="2024-01-01", 终止日期=until)
    now, before = (case_about(authority, version, person) for person in (PERSON, OTHER))
    assert found(screened(authority, now).flags) == {screen}
    assert found(screened(authority, before).flags) == set()


def test_whoever_left_and_has_no_contract_is_found_with_the_contract_that_ended(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "用人单位", 统一社会信用代码=EMPLOYER, 名称="某公司")
    for number, (person, ended) in enumerate(((PERSON, "2026-01-31"), (OTHER, ""))):
        know(authority, "人员", 身份证号=person, 姓名="甲")
        know(
            authority,
            "录用",
            合同编号=f"K{number}",
            人员=person,
            用人单位=EMPLOYER,
            录用日="2022-03-01",
            解除日=ended,
        )
    left, stayed = (case_about(authority, version, person) for person in (PERSON, OTHER))
    assert found(screened(authority, left).flags) == {"离职"}
    assert "2026-01-31" in shown(screened(authority, left).flags, "离职")
    assert found(screened(authority, stayed).flags) == set()


def test_one_account_for_two_payees_is_found_in_both_cases_by_its_last_digits(
    authority: Authority, version: PolicyVersion
) -> None:
    cases = [case_about(authority, version, person, account="6222000011112222") for person in (PERSON, OTHER)]
    alone = case_about(authority, version, THIRD, account="6222000033334444")
    flags = screened(authority, *cases, alone).flags
    assert {flag.case for flag in flags if flag.screen == "一户多人"} == set(cases)
    assert "尾号2222" in shown(flags, "一户多人")
    assert not any("11112222" in str(flag.facts) for flag in flags)


def test_one_payees_two_cases_on_one_account_are_no_finding(
    authority: Authority, version: PolicyVersion
) -> None:
    cases = [case_about(authority, version, PERSON, account="6222000011112222") for _ in range(2)]
    assert "一户多人" not in found(screened(authority, *cases).flags)


def test_a_case_is_compared_with_all_live_cases_of_the_authority_not_only_those_of_the_run(
    authority: Authority, version: PolicyVersion
) -> None:
    first, second = (case_about(authority, version, p, account="6222000011112222") for p in (PERSON, OTHER))
    assert "一户多人" in found(screened(authority, first).flags)
    Case.objects.filter(pk=second.pk).update(state=State.WITHDRAWN)
    third = case_about(authority, version, PERSON, account="6222000011112222")
    assert "一户多人" not in found(screened(authority, third).flags)


def test_one_phone_for_three_payees_is_found_and_for_two_is_not(
    authority: Authority, version: PolicyVersion
) -> None:
    for person in PEOPLE:
        know(authority, "人员", 身份证号=person, 姓名="甲", 联系电话="13800000000")
    cases = [case_about(authority, version, person) for person in (PERSON, OTHER)]
    assert "一号多人" not in found(screened(authority, *cases).flags)
    cases.append(case_about(authority, version, THIRD))
    assert "一号多人" in found(screened(authority, *cases).flags)


def test_one_issuer_of_many_certificates_on_one_day_is_found(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲")
    cases = []
    for number in range(30):
        know(
            authority,
            "技能证书",
            证书编号=f"Z{number}",
            人员=PERSON,
            发证日期="2026-03-01",
            发证机构="某评价机构",
        )
        cases.append(case_about(authority, version, PERSON, matter=("技能证书", f"Z{number}")))
    flags = screened(authority, *cases).flags
    assert len([flag for flag in flags if flag.screen == "一机构多证"]) == 30
    assert "某评价机构，2026-03-01" in shown(flags, "一机构多证")


def test_the_same_matter_paid_by_another_authority_is_found_by_the_others_name_alone(
    authority: Authority, other_authority: Authority, version: PolicyVersion, officer: Officer
) -> None:
    mark_paid([case_about(other_authority, version, OTHER, matter=("录用", f"H-{PERSON}"))])
    ours = case_about(authority, version, PERSON, matter=("录用", f"H-{PERSON}"))
    with acting_for(authority):
        flags = screened(authority, ours).flags
    assert other_authority.name in shown(flags, "他处已付")
    assert "他处已付" not in found(screened(authority, case_about(authority, version, PERSON)).flags)


def test_the_same_finding_is_made_once_and_a_new_fact_makes_a_new_one(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲", 死亡日期="2026-05-01")
    case = case_about(authority, version, PERSON)
    assert [screened(authority, case, when=when).fresh for when in (When.BEFORE, When.AFTER)] == [1, 0]
    facts.correct(authority, "人员", PERSON, {"死亡日期": "2026-06-01"}, actor=None, source="民政")
    assert screened(authority, case).fresh == 1


def test_a_death_that_is_learnt_of_after_payment_is_found_by_the_screens_of_the_paid(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲")
    case = case_about(authority, version, PERSON)
    Case.objects.filter(pk=case.pk).update(state=State.PAID)
    assert screen_paid(authority).fresh == 0
    facts.correct(authority, "人员", PERSON, {"死亡日期": "2026-05-01"}, actor=None, source="民政")
    with clock.at(DAY):
        [flag] = screen_paid(authority).flags
    assert (flag.case, flag.when) == (case, When.AFTER)


def test_what_is_unknown_is_flagged_as_unknown_never_passed(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "用人单位", 统一社会信用代码=EMPLOYER, 名称="某公司")
    know(authority, "人员", 身份证号=PERSON, 姓名="甲", 死亡日期="未知")
    [flag] = [
        f for f in screened(authority, case_about(authority, version, PERSON)).flags if f.screen == "死亡"
    ]
    assert flag.unknown


def test_a_register_that_nobody_supplied_is_named_and_not_taken_for_empty(
    authority: Authority, version: PolicyVersion
) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲")
    ran = screened(authority, case_about(authority, version, PERSON))
    assert {screen.name for screen in ran.not_asked} >= {"退休", "学生", "财政供养"}


def test_a_policys_own_screens_add_to_those_of_the_house_and_leave_one_out_with_a_reason(
    authority: Authority, officer: Officer, own_version: PolicyVersion
) -> None:
    know(authority, "人员", 身份证号=PERSON, 姓名="甲", 死亡日期="2026-05-01", 学历="博士")
    flags = screened(authority, case_about(authority, own_version, PERSON)).flags
    assert found(flags) == {"博士"}


@pytest.fixture
def own_version(
    authority: Authority, officer: Officer, tmp_path_factory: pytest.TempPathFactory
) -> PolicyVersion:
    folder = tmp_path_factory.mktemp("own") / "hiring" / "own"
    folder.mkdir(parents=True)
    for path in office.FOLDER.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "screens.yaml").write_text(OWN, "utf-8")
    return office.published(authority, officer, folder)


OWN = """
死亡: {不用: 由遗属领取}
博士: {名称: 收款人是博士, 英文: The payee is a doctor, 看: 人员, 当: 学历 = 博士, 出示: {人员: [学历]}}
"""
