from __future__ import annotations

from duixian.authorities.duties import Role
from duixian.casework import amounts
from duixian.casework.models import Appeal, Case
from tests.casework.office import Office
from tests.portal.conftest import Known, Person
from tests.portal.test_cases import approved


def contested(office: Office, newcomer: Person) -> tuple[Case, str]:
    """A case whose amount its claimant contests, and its page."""
    case = approved(office)
    page = f"/my/cases/{case.number}/"
    newcomer.post(f"{page}appeal/", grounds="少算了", kind="复核")
    return case, page


def test_an_amount_is_contested_on_the_page_that_explains_it(office: Office, newcomer: Person) -> None:
    case = approved(office)
    page = newcomer.get(f"/my/cases/{case.number}/")
    assert page.index("怎么算的，依据哪些话") < page.index("对金额有异议？")
    newcomer.post(f"/my/cases/{case.number}/appeal/", grounds="少算了", kind="复核")
    assert Appeal.objects.get().about == "金额"


def test_while_it_is_contested_the_page_says_until_when_and_that_nothing_is_paid(
    office: Office, newcomer: Person
) -> None:
    _, page = contested(office, newcomer)
    shown = newcomer.get(page)
    assert "金额正在复核" in shown
    assert "2026年10月16日 前答复" in shown
    assert "对金额有异议？" not in shown


def test_what_was_contested_is_taken_back_with_one_button(office: Office, newcomer: Person) -> None:
    _, page = contested(office, newcomer)
    newcomer.post(f"{page}appeal/", back="yes")
    assert Appeal.objects.get().state == "终止"
    assert "金额正在复核" not in newcomer.get(page)


def test_the_answer_stands_in_the_case_s_story_with_its_reason(office: Office, newcomer: Person) -> None:
    case, page = contested(office, newcomer)
    appeal = Appeal.objects.get()
    appeal.case = Case.objects.get(pk=case.pk)
    amounts.uphold(appeal, office.by(Role.SECOND_CHECK, 2))
    shown = newcomer.get(page)
    assert shown.index("您对金额提出了异议") < shown.index("复核结果：金额不变")
    assert "按此计算为 1,200.00 元（第一条“" in shown


def test_anothers_objection_is_not_taken_back(office: Office, newcomer: Person, known: Known) -> None:
    _, page = contested(office, newcomer)
    assert known(2, "李四").client.post(f"{page}appeal/", {"back": "yes"}).status_code == 404
    assert Appeal.objects.get().state == "办理中"
