from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import reasons, steps
from duixian.casework.citing import Citing
from duixian.casework.models import Case, Happening, Supplement
from duixian.casework.screens.models import Flag, When
from duixian.casework.states import State
from duixian.values.bilingual import Text
from tests.casework.office import Office
from tests.console.cases.claims import at_first_check, claimed, now
from tests.console.cases.conftest import Enter


def press(client: Client, case: Case, name: str, **said: Any) -> HttpResponse:
    address = reverse("console:act", args=[case.number, name])
    return client.post(address, {"revision": case.revision, **said})  # type: ignore[return-value]


def test_passing_a_case_leads_to_the_next_one_of_the_list(office: Office, enter: Enter) -> None:
    first, second = at_first_check(office, 1), at_first_check(office, 2)
    answer = press(enter(office.first), first, "pass", words="属实")
    assert answer["Location"] == reverse("console:case", args=[second.number])
    assert (now(first).step, now(second).step) == ("复核", "初审")


def test_after_the_last_case_the_list_comes_back(office: Office, enter: Enter) -> None:
    answer = press(enter(office.first), at_first_check(office), "pass")
    assert answer["Location"] == reverse("console:home")


def test_a_page_that_is_older_than_the_case_changes_nothing_and_says_who_was_first(
    office: Office, enter: Enter
) -> None:
    case = at_first_check(office)
    steps.return_(case, office.by(Role.FIRST_CHECK, 2), "看不清")
    answer = press(enter(office.first), case, "pass")
    assert answer.status_code == 409
    assert office.by(Role.FIRST_CHECK, 2).name in answer.content.decode()
    assert now(case).step == "受理"


def test_what_is_missing_is_asked_for_in_one_list(office: Office, enter: Enter) -> None:
    case = claimed(office)
    page = enter(office.intake).get(reverse("console:case", args=[case.number])).content.decode()
    assert "请上传：技能证书" in page
    press(enter(office.intake), case, "ask", item=["请上传：技能证书"], more="合同首页\n\n工资单")
    listed = [item["zh"] for item in Supplement.objects.get(case=case).items]
    assert listed == ["请上传：技能证书", "合同首页", "工资单"]
    assert now(case).state == State.SUPPLEMENTING


def test_a_refusal_cites_the_failed_condition_without_being_told(office: Office, enter: Enter) -> None:
    case = at_first_check(office, level="中级工")
    press(enter(office.first), case, "refuse")
    (cited,) = Happening.objects.get(case=case, verb="不予").details["citations"]
    assert cited["quote"] == "高级工及以上证书"


def test_a_refusal_without_ground_is_refused_with_what_to_do(office: Office, enter: Enter) -> None:
    case = at_first_check(office)
    answer = press(enter(office.first), case, "refuse", words="不想给")
    assert answer.status_code == 422
    assert "必须引用政策条款" in answer.content.decode()
    assert now(case).state == State.CHECKING


def test_a_refusal_may_use_words_of_the_library(office: Office, enter: Enter) -> None:
    case = at_first_check(office)
    clauses = office.version.loaded().clauses.values()
    clause = next(one.id for one in clauses if "劳动者取得" in one.wording)
    citing = Citing(clause, "劳动者取得", Text("证书系伪造", "the certificate is forged"))
    kept = reasons.keep(office.authority, office.version, citing, office.first)
    press(enter(office.first), case, "refuse", reason=[kept.pk])
    (cited,) = Happening.objects.get(case=case, verb="不予").details["citations"]
    assert cited["reason"]["zh"] == "证书系伪造"


def test_a_flag_is_settled_on_the_page_with_its_reason(office: Office, enter: Enter) -> None:
    case = at_first_check(office)
    flag = Flag.objects.create(
        authority=office.authority,
        case=case,
        screen="x",
        title="同一电话",
        title_english="one phone",
        when=When.BEFORE,
        facts=[],
        digest="d",
        found_at=clock.now(),
    )
    address = reverse("console:settle-flag", args=[case.number, flag.pk])
    enter(office.first).post(address, {"upheld": "no", "reason": "夫妻共用"})
    flag.refresh_from_db()
    assert (flag.state, flag.reason) == ("cleared", "夫妻共用")


def test_an_act_nobody_knows_is_not_there(office: Office, enter: Enter) -> None:
    assert press(enter(office.intake), claimed(office), "burn").status_code == 404


def test_a_visit_on_no_day_is_refused_with_words(office: Office, enter: Enter) -> None:
    other = office.by(Role.FIRST_CHECK, 2)
    answer = press(enter(office.first), at_first_check(office), "visit", second=other.pk, on="", place="厂区")
    assert answer.status_code == 422
