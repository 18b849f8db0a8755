"""The policy desk: a draft is written beside its check, compared, and set in force by another person."""

from __future__ import annotations

from django.test import Client

from duixian.authorities.duties import Role
from duixian.decisions.store.models import WorkingDraft
from duixian.decisions.store.queries import in_force
from duixian.decisions.store.states import WorkState
from tests.casework.office import Office
from tests.console.cases.conftest import Enter
from tests.console.policies.drafts import DESK, at, saved, sent, text_of


def test_the_desk_shows_what_is_in_force_and_what_is_written(author: Client, draft: WorkingDraft) -> None:
    page = author.get(DESK).content.decode()
    assert "某区技能补贴办法" in page
    assert "编写中" in page
    assert at(draft) in page


def test_an_amount_typed_into_the_rule_alone_is_told_with_its_clause_and_line(
    author: Client, draft: WorkingDraft
) -> None:
    typed = text_of(draft).replace("金额: 1200元", "金额: 1500元")
    said = author.post(at(draft, "look/"), sent(draft, typed)).content.decode()
    assert "处错误" in said
    assert "条款 第一条" in said
    assert "怎么办" in said
    line = typed.splitlines().index("金额: 1500元") + 1
    assert f'data-line="{line}"' in said
    draft.refresh_from_db()
    assert draft.revision == 0


def test_wording_and_rule_changed_together_are_fine_and_compared(author: Client, draft: WorkingDraft) -> None:
    saved(author, draft, "1200元", "1500元")
    assert "没有错误" in author.get(at(draft, "check/")).content.decode()
    page = author.get(at(draft, "compare/")).content.decode()
    assert '<del class="gone">1200' in page
    assert '<ins class="come">1500' in page
    assert page.count('<ins class="come">') > 1, "the rule in words changed too"


def test_what_was_typed_comes_back_when_somebody_else_was_quicker(
    author: Client, draft: WorkingDraft
) -> None:
    before = sent(draft, "我写的字")
    saved(author, draft, "1200元", "1500元")
    answer = author.post(at(draft, "save/"), before)
    assert answer.status_code == 409
    assert "我写的字" in answer.content.decode()
    assert "已先保存" in answer.content.decode()


def test_a_draft_is_set_in_force_by_another_person_alone(
    office: Office, author: Client, enter: Enter, draft: WorkingDraft
) -> None:
    saved(author, draft, "1200元", "1500元")
    author.post(at(draft, "propose/"), {"document_number": "某人社发〔2026〕8号"})
    assert "批准施行" not in author.get(at(draft)).content.decode()
    other = enter(office.by(Role.POLICY_AUTHOR, 2))
    assert "批准施行" in other.get(at(draft)).content.decode()
    other.post(at(draft, "approve/"))
    draft.refresh_from_db()
    assert draft.state == WorkState.PUBLISHED
    newest = in_force(office.authority, office.version.policy).last()
    assert newest is not None
    assert newest.document_number == "某人社发〔2026〕8号"


def test_a_draft_with_faults_is_not_proposed_and_the_faults_are_told(
    author: Client, draft: WorkingDraft
) -> None:
    saved(author, draft, "金额: 1200元", "金额: 1500元")
    answer = author.post(at(draft, "propose/"), {"document_number": "某号"})
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.state == WorkState.WRITING


def test_who_checks_cases_writes_no_policy(office: Office, enter: Enter, draft: WorkingDraft) -> None:
    clerk = enter(office.first)
    assert clerk.get(DESK).status_code == 403
    assert clerk.post(at(draft, "save/"), sent(draft, "x")).status_code == 403


def test_an_auditor_reads_and_does_not_write(office: Office, enter: Enter, draft: WorkingDraft) -> None:
    auditor = enter(office.by(Role.AUDITOR))
    page = auditor.get(at(draft)).content.decode()
    assert "readonly" in page
    assert auditor.post(at(draft, "save/"), sent(draft, "x")).status_code == 403
