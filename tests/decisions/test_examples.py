"""Examples are law cases: one that no longer holds is found, and the difference is said."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from duixian.decisions.examples import main, run_examples
from duixian.policybook import find_policy


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(copytree(find_policy("shanghai/skill-upgrade"), tmp_path / "place" / "policy"))


def _changed(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_examples_of_an_untouched_policy_all_hold(copied: Path) -> None:
    assert all(result.holds for result in run_examples(copied))


def test_another_expected_amount_is_a_difference(copied: Path) -> None:
    _changed(copied, "examples.yaml", "金额: 2000元", "金额: 2001元")
    failures = [f.zh for result in run_examples(copied) for f in result.failures]
    assert failures == ["职业技能提升补贴 Z1 金额：应为 2,001元，实为 2,000元"]


def test_another_expected_verdict_says_why_it_did_not_come(copied: Path) -> None:
    _changed(copied, "examples.yaml", "结果: 符合", "结果: 不符合")
    failures = [f.en for result in run_examples(copied) for f in result.failures]
    assert len(failures) == 1
    assert "expected 不符合, got 符合" in failures[0]


def test_the_command_ends_with_one_when_an_example_fails(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _changed(copied, "examples.yaml", "金额: 2000元", "金额: 1元")
    assert main([str(copied)]) == 1
    assert "1 例不符" in capsys.readouterr().out
