from __future__ import annotations

import pytest
from django.test import Client

from duixian.casework import supplementing
from duixian.casework.models import Case
from duixian.casework.progress import code_of
from duixian.public.progress.views import BY_NUMBER
from duixian.values.bilingual import Text
from tests.casework.office import Office, id_number
from tests.public.pages import claimed, text_of


@pytest.fixture
def case(office: Office) -> Case:
    return claimed(office)


def asked(client: Client, number: str, secret: str) -> tuple[int, str]:
    answer = client.post("/progress/", {"number": number, "secret": secret})
    return answer.status_code, text_of(answer.content)


def test_number_and_code_tell_the_step_and_its_clock(case: Case, client: Client) -> None:
    status, page = asked(client, case.number, code_of(case.number))
    assert status == 200
    assert all(part in page for part in ("取证补贴", "办理中", "受理", "2026年10月10日"))


def test_the_last_six_signs_of_the_claimants_id_open_it_too(case: Case, client: Client) -> None:
    assert asked(client, case.number.replace("-", ""), id_number(1)[-6:].lower())[0] == 200


@pytest.mark.parametrize("secret", ["AAAA-AAAA", "000000", "１２３"])
def test_a_wrong_secret_and_an_unknown_number_have_the_same_answer(
    case: Case, client: Client, secret: str
) -> None:
    wrong, unknown = asked(client, case.number, secret), asked(client, "2026-9999999", secret)
    assert wrong[0] == unknown[0] == 422
    assert wrong[1].replace(case.number, "") == unknown[1].replace("2026-9999999", "")


def test_the_answer_names_nobody_and_no_amount(case: Case, client: Client) -> None:
    page = asked(client, case.number, code_of(case.number))[1]
    assert all(part not in page for part in ("张三", "1,200", id_number(1)[-6:]))


def test_after_a_few_wrong_tries_a_number_is_closed_for_a_while(case: Case, client: Client) -> None:
    for _ in range(BY_NUMBER.times):
        asked(client, case.number, "WRONG")
    assert asked(client, case.number, code_of(case.number))[0] == 429


def test_right_answers_use_up_no_tries(case: Case, client: Client) -> None:
    answers = {asked(client, case.number, code_of(case.number))[0] for _ in range(BY_NUMBER.times + 2)}
    assert answers == {200}


def test_missing_papers_are_told_by_the_rules_own_names_and_nothing_else(
    office: Office, case: Case, client: Client
) -> None:
    items = [Text("技能证书", "Certificate"), Text("张三的旧姓名证明", "Proof of the former name")]
    supplementing.ask(case, office.intake, items)
    page = asked(client, case.number, code_of(case.number))[1]
    assert "技能证书" in page
    assert "另有 1 项" in page
    assert "旧姓名" not in page


def test_number_and_secret_stand_in_no_address(case: Case, client: Client) -> None:
    page = client.get("/progress/", {"number": case.number, "secret": code_of(case.number)})
    assert case.number not in text_of(page.content)
