"""A person's partition is plain arithmetic over the ID number: written the same or not, whatever the engine."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duixian.decisions.partitions.hashing import PRIME, partition_of, person_number, person_numbers
from duixian.values.id_number import make_id_number

ONE = make_id_number("330113", date(1990, 1, 1), 123)
NUMBERS = st.text("0123456789Xx０９ +-", min_size=15, max_size=19) | st.none()


def in_columns(cells: list[str | None]) -> list[int | None]:
    return (
        pl.DataFrame({"a": cells}, schema={"a": pl.String}).select(person_numbers(pl.col("a")))["a"].to_list()
    )


@given(st.lists(NUMBERS, min_size=1, max_size=20))
def test_columns_and_single_numbers_agree(cells: list[str | None]) -> None:
    assert in_columns(cells) == [person_number(cell) for cell in cells]


@pytest.mark.parametrize("written", [f" {ONE}", ONE.lower(), ONE.translate({ord("0"): "０", ord("1"): "１"})])
def test_one_person_has_one_number_however_it_is_written(written: str) -> None:
    assert person_number(written) == person_number(ONE)


@pytest.mark.parametrize("cell", [None, "", "无", "未知", "3301131990010112", "+33011319900101123"])
def test_what_is_no_id_number_has_no_number(cell: str | None) -> None:
    assert person_number(cell) is None


def test_the_number_is_the_same_for_ever() -> None:
    assert person_number("330113199001011234") == 255_722_970


def test_rows_of_nobody_go_to_partition_0() -> None:
    assert pl.select(partition_of(pl.lit(None, pl.Int64), 7)).item() == 0


def test_persons_spread_evenly() -> None:
    ids = [
        make_id_number("330113", date(1950 + n % 50, 1 + n % 12, 1 + n % 28), n % 1000) for n in range(7000)
    ]
    numbers = [person_number(cell) for cell in dict.fromkeys(ids)]
    counts = [sum(n is not None and n % 7 == part for n in numbers) for part in range(7)]
    assert max(counts) < 1.15 * min(counts)
    assert all(n is not None and 0 <= n < PRIME for n in numbers)
