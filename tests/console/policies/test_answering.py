"""Open questions of a draft on the desk, and its files."""

from __future__ import annotations

from django.test import Client

from duixian.decisions.store.archive import texts_in
from duixian.decisions.store.models import WorkingDraft
from tests.console.policies.drafts import at, saved, text_of

RECORDS = """- 编号: Q1
  条款: 第一条
  引文: 给予
  问题: 给谁？
  英文: To whom?
  选项:
    甲: {英文: first, 参数: {期限: 6个月}}
    乙: {英文: second, 参数: {期限: 12个月}}
  现行: 甲
  依据: 先这样
  英文依据: for now
  决定人:
  决定日:
"""


def with_question(author: Client, draft: WorkingDraft) -> None:
    """The draft asks one question."""
    name = "interpretations.yaml"
    if name not in texts_in(bytes(draft.archive)):
        author.post(at(draft, "files/add/"), {"kind": name, "revision": draft.revision})
        draft.refresh_from_db()
    old = texts_in(bytes(draft.archive))[name].replace("[]", "")
    author.post(at(draft, "save/"), {"file": name, "text": old + RECORDS, "revision": draft.revision})
    draft.refresh_from_db()
    saved(author, draft, "金额: 1200元", "金额: 1200元\n解释: [Q1]")


def answered(author: Client, draft: WorkingDraft, **more: str) -> int:
    sent = {"record": "Q1", "option": "乙", "revision": str(draft.revision), "reason": "文件原意", **more}
    status = author.post(at(draft, "answer/"), sent).status_code
    draft.refresh_from_db()
    return status


def test_an_answer_is_kept_with_its_reason_its_values_and_who_gave_it(
    author: Client, draft: WorkingDraft
) -> None:
    with_question(author, draft)
    assert answered(author, draft, **{"parameter-期限": "9个月"}) == 302
    page = author.get(at(draft, "questions/")).content.decode()
    assert "文件原意" in page
    assert 'value="9个月"' in page
    assert draft.choices["Q1"]["parameters"] == {"期限": "9个月"}


def test_a_value_that_is_none_is_refused_in_words(author: Client, draft: WorkingDraft) -> None:
    with_question(author, draft)
    assert answered(author, draft, **{"parameter-期限": "很久"}) == 422
    assert "Q1" not in draft.choices


def test_an_answer_is_taken_back(author: Client, draft: WorkingDraft) -> None:
    with_question(author, draft)
    answered(author, draft)
    author.post(at(draft, "take-back/"), {"record": "Q1", "revision": draft.revision})
    draft.refresh_from_db()
    assert "Q1" not in draft.choices


def test_what_another_option_changes_is_said(author: Client, draft: WorkingDraft) -> None:
    with_question(author, draft)
    said = author.get(at(draft, "questions/Q1/effects/")).content.decode()
    assert "如果改选“乙”" in said
    assert "规则、金额都不变" in said


def test_an_answer_to_a_question_that_is_gone_is_shown_to_be_taken_back(
    author: Client, draft: WorkingDraft
) -> None:
    with_question(author, draft)
    answered(author, draft)
    author.post(at(draft, "files/delete/"), {"file": "interpretations.yaml", "revision": draft.revision})
    assert "草案里已经没有 Q1 这个问题" in author.get(at(draft, "questions/")).content.decode()


def test_a_new_file_is_opened_and_the_check_knows_it(author: Client, draft: WorkingDraft) -> None:
    sent = {"kind": "procedure.yaml", "revision": draft.revision}
    page = author.post(at(draft, "files/add/"), sent, follow=True).content.decode()
    assert 'aria-current="page">procedure.yaml' in page
    wrong = {"file": "procedure.yaml", "text": "补正: {工作日: 很多}", "revision": 1}
    said = author.post(at(draft, "look/"), wrong).content.decode()
    assert "1 处错误" in said
    assert "工作日「很多」不是正整数" in said


def test_a_catalogue_is_added_under_a_name_of_its_own(author: Client, draft: WorkingDraft) -> None:
    author.post(at(draft, "files/add/"), {"kind": ".csv", "name": "工种", "revision": draft.revision})
    draft.refresh_from_db()
    assert "工种.csv" in texts_in(bytes(draft.archive))


def test_a_file_is_deleted_and_the_policy_itself_is_not(author: Client, draft: WorkingDraft) -> None:
    before = text_of(draft)
    author.post(at(draft, "files/delete/"), {"file": "policy.md", "revision": draft.revision})
    draft.refresh_from_db()
    assert text_of(draft) == before
