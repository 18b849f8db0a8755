"""Conditions answered as a whole: facts are found that bear them out, and a worker of the first policy is soon done."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from duixian.language.rule import Policy
from duixian.language.unknown import Unknown
from duixian.policybook import load_policy
from duixian.public.calculator.answers import Answers, cell_key, count_key, read_answers, whole_key
from duixian.public.calculator.asking import Progress, progress
from duixian.public.calculator.judging import Bench, Whole, whole_of
from duixian.public.calculator.results import results
from duixian.public.calculator.scene import Cell

FOLDER = Path(__file__).parents[3] / "policies" / "linping" / "skilled-talent-2021"
DAY = date(2023, 6, 30)
TOLD = {"kind": "职业技能等级证书", "level": "高级工", "issued_on": "2022-11-15"}
START = (("who", "person"), ("things", "certificate"))


@cache
def policy() -> Policy:
    return load_policy(FOLDER).policy


def walked(whole: str, start: tuple[tuple[str, str], ...] = START) -> tuple[Bench, Answers, Progress]:
    """Answer every condition asked as a whole the same way, and cells by ``TOLD``, where it tells them."""
    bench, pairs = Bench(policy(), DAY, "人员"), list(start)
    while True:
        answers = read_answers(pairs, policy().vocabulary)
        found = progress(bench, answers)
        if found.question is None:
            return bench, answers, found
        about = found.question.about
        if isinstance(about, Whole):
            pairs.append((whole_key(about), whole))
        elif isinstance(about, Cell):
            key = cell_key(about, policy().vocabulary)
            pairs.append((key, TOLD.get(key.split(".")[-1], "?")))
        else:
            pairs.append((count_key(about, policy().vocabulary), "0"))


def test_a_worker_knows_after_nine_answers() -> None:
    bench, answers, found = walked("1")
    assert [(o.verdict.value, o.payable) for o in bench.settled(found.full, answers.scene)] == [
        ("符合", 200_000)
    ]
    assert len(answers.pairs) <= 9


@pytest.mark.parametrize("said", ["1", "0"])
def test_each_condition_answered_as_a_whole_comes_out_as_it_was_answered(said: str) -> None:
    bench, answers, found = walked(said)
    told = {}
    for outcome in bench.settled(found.full, answers.scene):
        for finding in outcome.findings:
            assert finding.truth.__class__ is not Unknown or said == "0"
            told[whole_of(outcome, finding)] = finding.truth
    assert answers.said
    assert all(told[whole] is truth for whole, truth in answers.said.items())


def test_what_nobody_knows_stays_open_and_is_not_asked_again() -> None:
    bench, answers, found = walked("?")
    assert found.question is None
    assert len({key for key, _value in answers.pairs}) == len(answers.pairs)
    assert {o.verdict.value for o in bench.settled(found.full, answers.scene)} == {"待定"}


def test_a_condition_answered_point_by_point_needs_no_facts_assumed() -> None:
    _bench, answers, found = walked("+")
    assert answers.detailed
    assert dict(found.full.cells) == {**answers.cells, **{c: found.full.cells[c] for c in found.whichever}}


def test_answers_that_contradict_each_other_are_said_to() -> None:
    bench, answers, _found = walked("1")
    torn = read_answers([*answers.pairs, ("n.insurance", "0")], policy().vocabulary)
    assert not progress(bench, answers).at_odds
    assert progress(bench, torn).at_odds


def test_facts_found_for_one_question_answer_no_other() -> None:
    start = (("who", "institution"), ("things", "training"))
    bench = Bench(policy(), DAY, "机构")
    pairs = list(start)
    while (question := progress(bench, read_answers(pairs, policy().vocabulary)).question) is not None:
        about = question.about
        if isinstance(about, Whole):
            pairs.append((whole_key(about), "1"))
        elif isinstance(about, Cell):
            pairs.append((cell_key(about, policy().vocabulary), "?"))
        else:
            pairs.append((count_key(about, policy().vocabulary), "0"))
    answers = read_answers(pairs, policy().vocabulary)
    assert [case.view.state for case in results(bench, answers, progress(bench, answers)).cases] == ["open"]
