"""Expressions against what they mean, value by value: three truth values, null, floor division, no overflow in bytes."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.bulk.evaluation import Plan, arrays
from duixian.engines.bulk.expressions import MAYBE, Column, greater, literal, smaller, when
from duixian.engines.bulk.nodes import Array, Node

TRUTHS = st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=20)
NUMBERS = st.lists(st.none() | st.integers(-128, 127), min_size=1, max_size=20)


def held(values: list[Any], kind: type = np.int8) -> Column:
    """A column of cells, None as null."""
    known = Node(None, array=np.array([v is not None for v in values]))
    cells: Array = np.array(
        [v or 0 for v in values], bool if any(v is True or v is False for v in values) else kind
    )
    if cells.dtype != bool:
        return Column(Node(None, array=cells), known)
    return Column(Node(None, array=cells), Node(None, array=known.array & ~cells), True)


def truths(values: list[bool | None]) -> Column:
    true, false = (Node(None, array=np.array([v is which for v in values])) for which in (True, False))
    return Column(true, false, True)


def worked(column: Column, size: int) -> list[Any]:
    cells, known = arrays([column.node, column.known], size)
    return [cell if there else None for cell, there in zip(cells.tolist(), known.tolist(), strict=True)]


def kleene_and(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


@given(TRUTHS, st.data())
def test_and_and_or_follow_kleene(one: list[bool | None], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from([True, False, None]), min_size=len(one), max_size=len(one)))
    a, b = truths(one), truths(other)
    assert worked(a & b, len(one)) == [kleene_and(x, y) for x, y in zip(one, other, strict=True)]
    assert worked(~(~a & ~b), len(one)) == worked(a | b, len(one))


@given(TRUTHS)
def test_what_is_not_known_is_neither_sure_nor_refused(values: list[bool | None]) -> None:
    column, size = truths(values), len(values)
    assert worked(column.sure(), size) == [v is True for v in values]
    assert worked(column.open(), size) == [v is not False for v in values]
    assert worked(column.is_null(), size) == [v is None for v in values]


SIGNS = [operator.add, operator.sub, operator.mul, operator.lt, operator.ge, operator.eq, operator.ne]


@pytest.mark.parametrize("sign", SIGNS)
@given(values=NUMBERS, number=st.integers(-300, 300))
def test_narrow_columns_are_worked_out_like_whole_numbers(
    sign: Callable[..., Any], values: list[int | None], number: int
) -> None:
    expected = [None if v is None else sign(v, number) for v in values]
    assert worked(sign(held(values), number), len(values)) == expected


@given(NUMBERS, st.integers(-300, 300).filter(bool))
def test_division_rounds_down_as_it_does_in_python(values: list[int | None], divisor: int) -> None:
    known = [0 if v is None else v for v in values]
    assert worked(held(known) // divisor, len(known)) == [v // divisor for v in known]
    assert worked(held(known) % divisor, len(known)) == [v % divisor for v in known]


@given(NUMBERS, st.data())
def test_the_smaller_of_two_passes_over_null(one: list[int | None], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.none() | st.integers(-9, 9), min_size=len(one), max_size=len(one)))
    pairs = [[v for v in pair if v is not None] for pair in zip(one, other, strict=True)]
    assert worked(smaller(held(one), held(other)), len(one)) == [min(p, default=None) for p in pairs]
    assert worked(greater(held(one), held(other)), len(one)) == [max(p, default=None) for p in pairs]


@given(TRUTHS, st.data())
def test_a_gate_that_is_not_known_takes_the_other_way(gate: list[bool | None], data: st.DataObject) -> None:
    numbers = st.lists(st.none() | st.integers(-9, 9), min_size=len(gate), max_size=len(gate))
    one, other = data.draw(numbers), data.draw(numbers)
    chosen = [a if g is True else b for g, a, b in zip(gate, one, other, strict=True)]
    assert worked(when(truths(gate), held(one), held(other)), len(gate)) == chosen


@given(NUMBERS, st.integers(-9, 9))
def test_a_choice_between_what_is_compared_is_the_smaller_or_the_greater(
    values: list[int | None], number: int
) -> None:
    column, bound = held(values), literal(number)
    for sign, chosen in ((operator.lt, min), (operator.ge, max)):
        expected = [None if v is None else chosen(v, number) for v in values]
        found = when(sign(column, bound), column, bound)
        assert worked(when(column.is_null(), None, found), len(values)) == expected


def test_constants_are_worked_out_while_the_graph_is_built() -> None:
    assert (literal(7) // literal(2)).node is literal(3).node
    assert (literal(True) & MAYBE).node is MAYBE.node
    assert when(literal(3) > 2, 5, 6).node is literal(5).node


def test_a_column_on_one_side_of_a_number_is_not_looked_at() -> None:
    column = Column(Node(None, array=np.array([3, 9])))
    column.node.span = (3, 9)
    assert (column <= 9).node is literal(True).node
    assert (column > 9).node is literal(False).node
    assert worked(column > 3, 2) == [False, True]


def test_the_same_step_asked_for_twice_is_one_node() -> None:
    column = held([1, 2])
    assert (column + 1).node is (column + 1).node
    assert (column < 1).node is not (column < 2).node


def test_many_rows_come_to_the_same_in_blocks_on_threads_and_row_by_row() -> None:
    size = (1 << 20) + 12345
    cells = np.arange(size) % 1013
    column = Column(Node(None, array=cells))
    asked = when((column % 7 > 3) | (column == 12), column * 3 - 5, column // 2)
    whole = arrays([asked.node], size)[0]
    assert np.array_equal(whole, np.where((cells % 7 > 3) | (cells == 12), cells * 3 - 5, cells // 2))
    some = np.array([0, 5, size - 1, 131072])
    again = when((column % 7 > 3) | (column == 12), column * 3 - 5, column // 2 + 0)
    assert np.array_equal(Plan([again.node], deep=True).run(some)[0], whole[some])
