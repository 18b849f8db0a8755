"""Moves of whole columns against plain loops."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from duixian.engines.bulk import moves
from duixian.language.columns import Links

MONTHS = st.integers(0, 30)
SPANS = st.lists(st.tuples(st.integers(0, 3), MONTHS, st.integers(0, 6)), max_size=25)


def below(rows: list[int]) -> np.ndarray:
    return np.array(sorted(rows), np.int64)


@given(st.lists(st.integers(0, 5), max_size=20), st.lists(st.none() | st.integers(0, 7), max_size=10))
def test_rows_are_paired_with_the_records_that_link_to_them(
    links: list[int], wanted: list[int | None]
) -> None:
    order = np.argsort(np.array(links, np.int64), kind="stable")
    offsets = np.searchsorted(np.sort(np.array(links, np.int64)), np.arange(7))
    known = np.array([w is not None for w in wanted], bool)
    pairs = moves.linked(np.array([w or 0 for w in wanted], np.int64), known, Links(order, offsets))
    expected = [(row, at) for row, w in enumerate(wanted) for at, link in enumerate(links) if w == link]
    assert list(zip(pairs.up.tolist(), pairs.at.tolist(), strict=True)) == expected


@given(SPANS)
def test_spans_that_touch_become_one(spans: list[tuple[int, int, int]]) -> None:
    up, first, last = (
        (np.array(column, np.int64) for column in zip(*spans, strict=True))
        if spans
        else (np.zeros(0, np.int64),) * 3
    )
    found = moves.islands(up, first, first + last)
    months = {(u, m) for u, f, length in spans for m in range(f, f + length + 1)}
    covered = {
        (u, m) for u, f, t in zip(*map(np.ndarray.tolist, found), strict=True) for m in range(f, t + 1)
    }
    assert covered == months
    assert len(found[0]) == sum((u, m - 1) not in months for u, m in months)


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=25))
def test_runs_are_counted_within_the_row_above(rows: list[tuple[int, bool]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    up = np.array([row for row, _ in rows], np.int64)
    found = moves.run_lengths(moves.groups_of(up, 4), np.array([held for _, held in rows], bool))
    expected = []
    for _, group in groupby(rows, key=lambda row: row[0]):
        count = 0
        for _, held in group:
            count = count + 1 if held else 0
            expected.append(count)
    assert found.tolist() == expected


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-9, 9)), max_size=25))
def test_rows_below_are_added_up_and_told_apart(rows: list[tuple[int, int]]) -> None:
    rows = sorted(rows, key=lambda row: row[0])
    up, values = (np.array([row[at] for row in rows], np.int64) for at in (0, 1))
    groups = moves.groups_of(up, 4)
    of = [[value for row, value in rows if row == above] for above in range(4)]
    assert moves.reduced_in(groups, values, np.add.reduceat).tolist() == [sum(one) for one in of]
    assert moves.distinct_in(up, values, 4).tolist() == [len(set(one)) for one in of]
    assert moves.running_total(groups, values).tolist() == [
        sum(value for row, value in rows[: place + 1] if row == above)
        for place, (above, _) in enumerate(rows)
    ]


@given(st.lists(st.tuples(st.integers(-5, 5), st.sampled_from([0, 1, 10**12])), max_size=25))
def test_combinations_are_told_apart_near_and_far(rows: list[tuple[int, int]]) -> None:
    columns = [np.array([row[at] for row in rows], np.int64) for at in (0, 1)]
    places, distinct = moves.combinations(columns)
    told = list(zip(*(part.tolist() for part in distinct), strict=True))
    assert [told[place] for place in places.tolist()] == rows
    assert len(told) == len(set(told)) == len(set(rows))
