"""The heaviest legal combination: compared with every subset there is, and quick where a person has many records."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.single.settle.combination import Combination

Sets = list[list[int]]


def legal(chosen: Sequence[int], sets: Sets) -> bool:
    return all(sum(p in members for p in chosen) <= 1 for members in sets)


def subsets(size: int, sets: Sets) -> list[list[int]]:
    every = ([p for p in range(size) if mask >> p & 1] for mask in range(1 << size))
    return [chosen for chosen in every if legal(chosen, sets)]


def best_by_trying(weights: list[int], sets: Sets) -> tuple[int, list[int]]:
    """The greatest total; among equals the one that holds the first case in which two differ."""
    size = len(weights)
    return max(
        (
            (sum(weights[p] for p in chosen), [p in chosen for p in range(size)], chosen)
            for chosen in subsets(size, sets)
        ),
    )[0::2]


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[int], Sets]:
    """Cases with small weights (so that totals are often equal), in up to six sets of any shape."""
    size = draw(st.integers(1, 9))
    weights = draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))
    members = st.lists(st.integers(0, size - 1), min_size=1, max_size=size, unique=True)
    return weights, draw(st.lists(members, max_size=6))


@given(cases())
def test_the_combination_is_the_best_of_all_subsets_and_equal_totals_prefer_the_earliest(
    given_cases: tuple[list[int], Sets],
) -> None:
    weights, sets = given_cases
    found = Combination(weights, sets)
    assert (found.total, sorted(found.kept)) == best_by_trying(weights, sets)


@given(cases())
def test_the_next_best_total_is_the_best_of_all_subsets_that_keep_a_case(
    given_cases: tuple[list[int], Sets],
) -> None:
    weights, sets = given_cases
    found = Combination(weights, sets)
    for position in range(len(weights)):
        with_it = [c for c in subsets(len(weights), sets) if position in c]
        assert found.total_with(position) == max(sum(weights[p] for p in c) for c in with_it)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 30)), min_size=1, max_size=11))
def test_two_groups_that_cross_are_solved_like_any_other(rows: list[tuple[int, int, int]]) -> None:
    weights = [weight for _, _, weight in rows]
    sets = [[i for i, row in enumerate(rows) if row[0] == key] for key in range(5)]
    sets += [[i for i, row in enumerate(rows) if row[1] == key] for key in range(4)]
    found = Combination(weights, sets)
    assert (found.total, sorted(found.kept)) == best_by_trying(weights, sets)


def seconds(weights: list[int], sets: Sets) -> float:
    start = time.perf_counter()
    found = Combination(weights, sets)
    for position in range(len(weights)):
        found.total_with(position)
    assert legal(sorted(found.kept), sets)
    return time.perf_counter() - start


def test_five_hundred_cases_of_which_one_is_kept_are_quick() -> None:
    weights = [random.Random(1).randrange(1000, 900000) for _ in range(500)]
    assert seconds(weights, [list(range(500))]) < 1


def test_five_hundred_cases_in_two_sets_that_overlap_are_quick() -> None:
    weights = [random.Random(2).randrange(1000, 900000) for _ in range(500)]
    assert seconds(weights, [list(range(300)), list(range(200, 500))]) < 1


def test_five_hundred_cases_of_25_occupations_in_10_years_are_quick() -> None:
    chance = random.Random(3)
    rows = [(chance.randrange(25), chance.randrange(10)) for _ in range(500)]
    sets = [[i for i, row in enumerate(rows) if row[0] == key] for key in range(25)]
    sets += [[i for i, row in enumerate(rows) if row[1] == key] for key in range(10)]
    assert seconds([chance.randrange(1000, 900000) for _ in rows], sets) < 1


def test_five_hundred_cases_in_three_groups_that_cross_are_quick() -> None:
    chance = random.Random(4)
    rows = [(chance.randrange(8), chance.randrange(6), chance.randrange(5)) for _ in range(500)]
    sets = [
        [i for i, row in enumerate(rows) if row[column] == key]
        for column, size in enumerate((8, 6, 5))
        for key in range(size)
    ]
    assert seconds([chance.randrange(1000, 900000) for _ in rows], sets) < 1


def test_a_few_cases_in_a_third_group_do_not_make_two_large_ones_slow() -> None:
    chance = random.Random(5)
    rows = [(chance.randrange(40), chance.randrange(40)) for _ in range(500)]
    sets = [[i for i, row in enumerate(rows) if row[side] == key] for side in (0, 1) for key in range(40)]
    start = time.perf_counter()
    found = Combination([chance.randrange(1000, 900000) for _ in rows], [*sets, [3, 77, 400, 21]])
    assert legal(sorted(found.kept), [*sets, [3, 77, 400, 21]])
    assert time.perf_counter() - start < 1
