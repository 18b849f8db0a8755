"""``duixian demo``: the whole show, twice in a row."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.cli.terminal import POLICY_ID, Told, lines_of, run

PERSONS = 400


@cache
def shown(lang: str) -> tuple[Path, Told]:
    folder = Path(mkdtemp(prefix="duixian-test-"))
    return folder, run("demo", "--no-serve", "--persons", PERSONS, "--out", folder, lang=lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_demo_shows_the_summary_the_targets_and_three_decisions(lang: str) -> None:
    _folder, told = shown(lang)
    titles = {
        "zh": ["按条款汇总", "目标", "一个可付的决定", "一个有两条原因不予的决定", "一个待定的决定"],
        "en": [
            "By clause",
            "Targets",
            "One that is paid",
            "One refused for two reasons",
            "One that cannot be",
        ],
    }[lang]
    places = [told.out.find(title) for title in titles]
    assert told.code == 0
    assert places == sorted(places)
    assert -1 not in places


def test_the_demo_says_where_its_files_are() -> None:
    folder, told = shown("en")
    assert str(folder / "registry") in lines_of(told.out)
    said = json.loads((folder / "decisions" / "run.json").read_text("utf-8"))
    assert [policy["id"] for policy in said["policies"]] == [POLICY_ID]


def test_the_three_decisions_are_a_payment_a_refusal_and_an_open_case() -> None:
    _folder, told = shown("en")
    paid, rest = told.out.split("One that is paid")[1].split("One refused for two reasons")
    refused, undetermined = rest.split("One that cannot be decided yet")
    assert "eligible" in paid
    assert sum(line.startswith("  ✗") for line in refused.splitlines()) == 2
    assert "Missing" in undetermined


def test_a_second_demo_uses_nothing_of_the_first() -> None:
    folder, _told = shown("zh")
    stale = folder / "registry" / "旧表.csv"
    stale.write_text("甲\n1\n", "utf-8")
    again = run("demo", "--no-serve", "--persons", PERSONS, "--out", folder, lang="zh")
    assert again.code == 0
    assert not stale.exists()


def test_a_folder_that_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "mine.csv").touch()
    told = run("demo", "--no-serve", "--persons", 10, "--out", tmp_path)
    assert told.code == 1
    assert (tmp_path / "registry" / "mine.csv").exists()


def test_without_no_serve_the_demo_says_how_to_bring_the_service_up(tmp_path: Path) -> None:
    told = run("demo", "--persons", 30, "--out", tmp_path)
    assert told.code == 0
    assert "make demo" in told.out
