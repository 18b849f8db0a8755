"""Files of a table that are alike are read as one, and each row still tells where it stood."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from duixian.decisions.partitions.rejected import in_order
from duixian.decisions.partitions.sources import sources_of
from duixian.decisions.partitions.splitting import placed_rows
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.sources.sheet import FIRST_ROW
from tests.decisions.partitions.runs import lines, reference, run
from tests.decisions.partitions.town import WORDS, town, written


def _in_pieces(registers: Path) -> Path:
    """Each register as three files, the second without a row."""
    for path in list(registers.glob("*.parquet")):
        whole, cut = pl.read_parquet(path), pl.read_parquet(path).height // 2
        for number, piece in enumerate((whole.head(cut), whole.clear(), whole.slice(cut)), 1):
            piece.write_parquet(path.with_name(f"{path.stem}-{number:05d}.parquet"))
        path.unlink()
    return registers


def test_a_registry_in_pieces_is_decided_as_the_reference_decides_it(tmp_path: Path) -> None:
    registers = _in_pieces(written(town(1, straying=True), tmp_path / "in"))
    decided, rejects = reference(registers)
    staged = run(registers, tmp_path / "out", 3)
    assert lines(staged) == decided
    assert in_order(staged.rejects(), WORDS.tables) == rejects


def test_each_row_of_files_read_as_one_is_placed_in_its_own_file(tmp_path: Path) -> None:
    registers = _in_pieces(written(town(1), tmp_path / "in"))
    for name, (source, *others) in sources_of(registers, WORDS).tables.items():
        assert not others, name
        placed = placed_rows(source).collect()
        for path in source.paths:
            here = placed.filter(pl.col(FILE) == path.name)
            assert here.drop(FILE, ROW).equals(pl.read_parquet(path))
            assert here[ROW].to_list() == list(range(FIRST_ROW, FIRST_ROW + here.height))


def test_files_whose_columns_differ_in_type_are_not_joined(tmp_path: Path) -> None:
    registers = _in_pieces(written(town(1), tmp_path / "in"))
    last = max(registers.glob("*-00003.parquet"))
    pl.read_parquet(last).with_columns(pl.all().cast(pl.Categorical)).write_parquet(last)
    table = last.stem.rsplit("-", 1)[0]
    assert [len(s.paths) for s in sources_of(registers, WORDS).tables[table]] == [2, 1]
