from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.decisions.store.publish import propose, publish
from tests.casework.office import Office
from tests.public.pages import POLICY, amended, text_of, words_of

TRAINING = Path(__file__).parents[1] / "policies" / "other_places" / "training"


def test_the_wording_stands_on_the_page_to_the_letter(office: Office, client: Client) -> None:
    clauses = office.version.loaded().clauses.values()
    assert words_of(client.get(POLICY).content) == [clause.wording.strip() for clause in clauses]


def test_each_measure_stands_beside_its_clause_with_its_amounts(office: Office, client: Client) -> None:
    page = client.get(POLICY).content.decode()
    second = page[page.index('id="clause-第二条"') : page.index('id="facts"')]
    assert "录用补贴" in second
    assert "取证补贴" not in second
    assert all(amount in text_of(second.encode()) for amount in ("800元", "1,500元"))


def test_a_link_with_cited_words_marks_them_in_their_clause(office: Office, client: Client) -> None:
    page = client.get(POLICY, {"clause": "第一条", "words": "应当自发证之日起12个月内申请"}).content.decode()
    marked = [part.split("</span>")[0] for part in page.split('class="seg cited"')[1:]]
    assert text_of("".join(f"<a{part}" for part in marked).encode()) == "应当自发证之日起12个月内申请"


def test_cited_words_that_do_not_stand_in_the_clause_change_nothing(office: Office, client: Client) -> None:
    page = client.get(POLICY, {"clause": "第一条", "words": "<b>没有的话</b>"}).content
    assert b"cited" not in page.split(b'class="living"')[1]
    assert words_of(page) == words_of(client.get(POLICY).content)


def test_the_wording_stays_chinese_on_an_english_page(office: Office, client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get(POLICY).content
    assert "Certificate grant" in text_of(page)
    assert words_of(page)[0].startswith("第一条 劳动者取得")


@pytest.mark.usefixtures("monday")
def test_an_open_question_shows_its_default_the_choice_and_who_made_it(
    authority: Authority, officer: Callable[..., Account], client: Client
) -> None:
    author, approver = (officer(Role.POLICY_AUTHOR, name=name) for name in ("编制人甲", "批准人乙"))
    choices = {"P1": {"option": "不要", "parameters": {}}}
    publish(
        TRAINING,
        authority=authority,
        document_number="某人社发〔2026〕3号",
        choices=choices,
        author=author,
        approver=approver,
    )
    page = client.get("/policies/other_places/training/").content.decode()
    first = text_of(page[page.index('id="question-P1"') : page.index('id="question-P2"')].encode())
    assert "编制人甲" in first
    assert "批准人乙" in first
    chosen = page[page.index('id="question-P1"') :].split('class="chosen"')[1].split("</li>")[0]
    assert "不要" in chosen
    assert "尚无人决定" in text_of(page[page.index('id="question-P2"') :].encode())


def test_a_version_that_waits_for_approval_is_nobodys_to_read(
    office: Office, client: Client, tmp_path: Path
) -> None:
    proposed = propose(
        TRAINING,
        authority=office.authority,
        document_number="某人社发〔2026〕3号",
        choices={},
        author=office.by(Role.POLICY_AUTHOR),
    )
    assert client.get("/policies/other_places/training/").status_code == 404
    assert proposed.title not in text_of(client.get("/policies/").content)


def test_an_earlier_version_says_that_it_is_not_the_one_in_force(
    office: Office, client: Client, tmp_path: Path
) -> None:
    amended(office, tmp_path)
    page = text_of(client.get(f"{POLICY}versions/{office.version.version[:12]}/").content)
    assert "这不是现行版本" in page
    assert "1200元" in page
    assert "1500元补贴" in text_of(client.get(POLICY).content)


def test_two_versions_show_the_words_and_the_amounts_that_changed(
    office: Office, client: Client, tmp_path: Path
) -> None:
    new = amended(office, tmp_path, "1500元", "1800元")
    amended_rule = client.get(
        f"{POLICY}compare/", {"old": office.version.version[:12], "new": new.version[:12]}
    )
    page = amended_rule.content.decode()
    assert '<del class="removed">1500</del><ins class="added">1800</ins>' in page


def test_a_version_beside_itself_has_nothing_to_compare(office: Office, client: Client) -> None:
    assert "请选两个不同的版本" in text_of(client.get(f"{POLICY}compare/").content)


def test_a_guide_says_who_how_much_what_to_bring_and_how_long_it_takes(
    office: Office, client: Client
) -> None:
    page = text_of(client.get(f"{POLICY}guides/取证补贴/").content)
    assert all(
        part in page for part in ("人员", "1,200元", "技能证书", "高级工及以上证书", "初审 10 个工作日")
    )


@pytest.mark.parametrize("path", ["policies/no/such/", "policies/district/grants/guides/没有/"])
def test_what_is_not_there_is_not_found(office: Office, client: Client, path: str) -> None:
    assert client.get(f"/{path}").status_code == 404


def test_the_first_page_tells_the_policy_by_number_and_what_it_gives(office: Office, client: Client) -> None:
    page = text_of(client.get("/").content)
    assert all(part in page for part in ("某人社发〔2025〕1号", "取证补贴", "录用补贴", "查进度"))
