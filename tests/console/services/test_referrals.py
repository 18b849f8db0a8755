from __future__ import annotations

from datetime import date

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Authority
from duixian.casework.selection.models import Referral
from duixian.casework.selection.states import ReferralState
from duixian.notices.models import Message
from tests.console.cases.conftest import Enter
from tests.console.services.conftest import REFERRALS, Desk
from tests.service import Officer


def handed_over(desk: Desk, key: str = "Q0") -> Referral:
    """A request that went to the department of the rule."""
    form = {"request": f"求助|{key}", "days": "5"}
    answer = desk.clerk.post(f"{REFERRALS}refer/", form)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return Referral.objects.get(request_key=key)


def test_a_waiting_request_is_handed_over_and_waits_no_more(desk: Desk) -> None:
    assert 'value="求助|Q0"' in desk.clerk.get(REFERRALS).content.decode()
    referral = handed_over(desk)
    page = desk.clerk.get(REFERRALS).content.decode()
    assert referral.department in page
    assert 'value="求助|Q0"' not in page


def test_the_department_s_answer_reaches_the_person(desk: Desk) -> None:
    referral = handed_over(desk)
    place = f"{REFERRALS}{referral.pk}/"
    assert "为什么转给这个部门" in desk.clerk.get(place).content.decode()
    desk.clerk.post(f"{place}answer/", {"done": "yes", "words": "已办理"})
    assert "已办理" in Message.objects.get(kind="referral_answered").body_zh
    assert "已办成" in desk.clerk.get(f"{REFERRALS}?state=answered").content.decode()


def test_a_request_that_the_rule_does_not_carry_stays_and_the_page_says_why(desk: Desk) -> None:
    form = {"request": "求助|Q2", "days": "5"}
    answer = desk.clerk.post(f"{REFERRALS}refer/", form)
    assert answer.status_code == 409
    assert "不符合转办条件" in answer.content.decode()
    assert not Referral.objects.exists()


def test_an_answer_that_is_late_stands_among_the_overdue(desk: Desk) -> None:
    referral = handed_over(desk)
    with clock.at(date(2022, 11, 1)):
        page = desk.clerk.get(f"{REFERRALS}?state=overdue").content.decode()
    assert referral.request_key in page


def test_taken_back_it_can_be_handed_over_again(desk: Desk) -> None:
    referral = handed_over(desk)
    desk.clerk.post(f"{REFERRALS}{referral.pk}/withdraw/")
    referral.refresh_from_db()
    assert referral.state == ReferralState.WITHDRAWN
    assert 'value="求助|Q0"' in desk.clerk.get(REFERRALS).content.decode()


def test_who_works_elsewhere_finds_nothing_and_an_auditor_changes_nothing(
    desk: Desk, officer: Officer, enter: Enter, other_authority: Authority
) -> None:
    place = f"{REFERRALS}{handed_over(desk).pk}/"
    assert enter(officer(Role.FIRST_CHECK, other_authority)).get(place).status_code == 404
    auditor = enter(officer(Role.AUDITOR))
    assert auditor.get(place).status_code == 200
    assert auditor.post(f"{place}answer/", {"done": "yes", "words": "x"}).status_code == 403
