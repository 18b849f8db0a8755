"""Ten policies of other places, each written from the manual alone: other facts, other conditions, other amounts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from duixian.language.problems import PolicyError
from duixian.policybook.check import check_policy
from duixian.policybook.load import load_policy
from tests.policies.encoded import examples_in, failed_examples

HERE = Path(__file__).parent / "other_places"
PLACES = sorted(folder.name for folder in HERE.iterdir() if (folder / "policy.md").exists())

UNTIL_SETTLED = {"talent": {"顶尖人才资助"}}
"""Measures whose amount the wording leaves open."""

_BLOCK = re.compile(r"```rule\n(.*?)```", re.DOTALL)
_AMOUNT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=万?元|%)")
_WORDS_OF_THE_TEXT = re.compile(r"(?:原文|名|英文): [^,}\n]*$|不用的数: .*$")


def test_ten_places_are_kept() -> None:
    assert len(PLACES) == 10


@pytest.mark.parametrize("place", PLACES)
def test_a_policy_of_another_place_loads_without_a_problem_under_every_option(place: str) -> None:
    assert [p.render("en") for p in check_policy(HERE / place).problems] == []


@pytest.mark.parametrize("place", PLACES)
def test_the_examples_of_another_place_hold(place: str) -> None:
    assert failed_examples(HERE / place) == []


@pytest.mark.parametrize("place", PLACES)
def test_some_example_of_another_place_shows_each_measure_granted(place: str) -> None:
    expected = [e for example in examples_in(HERE / place) for e in example["期望"]]
    granted = {e["项目"] for e in expected if e.get("结果") == "符合"}
    assert set(load_policy(HERE / place).policy.measures) - granted <= UNTIL_SETTLED.get(place, set())


@pytest.mark.parametrize("place", PLACES)
def test_no_amount_of_a_rule_can_differ_from_the_wording_unnoticed(place: str, tmp_path: Path) -> None:
    copy = shutil.copytree(HERE / place, tmp_path / place)
    text = (copy / "policy.md").read_text("utf-8")
    unnoticed = [line for line, changed in _with_one_amount_changed(text) if _loads(copy, changed)]
    assert unnoticed == []


def _with_one_amount_changed(text: str) -> Iterator[tuple[str, str]]:
    """Each policy that differs in one amount of one rule, with the line that was changed."""
    for block in _BLOCK.finditer(text):
        for amount in _AMOUNT.finditer(block[1]):
            start, end = block.start(1) + amount.start(), block.start(1) + amount.end()
            before = text[text.rindex("\n", 0, start) : start]
            if not _WORDS_OF_THE_TEXT.search(before):
                yield before + amount[0], f"{text[:start]}{float(amount[0]) + 7:g}{text[end:]}"


def _loads(folder: Path, text: str) -> bool:
    (folder / "policy.md").write_text(text, encoding="utf-8")
    try:
        load_policy(folder)
    except PolicyError:
        return False
    return True
