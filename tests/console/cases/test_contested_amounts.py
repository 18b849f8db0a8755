from __future__ import annotations

from django.urls import reverse

from duixian.authorities.duties import Role
from duixian.casework import appeals, steps
from duixian.casework.models import Appeal, Case
from duixian.decisions.store.models import Difference
from duixian.registry.store import facts
from tests.casework.office import Office
from tests.console.cases.claims import at_first_check, now
from tests.console.cases.conftest import Enter
from tests.console.cases.test_acts import press


def contested(office: Office) -> Case:
    """A claim granted, whose claimant contests the amount."""
    case = at_first_check(office)
    for officer in (office.first, office.second):
        case = steps.pass_(case, officer)
    appeals.open_appeal(case, office.account_of(1), "少算了")
    return now(case)


def page_of(case: Case) -> str:
    return reverse("console:case", args=[case.number])


def test_appeals_stand_in_a_list_with_their_clock(office: Office, enter: Enter) -> None:
    case = contested(office)
    listed = enter(office.first).get(reverse("console:appeals")).content.decode()
    assert case.number in listed
    assert "2026年10月16日" in listed
    assert "少算了" in listed


def test_whoever_granted_it_reads_why_somebody_else_answers(office: Office, enter: Enter) -> None:
    shown = enter(office.second).get(page_of(contested(office))).content.decode()
    assert "必须由另一人办理" in shown
    assert "金额不变，答复申请人" not in shown


def test_fresh_eyes_let_the_amount_stand(office: Office, enter: Enter) -> None:
    case, fresh = contested(office), enter(office.by(Role.SECOND_CHECK, 2))
    assert "金额没有变化" in fresh.get(page_of(case)).content.decode()
    press(fresh, case, "stand", words="与证书一致")
    assert Appeal.objects.get().state == "维持"
    assert now(case).state == "已通过"


def test_where_the_facts_are_others_by_now_a_new_decision_is_offered_alone(
    office: Office, enter: Enter
) -> None:
    case, fresh = contested(office), enter(office.by(Role.SECOND_CHECK, 2))
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
    shown = fresh.get(page_of(case)).content.decode()
    assert "作出新的决定" in shown
    assert "金额不变，答复申请人" not in shown
    press(fresh, case, "revise", words="等级登记有误")
    assert (Appeal.objects.get().state, Difference.objects.get().kind) == ("改正", "追回")


def test_the_line_of_an_appeal_says_where_it_comes_from(office: Office, enter: Enter) -> None:
    case, fresh = contested(office), enter(office.by(Role.SECOND_CHECK, 2))
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "中级工"}, actor=None, source="更正")
    press(fresh, case, "revise", words="等级登记有误")
    shown = enter(office.second).get(reverse("console:differences")).content.decode()
    assert case.number in shown
    assert "异议与复核" in shown
