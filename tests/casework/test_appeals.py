from __future__ import annotations

from datetime import date

import pytest

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import appeals, steps
from duixian.casework.errors import NotPossible, RefusalWithoutClause, SameOfficer
from duixian.casework.models import Case
from duixian.casework.models.appeal import AppealState
from duixian.casework.states import State
from duixian.registry.store import facts
from tests.casework.office import Office, certificate


def refused(office: Office) -> Case:
    """A claim refused at the second check."""
    office.person(1, "张三")
    case = office.claim(1, certificate("Z1", 1, level="中级工"))
    for officer in (office.intake, office.first):
        case = steps.pass_(case, officer)
    return steps.refuse(case, office.second)


def corrected(office: Office) -> None:
    """The register had the level wrong."""
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "高级工"}, actor=None, source="更正")


def test_an_appeal_opens_the_case_again_with_its_history(office: Office) -> None:
    case = refused(office)
    appeals.open_appeal(case, office.account_of(1), "等级登记错误")
    row = Case.objects.get(pk=case.pk)
    assert (row.state, row.step, row.attempt) == (State.CHECKING, "复核", 2)
    assert [one.verb for one in row.history.all()][-2:] == ["不予", "重新办理"]


def test_whoever_refused_does_not_decide_the_appeal(office: Office) -> None:
    case = refused(office)
    appeal = appeals.open_appeal(case, office.account_of(1), "等级登记错误")
    appeal.case.refresh_from_db()
    with pytest.raises(SameOfficer):
        appeals.uphold(appeal, office.second)


def test_a_refusal_upheld_cites_its_clause_again(office: Office) -> None:
    appeal = appeals.open_appeal(refused(office), office.account_of(1), "等级登记错误")
    appeal.case.refresh_from_db()
    held = appeals.uphold(appeal, office.by(Role.SECOND_CHECK, 2))
    last = held.case.history.last()
    assert (held.state, last and last.details["citations"][0]["quote"]) == (
        AppealState.UPHELD,
        "高级工及以上证书",
    )


def test_what_the_policy_grants_by_now_cannot_be_refused_again(office: Office) -> None:
    appeal = appeals.open_appeal(refused(office), office.account_of(1), "等级登记错误")
    corrected(office)
    appeal.case.refresh_from_db()
    with pytest.raises(RefusalWithoutClause):
        appeals.uphold(appeal, office.by(Role.SECOND_CHECK, 2))


def test_a_refusal_reversed_goes_through_the_steps_again(office: Office) -> None:
    appeal = appeals.open_appeal(refused(office), office.account_of(1), "等级登记错误")
    appeal.case.refresh_from_db()
    appeals.reverse(appeal, office.by(Role.SECOND_CHECK, 2), "登记有误，已更正")
    case = Case.objects.get(pk=appeal.case_id)
    assert (case.state, case.step) == (State.CHECKING, "受理")


def test_an_appeal_after_its_time_or_a_second_one_is_not_taken(office: Office) -> None:
    case = refused(office)
    with clock.at(date(2026, 12, 1)), pytest.raises(NotPossible, match="期限"):
        appeals.open_appeal(case, office.account_of(1), "等级登记错误")
    appeal = appeals.open_appeal(case, office.account_of(1), "等级登记错误")
    appeal.case.refresh_from_db()
    again = appeals.uphold(appeal, office.by(Role.SECOND_CHECK, 2)).case
    again.refresh_from_db()
    with pytest.raises(NotPossible, match="已提出过"):
        appeals.open_appeal(again, office.account_of(1), "再次提出")
