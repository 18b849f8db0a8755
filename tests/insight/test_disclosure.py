from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duixian.insight.disclosure import FEWEST, Table, disclosed

ROWS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 12)), max_size=9)


def table(rows: list[tuple[int, int]]) -> Table[int]:
    return disclosed([(n, fen, recipients) for n, (fen, recipients) in enumerate(rows)])


@given(ROWS)
def test_a_cell_of_fewer_than_five_recipients_is_never_shown(rows: list[tuple[int, int]]) -> None:
    assert all((cell.recipients or FEWEST) >= FEWEST for cell in table(rows).cells)


@given(ROWS)
def test_what_is_withheld_cannot_be_had_by_subtraction(rows: list[tuple[int, int]]) -> None:
    found = table(rows)
    hidden = [rows[cell.key][1] for cell in found.cells if not cell.shown]
    all_hidden = len(hidden) == len(rows)
    assert not hidden or all_hidden or (len(hidden) > 1 and sum(hidden) >= FEWEST)


@given(ROWS)
def test_totals_count_what_is_shown_and_nothing_else(rows: list[tuple[int, int]]) -> None:
    found = table(rows)
    assert found.fen == sum(rows[cell.key][0] for cell in found.cells if cell.shown)
    assert found.withheld == sum(not cell.shown for cell in found.cells)


def test_a_table_of_large_cells_is_shown_whole() -> None:
    assert [cell.recipients for cell in table([(1, 5), (2, 50)]).cells] == [5, 50]
