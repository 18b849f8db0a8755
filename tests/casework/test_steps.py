from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from duixian.authorities import clock
from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.errors import RoleRefused
from duixian.authorities.models import AccessLog, Account, Authority
from duixian.casework import joint, publishing, steps, viewing
from duixian.casework.accepting import accept
from duixian.casework.errors import CaseMoved, NotPossible, NotYours, NotYourStep, SameOfficer, StepNotDone
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.ledger.kinds import Kind
from duixian.ledger.queries import balance
from duixian.notices import publicity as notices
from duixian.registry.store import facts
from tests.casework.office import Office, certificate, opened

Appoint = Callable[..., Account]


@pytest.fixture
def strict(monday: None, authority: Authority, officer: Appoint) -> Office:
    return opened(authority, officer, "strict")


def claimed(office: Office) -> Case:
    office.person(1, "张三")
    return office.claim(1, certificate("Z1", 1))


def test_of_two_officers_who_press_at_once_the_second_is_told_who_was_first(office: Office) -> None:
    case = claimed(office)
    steps.pass_(case, office.intake)
    other = office.by(Role.INTAKE, 2)
    with pytest.raises(CaseMoved) as found:
        steps.return_(case, other, "看不清")
    assert office.intake.name in found.value.message.zh
    assert "通过" in found.value.message.zh


def test_a_step_is_for_its_role_alone(office: Office) -> None:
    with pytest.raises(RoleRefused):
        steps.pass_(claimed(office), office.first)


def test_nobody_checks_a_second_time_what_he_checked_first(office: Office) -> None:
    case = steps.pass_(claimed(office), office.intake)
    appoint(office.intake, office.authority, Role.SECOND_CHECK)
    case = steps.pass_(case, office.first)
    with pytest.raises(SameOfficer):
        steps.pass_(case, office.intake)


def test_a_case_that_a_colleague_took_is_left_to_him(office: Office) -> None:
    case = steps.take(claimed(office), office.intake)
    with pytest.raises(NotYourStep):
        steps.pass_(case, office.by(Role.INTAKE, 2))
    assert steps.pass_(case, office.intake).step == "初审"


def test_a_case_sent_back_goes_through_the_step_before_again(office: Office) -> None:
    case = steps.pass_(claimed(office), office.intake)
    case = steps.return_(case, office.first, "材料与登记不一致")
    last = case.history.last()
    assert last is not None
    assert (case.step, case.attempt, last.words) == ("受理", 2, "材料与登记不一致")


def test_a_claimant_withdraws_and_may_claim_again(office: Office) -> None:
    case = claimed(office)
    with pytest.raises(NotYours):
        steps.withdraw(case, office.account_of(2))
    steps.withdraw(case, office.account_of(1))
    assert office.claim(1, certificate("Z1", 1)).state == State.CHECKING


def test_a_paid_case_cannot_be_withdrawn(office: Office) -> None:
    case = claimed(office)
    Case.objects.filter(pk=case.pk).update(state=State.PAID)
    with pytest.raises(NotPossible, match="已支付"):
        steps.withdraw(case, office.account_of(1))


def test_a_visit_takes_two_officers(strict: Office) -> None:
    case = steps.pass_(claimed(strict), strict.intake)
    with pytest.raises(StepNotDone, match="现场核查"):
        steps.pass_(case, strict.first)
    said: dict[str, Any] = {"on": date(2026, 9, 28), "place": "厂区", "found": "属实", "agrees": True}
    with pytest.raises(SameOfficer):
        joint.record_visit(case, strict.first, strict.first, **said)
    joint.record_visit(case, strict.first, strict.by(Role.FIRST_CHECK, 2), **said)
    assert steps.pass_(case, strict.first).step == "联审"


def test_a_joint_check_waits_for_every_department_named(strict: Office) -> None:
    case = claimed(strict)
    Case.objects.filter(pk=case.pk).update(step="联审")
    case.refresh_from_db()
    for department in ("教育局", "公安局"):
        with pytest.raises(StepNotDone, match="公安局"):
            steps.pass_(case, strict.first)
        account = strict.by(Role.JOINT_CHECK, 2 if department == "公安局" else 1)
        appoint(account, strict.authority, Role.JOINT_CHECK, subject=(joint.DEPARTMENT, department))
        joint.give_opinion(case, account, department, agrees=True)
    assert steps.pass_(case, strict.first).step == "复核"


def test_a_department_speaks_only_for_itself(strict: Office) -> None:
    case = claimed(strict)
    Case.objects.filter(pk=case.pk).update(step="联审")
    case.refresh_from_db()
    account = strict.by(Role.JOINT_CHECK)
    appoint(account, strict.authority, Role.JOINT_CHECK, subject=(joint.DEPARTMENT, "教育局"))
    with pytest.raises(NotYourStep):
        joint.give_opinion(case, account, "公安局", agrees=True)


def test_a_policy_may_give_notice_inside_the_employer_first(strict: Office) -> None:
    case = claimed(strict)
    Case.objects.filter(pk=case.pk).update(step="复核")
    case.refresh_from_db()
    accept(case, strict.intake)
    notice = publishing.publish([steps.pass_(case, strict.second)], strict.first, "公示")
    with clock.at(date(2026, 10, 20)):
        assert publishing.conclude(notice) == []
    with clock.at(date(2026, 11, 20)):
        assert [one.number for one in publishing.conclude(notice)] == [case.number]


def test_every_look_at_sealed_parts_is_logged_and_for_those_who_may(office: Office) -> None:
    case = claimed(office)
    assert viewing.claimed(case, office.first).account.number == "6222020000000001"
    assert AccessLog.objects.filter(account=office.first, key=case.number, action="view").count() == 1
    with pytest.raises(NotYours):
        viewing.claimed(case, office.account_of(2))


def test_what_was_promised_is_let_go_when_an_objection_makes_it_a_refusal(office: Office) -> None:
    case = claimed(office)
    for officer in (office.intake, office.first, office.second):
        case = steps.pass_(case, officer)
    notice = publishing.publish([case], office.first, "公示")
    notices.resolve(
        notices.object_to(notice.lines.get(), "等级不实"), upheld=True, reason="属实", actor=office.first
    )
    (case,) = publishing.follow(office.authority)
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
    steps.refuse(case, office.intake)
    assert balance(office.item)[Kind.RESERVED] == 0
