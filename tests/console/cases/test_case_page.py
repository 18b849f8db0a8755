from __future__ import annotations

from django.urls import reverse

from duixian.authorities.duties import Role
from duixian.authorities.models import AccessLog
from duixian.casework import evidence, steps
from duixian.registry.store import facts
from tests.casework.office import Office, id_number
from tests.console.cases.claims import at_first_check, claimed
from tests.console.cases.conftest import Enter

PDF = b"%PDF-1.4\n% a paper"


def shown(office: Office, enter: Enter, case: object, role: Role = Role.FIRST_CHECK) -> str:
    number = case.number  # type: ignore[attr-defined]
    answer = enter(office.by(role)).get(reverse("console:case", args=[number]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_condition_stands_there_with_its_value_its_words_and_its_fact(
    office: Office, enter: Enter
) -> None:
    page = shown(office, enter, at_first_check(office))
    assert "高级工及以上" in page
    assert "第1条" in page or "第一条" in page
    assert "技能等级 高级工" in page
    assert "申报 2026-" in page


def test_a_claim_at_intake_is_judged_as_it_is_filled_in(office: Office, enter: Enter) -> None:
    page = shown(office, enter, claimed(office, level="中级工"), Role.INTAKE)
    assert "不符合" in page
    assert "中级工" in page


def test_no_number_of_a_person_stands_on_the_page(office: Office, enter: Enter) -> None:
    page = shown(office, enter, at_first_check(office))
    assert id_number(1) not in page
    assert "6222020000000009" not in page
    assert "idn-" not in page


def test_the_look_at_a_case_is_written_down(office: Office, enter: Enter) -> None:
    case = at_first_check(office)
    shown(office, enter, case)
    assert AccessLog.objects.filter(account=office.first, action="view", key=case.number).exists()


def test_what_was_learnt_since_the_last_decision_is_shown(office: Office, enter: Enter) -> None:
    case = steps.pass_(steps.pass_(at_first_check(office), office.first), office.second)
    facts.correct(office.authority, "技能证书", "Z1", {"技能等级": "技师"}, actor=None, source="更正件")
    page = shown(office, enter, case)
    assert "<del>高级工</del>" in page
    assert "更正件" in page


def test_an_account_is_shown_only_by_a_look_that_is_written_down(office: Office, enter: Enter) -> None:
    case = steps.pass_(steps.pass_(at_first_check(office), office.first), office.second)
    line = case.payees.get()
    reveal = reverse("console:reveal", args=[case.number, line.pk])
    assert "6222020000000001" in enter(office.first).post(reveal).content.decode()
    assert AccessLog.objects.filter(account=office.first, action="reveal", key=str(line.pk)).count() == 1
    assert enter(office.by(Role.AUDITOR)).post(reveal).status_code == 403


def test_a_paper_is_shown_alone_and_its_look_is_written_down(office: Office, enter: Enter) -> None:
    case = claimed(office)
    paper = evidence.attach(case, office.account_of(1), "证书.pdf", PDF, "技能证书")
    answer = enter(office.intake).get(reverse("console:evidence", args=[case.number, paper.pk]))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert AccessLog.objects.filter(account=office.intake, table="evidence", key=str(paper.pk)).count() == 1


def test_an_auditor_reads_a_case_and_finds_nothing_to_press(office: Office, enter: Enter) -> None:
    page = shown(office, enter, at_first_check(office), Role.AUDITOR)
    assert 'data-key="a"' not in page


def test_a_paper_of_a_kind_that_nobody_writes_is_not_there(office: Office, enter: Enter) -> None:
    case = at_first_check(office)
    client = enter(office.first)
    assert client.get(reverse("console:case-paper", args=[case.number, "poem"])).status_code == 404
