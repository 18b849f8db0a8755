"""From a folder of registers in Parquet to one Parquet file of cases, and the total of each measure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from bench.floor.apprentices import apprenticed
from bench.floor.cases import CASE, Facts
from bench.floor.contests import contested
from bench.floor.hiring import hired
from bench.floor.learning import educated, trained
from bench.floor.living import awards, health_checks, homes
from bench.floor.reading import Registry
from bench.floor.studios import furthered
from bench.floor.titles import chosen, titled
from bench.floor.upgrade import certified

CLAUSES = (
    hired,
    trained,
    apprenticed,
    certified,
    educated,
    titled,
    chosen,
    furthered,
    contested,
    homes,
    health_checks,
    awards,
)
"""The services of clause 9 that are only asked for (户口, 入学) have no cases: their register is handed in empty."""


def decided(folder: Path, as_of: date) -> pl.DataFrame:
    """Every case of every clause, with its masks, its truth, what was granted and what is payable."""
    facts = Facts.of(Registry(folder, as_of), as_of)
    return pl.concat([clause(facts).select(*CASE).cast(CASE) for clause in CLAUSES])  # type: ignore[arg-type]


def totals(cases: pl.DataFrame) -> dict[str, int]:
    """Fen payable by measure, of the cases that are decided."""
    paid = cases.filter(pl.col("结果").fill_null(value=False) & ~pl.col("未定"))
    summed = paid.group_by("项目").agg(pl.col("应付").sum()).sort("项目")
    return {name: fen for name, fen in summed.iter_rows() if fen}


def run(folder: Path, as_of: date, out: Path) -> dict[str, int]:
    """Read, decide, write. Returns the totals."""
    cases = decided(folder, as_of)
    cases.write_parquet(out)
    return totals(cases)
