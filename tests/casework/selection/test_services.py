"""Services without money: the yearly list, and requests that another department answers."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection import referrals, rosters
from duixian.casework.selection.errors import RegisterError
from duixian.casework.selection.models import Referral, YearlyList
from duixian.casework.selection.states import EntryState, ReferralState
from duixian.decisions.store.deciding import decide_registry
from duixian.notices.models import Message
from tests.casework.selection.panel import CALLED, PEOPLE, District, district, known
from tests.service import Officer

pytestmark = pytest.mark.django_db

UNTIL = date(2022, 12, 20)


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    found = district(authority, officer)
    for n, level in enumerate(("技师", "高级技师", "高级工")):
        known(
            found,
            "技能证书",
            {"证书编号": f"Z{n}", "人员": PEOPLE[n], "技能等级": level, "发证日期": "2020-05-01"},
        )
        known(found, "求助", {"求助编号": f"Q{n}", "身份证号": PEOPLE[n], "提出日期": "2022-10-08"})
    return found


def drawn(home: District) -> YearlyList:
    with clock.at(CALLED):
        run = decide_registry(home.authority, [home.version], CALLED, actor=home.clerk)
        return rosters.draw(run, home.version.policy, "技师体检", 2022, UNTIL, home.clerk)


def referred(home: District, key: str = "Q0") -> Referral:
    with clock.at(CALLED):
        return referrals.refer(
            home.authority, home.version, "落户帮助", "求助", key, working_days=5, actor=home.clerk
        )


def test_everybody_whom_the_rule_names_is_on_the_list_of_the_year_and_told(home: District) -> None:
    assert drawn(home).entries.count() == 2
    told = Message.objects.filter(kind="invited")
    assert {message.body_zh for message in told} == {"您符合“技师体检”，请在2022年12月20日前预约。"}
    assert told.values("subject_key").distinct().count() == 2


def test_a_list_is_drawn_once_a_year_and_never_empty(home: District) -> None:
    run = drawn(home).run
    with pytest.raises(RegisterError, match="已经生成"):
        rosters.draw(run, home.version.policy, "技师体检", 2022, UNTIL, home.clerk)
    with pytest.raises(RegisterError, match="没有符合"):
        rosters.draw(run, home.version.policy, "技师体检", 2031, UNTIL, home.clerk)


def test_who_came_and_who_did_not_is_noted(home: District) -> None:
    first, second = drawn(home).entries.order_by("pk")
    rosters.note(first, EntryState.ATTENDED, UNTIL, home.clerk)
    rosters.note(second, EntryState.DECLINED, UNTIL, home.clerk)
    assert sorted(first.list.entries.values_list("state", flat=True)) == ["attended", "declined"]


def test_a_request_goes_to_the_department_of_the_rule_and_its_answer_to_the_person(home: District) -> None:
    referral = referred(home)
    assert (referral.department, referral.due_on) == ("公安部门", date(2022, 10, 17))
    referrals.answer(referral, True, "已办理落户", home.clerk)
    kinds = Message.objects.filter(subject_key=referral.key).order_by("id").values_list("kind", "body_zh")
    assert list(kinds) == [
        ("referred", "您的“落户帮助”请求已转公安部门办理，2022年10月17日前答复。"),
        ("referral_answered", "公安部门对“落户帮助”的答复：已办理落户。"),
    ]


def test_a_request_that_the_rule_does_not_hold_for_is_refused_with_the_clause(home: District) -> None:
    with pytest.raises(RegisterError, match="技师（第四条）"):
        referred(home, "Q2")


def test_a_request_is_referred_once_and_answered_once(home: District) -> None:
    referral = referred(home)
    with pytest.raises(RegisterError, match="已经转办"):
        referred(home)
    with pytest.raises(RegisterError):
        referrals.answer(referral, True, " ", home.clerk)
    referrals.answer(referral, False, "不符合落户条件", home.clerk)
    with pytest.raises(RegisterError):
        referrals.answer(referral, True, "又办了", home.clerk)


def test_a_withdrawn_referral_can_be_made_again(home: District) -> None:
    referrals.withdraw(referred(home), home.clerk)
    assert referred(home).state == ReferralState.OPEN
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(state=ReferralState.WITHDRAWN).update(state=ReferralState.OPEN)


def test_an_unanswered_referral_is_overdue_after_its_last_day(home: District) -> None:
    referral = referred(home)
    with clock.at(referral.due_on):
        assert not referrals.overdue(home.authority).exists()
    with clock.at(date(2022, 10, 18)):
        assert list(referrals.overdue(home.authority)) == [referral]
