"""A bare figure in a table takes the unit of its column's head."""

import pytest

from tests.language.mentioned import Meaning, count, found_in, months, number, percent, yuan

TABLE = "| 学历 | 标准（{unit}） | 期限 |\n|---|---|---|\n| 博士 | {cell} | 3年 |"


@pytest.mark.parametrize(
    ("unit", "cell", "meaning"),
    [
        ("元", "15000", yuan(15_000)),
        ("元", "15,000", yuan(15_000)),
        ("万元", "1.5", yuan(15_000)),
        ("元/月", "800", yuan(800)),
        ("%", "60", percent(60)),
        ("人", "30", count(30)),
        ("年", "3", months(36)),
        ("月", "6", months(6)),
    ],
)
def test_a_bare_figure_takes_the_unit_of_its_column(unit: str, cell: str, meaning: Meaning) -> None:
    assert found_in(TABLE.format(unit=unit, cell=cell))[-2:] == [(cell, meaning), ("3年", months(36))]


def test_a_figure_with_its_own_unit_keeps_it() -> None:
    assert found_in(TABLE.format(unit="元", cell="2万元"))[0] == ("2万元", yuan(20_000))


def test_a_column_without_unit_gives_none() -> None:
    table = "| 学历 | 标准 |\n|---|---|\n| 博士 | 15000 |"
    assert found_in(table) == [("15000", number(15_000))]


def test_a_figure_among_words_of_a_cell_is_read_as_ever() -> None:
    table = "| 学历 | 标准（元） |\n|---|---|\n| 博士 | 每人3名 |"
    assert found_in(table) == [("3名", count(3))]
