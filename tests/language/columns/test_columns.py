from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.absent import ABSENT
from duixian.language.columns import ColumnFacts, NotHeld, TableColumns, packed, unpacked
from duixian.language.columns.decoding import decoded
from duixian.language.facts import Facts
from duixian.language.record import Record
from tests.language.columns.somefacts import A_RATIO, DAYS, KEYS, VOCABULARY, facts, shown


def brought_back(columns: ColumnFacts, name: str) -> list[dict[str, Any]]:
    table = columns.table(name)
    return [{c: value_at(columns, table, c, row) for c in table.table.columns} for row in range(table.size)]


def value_at(columns: ColumnFacts, table: TableColumns, name: str, row: int) -> Any:
    column = table.table.columns[name]
    value = decoded(table.cells(name), row, column, columns.vocabulary)
    if column.link is None or value is None or value is ABSENT:
        return value
    return columns.table(column.link).key(value)


@given(facts())
def test_what_is_laid_out_in_columns_comes_back_as_it_was(known: Facts) -> None:
    columns = ColumnFacts.of(known)
    for name in VOCABULARY.tables:
        assert brought_back(columns, name) == [row.values for row in known.rows(name)]


@given(facts(), DAYS)
def test_what_had_begun_by_a_day_is_the_same_in_columns_as_in_records(known: Facts, day: date) -> None:
    columns = ColumnFacts.of(known).known_on(day)
    then = known.known_on(day)
    for name in VOCABULARY.tables:
        assert brought_back(columns, name) == [row.values for row in then.rows(name)]
        assert columns.table(name).keys.to_list()[: columns.table(name).size] == [
            str(row.key) for row in then.rows(name)
        ]


@given(facts())
def test_rows_that_link_to_a_key_stand_in_the_order_of_their_table(known: Facts) -> None:
    columns = ColumnFacts.of(known)
    events, people = columns.table("事"), columns.table("人")
    links = events.links("人")
    for place, key in enumerate(people.keys):
        rows = links.order[links.offsets[place] : links.offsets[place + 1]]
        assert [events.record(int(row)) for row in rows] == known.linked("事", "人", key)


@given(facts())
def test_ranks_of_keys_are_those_of_their_texts(known: Facts) -> None:
    for name in VOCABULARY.tables:
        table = ColumnFacts.of(known).table(name)
        by_rank = [table.keys[int(row)] for row in np.argsort(table.key_ranks)]
        assert by_rank == sorted(str(row.key) for row in known.rows(name))


@given(facts())
def test_texts_order_by_their_codes(known: Facts) -> None:
    cells = ColumnFacts.of(known).table("事").cells("话")
    assert cells.texts is not None
    texts = list(cells.texts)
    assert texts == sorted(texts)
    assert [cells.texts.code(text) for text in texts] == list(range(len(texts)))
    assert cells.texts.code("不在其中") is None


@given(facts(), DAYS)
def test_facts_of_columns_are_the_facts_that_the_columns_were_made_of(known: Facts, day: date) -> None:
    again = ColumnFacts(VOCABULARY, without_records(known), known.supplied).facts()
    assert shown(again) == shown(known)
    assert shown(again.known_on(day)) == shown(known.known_on(day))
    assert again.tables.keys() == known.tables.keys()
    for key in (*KEYS, None, ABSENT):
        assert [r.key for r in again.linked("事", "人", key)] == [
            r.key for r in known.linked("事", "人", key)
        ]
        found, before = again.find("人", key), known.find("人", key)
        assert (found and found.key) == (before and before.key)


def without_records(known: Facts) -> dict[str, Any]:
    columns = ColumnFacts.of(known)
    return {name: columns.rows_of(name) for name in VOCABULARY.tables}


@given(st.dates())
def test_a_packed_date_is_unpacked_again(day: date) -> None:
    assert unpacked(packed(day)) == day


def test_ratios_stand_over_one_denominator_and_stay_ratios() -> None:
    rows = [
        Record("事", key, {"编号": key, "比": value}) for key, value in (("a", A_RATIO), ("b", 2 * A_RATIO))
    ]
    cells = ColumnFacts.of(Facts(VOCABULARY, {"事": rows})).table("事").cells("比")
    assert (cells.values.tolist(), cells.den, cells.ratio, cells.known) == ([3, 6], 5, True, None)


def test_two_rows_with_one_key_are_not_held_where_their_key_is_looked_for() -> None:
    rows = [Record("人", "a", {"号": "a", "上级": "a"}) for _ in range(2)]
    columns = ColumnFacts.of(Facts(VOCABULARY, {"人": rows}))
    assert columns.table("人").size == 2
    with pytest.raises(NotHeld, match="two rows with one key"):
        columns.table("人").cells("上级")


@pytest.mark.parametrize(("name", "value"), [("钱", 2**63), ("等", "奇"), ("数", -(2**63) - 1)])
def test_what_a_column_cannot_hold_is_refused(name: str, value: object) -> None:
    columns = ColumnFacts.of(Facts(VOCABULARY, {"事": [Record("事", "a", {"编号": "a", name: value})]}))
    with pytest.raises(NotHeld):
        columns.table("事").cells(name)


def test_keys_that_no_row_has_stand_behind_the_rows_once() -> None:
    links = (("a", "z"), ("b", "y"), ("c", "z"))
    rows = [Record("人", key, {"号": key, "上级": superior}) for key, superior in links]
    people = ColumnFacts.of(Facts(VOCABULARY, {"人": rows})).table("人")
    assert people.cells("上级").values.tolist() == [3, 4, 3]
    assert [people.keys.to_list() for _ in range(2)] == [["a", "b", "c", "z", "y"]] * 2
    assert people.links("上级").offsets.tolist() == [0, 0, 0, 0, 2, 3]


def test_a_table_that_nobody_supplied_has_no_rows_and_a_column_that_a_row_lacks_is_unknown() -> None:
    columns = ColumnFacts.of(Facts(VOCABULARY, {"人": [Record("人", "a", {"号": "a"})]}))
    assert columns.table("事").size == 0
    assert columns.supplied == {"人"}
    cells = columns.table("人").cells("户")
    assert cells.vague
    assert cells.absent is None
