"""The calculator asks only what can still change the result, and comes to what the full facts come to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duixian.language.rule import Policy
from duixian.public.calculator.answers import Answers
from duixian.public.calculator.asking import Progress, progress
from duixian.public.calculator.judging import Bench
from duixian.public.calculator.scene import Cell
from tests.public.calculator.small import (
    ATOMS,
    COLUMNS,
    FLAT,
    TIERED,
    answers_of,
    bench_of,
    cells_of,
    everything,
    policy_of,
    result_of,
)


def few(tests: tuple[str, ...]) -> bool:
    """Few columns, so that everything can be tried."""
    return sum(any(column in test for test in tests) for column in COLUMNS) <= 3


_joined = st.builds(
    lambda a, word, b: f"({a}) {word} ({b})",
    st.sampled_from(ATOMS),
    st.sampled_from("且或"),
    st.sampled_from(ATOMS),
)
conditions = st.lists(st.one_of(st.sampled_from(ATOMS), _joined), min_size=1, max_size=2, unique=True).map(
    tuple
)
amounts = st.sampled_from((FLAT, TIERED))


def asked_until_the_end(
    bench: Bench, facts: Mapping[Cell, Any]
) -> tuple[list[tuple[Cell, dict[Cell, Any]]], Answers, Progress]:
    """Answer truthfully until nothing is asked; each question with what was told before it."""
    told: dict[Cell, Any] = {}
    asked: list[tuple[Cell, dict[Cell, Any]]] = []
    while True:
        answers = answers_of(bench.policy, told)
        found = progress(bench, answers)
        if found.question is None:
            return asked, answers, found
        assert isinstance(found.question.about, Cell)
        asked.append((found.question.about, dict(told)))
        told[found.question.about] = facts[found.question.about]


def can_change(
    bench: Bench, cell: Cell, told: Mapping[Cell, Any], cells: Mapping[Cell, tuple[Any, ...]]
) -> bool:
    """Whether, by trying everything, two answers lead to different results."""
    rest = {one: values for one, values in cells.items() if one not in told and one != cell}
    for filled in everything(rest):
        results = {str(full_result(bench, {**told, **filled, cell: value})) for value in cells[cell]}
        if len(results) > 1:
            return True
    return False


def full_result(bench: Bench, facts: Mapping[Cell, Any]) -> list[tuple[str, int]]:
    return _result(bench, frozenset(facts.items()))


@lru_cache(maxsize=4096)
def _result(bench: Bench, facts: frozenset[tuple[Cell, Any]]) -> list[tuple[str, int]]:
    return result_of(bench.decide(answers_of(bench.policy, dict(facts)).scene))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conditions, amounts, st.randoms(use_true_random=False))
def test_a_question_is_asked_only_while_its_answer_can_change_the_result(
    tests: tuple[str, ...], amount: tuple[str, str], random: Any
) -> None:
    policy = policy_of(tests, amount)
    cells = cells_of(policy, *tests, tiered=amount is TIERED)
    facts = {cell: random.choice(values) for cell, values in cells.items()}
    asked, _answers, _found = asked_until_the_end(bench_of(policy), facts)
    for cell, told in asked:
        assert can_change(bench_of(policy), cell, told, cells), (cell, told)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conditions, amounts, st.randoms(use_true_random=False))
def test_what_comes_out_is_what_the_full_facts_come_to(
    tests: tuple[str, ...], amount: tuple[str, str], random: Any
) -> None:
    policy = policy_of(tests, amount)
    bench = bench_of(policy)
    cells = cells_of(policy, *tests, tiered=amount is TIERED)
    facts = {cell: random.choice(values) for cell, values in cells.items()}
    _asked, _answers, found = asked_until_the_end(bench, facts)
    assert result_of(bench.decide(found.full)) == full_result(bench, facts)


@pytest.mark.parametrize("test", ["合格 或 非 合格", "(技能等级 ≥ 高级工) 或 (技能等级 < 高级工)"])
def test_what_holds_whatever_is_answered_is_not_asked(test: str) -> None:
    found = progress(bench_of(policy_of((test,))), answers_of(policy_of((test,)), {}))
    assert found.question is None
    assert [cell.column for cell in found.whichever] in (["合格"], ["技能等级"])
    assert result_of(bench_of(policy_of((test,))).decide(found.full)) == [("符合", 120000)]


def test_of_two_measures_needs_the_one_most_needed_is_asked_first() -> None:
    policy: Policy = policy_of(("合格 且 技能等级 ≥ 高级工", "技能等级 ≥ 中级工"))
    found = progress(bench_of(policy), answers_of(policy, {}))
    assert found.question is not None
    assert found.question.about == Cell("培训", "1", "技能等级")


def test_nothing_is_asked_once_one_condition_fails() -> None:
    policy = policy_of(("合格", "技能等级 ≥ 高级工", "付费方 = 个人"))
    answers = answers_of(policy, {Cell("培训", "1", "合格"): False})
    assert progress(bench_of(policy), answers).question is None
