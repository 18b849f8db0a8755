"""A new policy starts from the official text, and its check lists what is to be filled."""

from pathlib import Path

import pytest

from duixian.language.clauses import wording_text
from duixian.policybook.check import check_policy
from duixian.policybook.document import Document
from duixian.policybook.load import open_book
from duixian.policybook.scaffold import PolicyExists, start_policy

TEXT = """某区关于支持技能人才的
实施办法（征求意见稿）
某人社〔2022〕7号

一、支持措施
1. 对取得证书的，给予1000元补贴。
2. 对优秀单位予以表彰。
二、附则
自2022年7月1日起施行，有效期2年。
"""


@pytest.fixture
def started(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    return start_policy(tmp_path / "text.txt", tmp_path / "area" / "new")


def document(folder: Path) -> Document:
    return open_book(folder).document


def test_the_wording_stays_to_the_letter(started: Path) -> None:
    body = (started / "policy.md").read_text("utf-8").split("---\n", 2)[2]
    assert wording_text(body) == wording_text(TEXT)


def test_title_number_and_status_are_guessed(started: Path) -> None:
    front = open_book(started).front
    assert front.title.zh == "某区关于支持技能人才的实施办法"
    assert front.number == "某人社〔2022〕7号"
    assert front.status.value == "征求意见稿"


def test_each_clause_that_says_something_has_a_block_with_its_numbers(started: Path) -> None:
    blocks = {c.id: [b.text for b in c.blocks] for c in document(started).clauses}
    assert {name: len(found) for name, found in blocks.items()} == {"序": 0, "一": 0, "1": 1, "2": 1, "二": 1}
    assert "1000元" in blocks["1"][0]
    assert "2022年7月1日、2年" in blocks["二"][0]


def test_the_check_lists_what_is_to_be_filled(started: Path) -> None:
    codes = {p.code for p in check_policy(started).errors}
    assert codes == {"empty-block", "missing-key", "no-window", "no-measure"}


def test_a_policy_is_not_written_over(started: Path, tmp_path: Path) -> None:
    with pytest.raises(PolicyExists):
        start_policy(tmp_path / "text.txt", started)
