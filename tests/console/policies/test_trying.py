"""Examples and cost of a draft: ordered on the desk, carried out by a job, shown with the draft until its text changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from python_calamine import CalamineWorkbook

from duixian.authorities.duties import Role
from duixian.decisions.store import trials
from duixian.decisions.store.models import DraftTrial, WorkingDraft
from tests.casework.office import CERTIFICATE, Office
from tests.console.cases.conftest import Enter
from tests.console.policies.drafts import at, saved
from tests.public.pages import approved


def worked_off() -> DraftTrial:
    """What the job would do that was put last."""
    job = ProcrastinateJob.objects.filter(task_name="decisions.try_draft").latest("id")
    return trials.carry_out(DraftTrial.objects.get(pk=job.args["trial_id"]))


def page(client: Client, draft: WorkingDraft, step: str) -> str:
    answer = client.get(at(draft, step))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def costed(office: Office, author: Client, draft: WorkingDraft) -> WorkingDraft:
    """A draft that gives more for one certificate on the register, with its count."""
    approved(office, 1, "张一")
    saved(author, draft, "1200元", "1500元")
    assert author.post(at(draft, "cost/order/")).status_code == 302
    worked_off()
    return draft


def test_a_count_that_was_ordered_is_shown_as_on_its_way(author: Client, draft: WorkingDraft) -> None:
    assert "还没有测算过" in page(author, draft, "cost/")
    author.post(at(draft, "cost/order/"))
    shown = page(author, draft, "cost/")
    assert "正在测算" in shown
    assert 'hx-trigger="every 2s"' in shown


def test_the_count_stands_by_measure_with_its_difference(author: Client, costed: WorkingDraft) -> None:
    shown = page(author, costed, "cost/")
    assert CERTIFICATE in shown
    assert "+¥300.00" in shown
    assert "得到更多的人和单位" in shown


def test_the_count_is_taken_away_as_a_workbook(author: Client, costed: WorkingDraft) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(author.get(at(costed, "cost/"), {"file": "xlsx"}).content))
    head, *rows = book.get_sheet_by_index(0).to_python()
    (line,) = [dict(zip(head, row, strict=True)) for row in rows if row[1] == CERTIFICATE]
    assert (line["差额（元）"], line["增加的件数"], line["减少的件数"]) == (300, 1, 0)


def test_a_count_of_other_words_is_not_shown(author: Client, costed: WorkingDraft) -> None:
    saved(author, costed, "1500元", "1600元")
    assert "草案改过了，请重新测算" in page(author, costed, "cost/")


def test_an_auditor_sees_a_count_and_orders_none(office: Office, enter: Enter, costed: WorkingDraft) -> None:
    auditor = enter(office.by(Role.AUDITOR))
    assert "+¥300.00" in page(auditor, costed, "cost/")
    assert auditor.post(at(costed, "cost/order/")).status_code == 403


def test_examples_are_run_by_a_job_and_asked_for_until_it_is_done(
    author: Client, draft: WorkingDraft
) -> None:
    assert "hx-trigger" in author.post(at(draft, "examples/run/")).content.decode()
    worked_off()
    shown = page(author, draft, "examples/")
    assert "还没有例子" in shown
    assert "hx-trigger" not in shown


def test_examples_of_what_is_changed_are_run_first(author: Client, draft: WorkingDraft) -> None:
    author.post(at(draft, "files/add/"), {"kind": "examples.yaml", "revision": 0})
    draft.refresh_from_db()
    author.post(at(draft, "save/"), {"file": "examples.yaml", "text": EXAMPLES, "revision": draft.revision})
    draft.refresh_from_db()
    saved(author, draft, "1200元", "1500元")
    author.post(at(draft, "examples/run/"))
    found = worked_off().found
    assert (found["count"], found["first"]) == (2, 1)
    assert [one["name"][0] for one in found["failing"]] == ["取证给钱"]
    assert "1 个例子与预期不符（共 2 个）" in page(author, draft, "examples/")


EXAMPLES = f"""场景:
  一张证书:
    人员: [{{身份证号: P1, 姓名: 张三}}]
例:
  - 例: 录用没有证书
    截至: 2022-12-31
    沿用: [一张证书]
    期望: [{{项目: 录用补贴, 结果: 无}}]
  - 例: 取证给钱
    截至: 2022-12-31
    沿用: [一张证书]
    期望: [{{项目: {CERTIFICATE}, 结果: 符合}}]
"""
