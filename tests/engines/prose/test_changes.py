from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from duixian.engines.prose.changes import Comparison, changes_between
from duixian.engines.prose.tables import amount_tables
from duixian.language.rule import Policy
from duixian.policybook import Choice, load_policy

GRANTS = Path(__file__).parents[2] / "casework" / "policies" / "district" / "grants"
TRAINING = Path(__file__).parents[2] / "policies" / "other_places" / "training"


def policy(folder: Path = GRANTS, **choices: str) -> Policy:
    return load_policy(folder, choices={name: Choice(option, {}) for name, option in choices.items()}).policy


def changed(tmp_path: Path, *replaced: tuple[str, str]) -> Comparison:
    copy = tmp_path / "district" / "grants"
    shutil.copytree(GRANTS, copy)
    text = (copy / "policy.md").read_text("utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    (copy / "policy.md").write_text(text, "utf-8")
    return changes_between(policy(), policy(copy))


def test_two_equal_versions_differ_in_nothing() -> None:
    assert changes_between(policy(), policy()).nothing


def test_a_changed_amount_is_told_with_its_difference(tmp_path: Path) -> None:
    found = changed(tmp_path, ("技师1500元", "技师1800元"), ("技师: 1500元", "技师: 1800元"))
    (measure,) = found.measures
    (row,) = measure.amounts
    assert (row.label.zh, row.difference_fen) == ("技师", 30_000)
    assert [change.clause for change in found.clauses] == ["第二条"]


def test_one_amount_without_a_table_is_told_before_and_after(tmp_path: Path) -> None:
    found = changed(tmp_path, ("1200元", "1300元"))
    (measure,) = found.measures
    told = [(one.before, one.after) for one in measure.statements if one.name is None]
    assert [(before and before.zh, after and after.zh) for before, after in told] == [("1,200元", "1,300元")]


def test_a_measure_that_is_gone_is_told_without_a_newer_guide(tmp_path: Path) -> None:
    found = changed(tmp_path, ("项目: 录用补贴", "项目: 录用奖励"))
    assert [(m.old is None, m.new is None, m.guide.name.zh) for m in found.measures] == [
        (True, False, "录用奖励"),
        (False, True, "录用补贴"),
    ]


def test_a_condition_that_asks_for_more_is_told_before_and_after(tmp_path: Path) -> None:
    found = changed(
        tmp_path, ("要求: 技能等级 ≥ 高级工, 原文: 高级工及以上证书", "要求: 技能等级 ≥ 技师, 原文: 证书")
    )
    (statement,) = found.measures[0].statements
    assert statement.before is not None
    assert statement.after is not None
    assert ("高级工" in statement.before.zh, "技师" in statement.after.zh) == (True, True)


def test_a_question_answered_otherwise_is_told_with_both_answers() -> None:
    found = changes_between(policy(TRAINING), policy(TRAINING, P1="不要"))
    (question,) = found.questions
    assert question.before is not None
    assert question.after is not None
    assert (question.record.id, question.before.zh, question.after.zh) == ("P1", "要", "不要")


@pytest.mark.parametrize(("measure", "rows"), [("录用补贴", [80_000, 150_000]), ("取证补贴", None)])
def test_amounts_by_level_are_a_table_and_one_amount_is_none(measure: str, rows: list[int] | None) -> None:
    tables = amount_tables(policy(), policy().measures[measure])
    assert [[row.fen for row in table.rows] for table in tables] == ([rows] if rows else [])
