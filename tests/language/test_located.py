"""YAML whose every value knows its place, kept as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.language.located import Mapping, Node, Scalar, Sequence, read_located
from duixian.language.problems import PolicyError, Problem, Spot


def read(text: str) -> Node | None:
    return read_located(text, "policy.md", first_line=10, clause="1")


def mapping(text: str) -> Mapping:
    found = read(text)
    assert isinstance(found, Mapping)
    return found


def problem(text: str) -> Problem:
    with pytest.raises(PolicyError) as caught:
        read(text)
    (only,) = caught.value.problems
    return only


def test_a_value_stands_where_the_file_has_it() -> None:
    found = mapping("项目: 补贴\n条件:\n  合同: 满三年\n")
    inner = found.get("条件")
    assert isinstance(inner, Mapping)
    value = inner.get("合同")
    assert isinstance(value, Scalar)
    assert (value.spot, inner.key_spot("合同")) == (Spot("policy.md", 12, 7), Spot("policy.md", 12, 3))


def test_dates_numbers_and_yes_are_kept_as_they_were_written() -> None:
    found = mapping("甲: 2021-07-01\n乙: 010\n丙: 是\n丁: true\n戊: 1_000\n")
    assert [v.text for _, v in found if isinstance(v, Scalar)] == ["2021-07-01", "010", "是", "true", "1_000"]


def test_a_quoted_value_begins_after_its_quotation_mark() -> None:
    value = mapping('甲: "a: b"').get("甲")
    assert isinstance(value, Scalar)
    assert (value.text, value.quoted, value.spot.column) == ("a: b", True, 5)


@pytest.mark.parametrize(
    ("text", "empty"), [("甲:", True), ("甲: ~", True), ('甲: ""', False), ("甲: 0", False)]
)
def test_nothing_is_empty_and_an_empty_text_is_not(text: str, empty: bool) -> None:
    value = mapping(text).get("甲")
    assert isinstance(value, Scalar)
    assert value.empty is empty


def test_keys_keep_their_order_and_lists_their_items() -> None:
    found = mapping("丙: [1, 2]\n甲: 1\n乙: 2\n")
    assert found.keys == ("丙", "甲", "乙")
    held = found.get("丙")
    assert isinstance(held, Sequence)
    assert [i.text for i in held.items if isinstance(i, Scalar)] == ["1", "2"]


def test_a_key_written_twice_is_refused_at_its_second_place() -> None:
    found = problem("甲: 1\n乙: 2\n甲: 3\n")
    assert (found.code, found.spot, found.clause) == ("key-repeated", Spot("policy.md", 12, 1), "1")


def test_what_is_no_yaml_is_refused_where_it_breaks() -> None:
    found = problem("甲: 1\n  乙: [1, 2\n")
    assert (found.code, found.spot.file, found.spot.line >= 11) == ("not-yaml", "policy.md", True)
    assert "冒号" in found.remedy.zh


def test_a_text_that_holds_nothing_is_nothing() -> None:
    assert read("") is None
    assert read("# 只有注释\n") is None


def test_a_sign_that_cannot_be_printed_is_refused_at_its_place() -> None:
    found = problem("甲: 1\n乙: \x1f\n")
    assert (found.code, found.spot, "001F" in found.message.zh) == (
        "not-yaml",
        Spot("policy.md", 11, 4),
        True,
    )


def test_a_text_that_refers_to_itself_is_refused() -> None:
    assert problem("&a [1, *a]").code == "not-yaml"


def places(text: str) -> list[Spot]:
    """Where a text is refused."""
    try:
        read(text)
    except PolicyError as error:
        return [p.spot for p in error.problems]
    return []


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    assert all(spot.file == "policy.md" and spot.line >= 10 and spot.column >= 1 for spot in places(text))
