"""Cells read a column at a time are read as they would be one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duixian.language.columns import packed
from duixian.language.columns.sorting import text_order
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Column, Shape
from duixian.language.vocabulary.cells import CellError, read_cell
from duixian.registry.columns.places import TextPlaces
from duixian.registry.columns.plain import plain_numbers, plain_shapes
from duixian.values.credit_code import make_credit_code
from duixian.values.id_number import make_id_number
from tests.registry.folders import VOCABULARY

NEAR = {
    Kind.INT: st.from_regex(r"[+-]?[0-9]{0,17}", fullmatch=True),
    Kind.MONEY: st.from_regex(r"-?[0-9]{0,16}(\.[0-9]{0,3})?", fullmatch=True),
    Kind.MONTH: st.from_regex(r"[0-9]{3,4}-[01][0-9]", fullmatch=True),
    Kind.DATE: st.from_regex(r"(19|20|18|00)[0-9]{2}-[01][0-9]-[0-3][0-9]", fullmatch=True),
}
IDS = st.builds(
    make_id_number, st.just("110105"), st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 999)
)
CODES = st.builds(make_credit_code, st.just("330113"), st.integers(0, 10**8 - 1))
SPOILT = st.tuples(st.integers(0, 17), st.sampled_from("0123456789AXZxa１+ "))


def read(column: Column, text: str) -> Any:
    try:
        return read_cell(column, text, VOCABULARY)
    except CellError:
        return None


@pytest.mark.parametrize("kind", list(NEAR))
@settings(deadline=None)
@given(st.data())
def test_plain_numbers_and_days_are_those_of_the_reader(kind: Kind, data: st.DataObject) -> None:
    words = data.draw(st.lists(NEAR[kind], max_size=30))
    plain, values = plain_numbers(pl.Series(words, dtype=pl.String), kind)
    column = Column("列", Type(kind), "column", "列")
    expected = [read(column, word) for word, is_plain in zip(words, plain, strict=True) if is_plain]
    assert values.tolist() == [packed(v) if isinstance(v, date) else v for v in expected]


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.DATE, "2024-02-29"), (Kind.MONEY, "8800.5"), (Kind.INT, "0")]
)
def test_what_registers_hold_most_is_plain(kind: Kind, text: str) -> None:
    assert plain_numbers(pl.Series([text]), kind)[0].to_list() == [True]


@settings(deadline=None)
@given(st.lists(st.tuples(st.one_of(IDS, CODES), st.none() | SPOILT), max_size=20))
def test_a_plain_number_of_a_person_or_employer_is_a_valid_one(
    drawn: list[tuple[str, tuple[int, str] | None]],
) -> None:
    texts = [text if at is None else text[: at[0]] + at[1] + text[at[0] + 1 :] for text, at in drawn]
    for shape in (Shape.ID_NUMBER, Shape.CREDIT_CODE):
        column = Column("列", Type(Kind.TEXT), "column", "列", shape=shape)
        plain = plain_shapes(pl.Series(texts, dtype=pl.String), shape).tolist()
        assert plain == [read(column, text) == text for text in texts]


@settings(deadline=None)
@given(st.lists(st.text(max_size=3), unique=True), st.lists(st.none() | st.text(max_size=3)))
def test_each_text_is_found_at_its_place(texts: list[str], asked: list[str | None]) -> None:
    places = TextPlaces(pl.Series(texts, dtype=pl.String))
    found = places.find(pl.Series([*asked, *texts], dtype=pl.String)).tolist()
    assert found == [texts.index(text) if text in texts else -1 for text in [*asked, *texts]]


def test_texts_of_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pl.Series, "hash", lambda self: pl.Series([7] * len(self), dtype=pl.UInt64))
    places = TextPlaces(pl.Series(["甲", "乙", "丙"]))
    assert places.find(pl.Series(["丙", "丁", "甲", None, "乙"])).tolist() == [2, -1, 0, -1, 1]


@settings(deadline=None)
@given(
    st.lists(
        st.text(max_size=3)
        | st.text("0123X", min_size=18, max_size=18)
        | st.sampled_from(["甲乙", "乙甲", "a"])
    )
)
def test_places_in_the_order_of_texts_are_those_of_sorting(texts: list[str]) -> None:
    for some in (texts, [text for text in texts if len(text) == 18]):
        order = text_order(pl.Series(some, dtype=pl.String)).tolist()
        assert sorted(order) == list(range(len(some)))
        assert [some[place] for place in order] == sorted(some)
