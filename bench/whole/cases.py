"""What a competitor wrote, read back after the clock has stopped: totals, counts and fingerprints of the cases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

_OURS = "duixian"
"""The name under which our files say of which measure they are."""
_ORDER = ("event_on", "record", "year")


@dataclass(frozen=True)
class Written:
    """``totals``: fen payable by measure, of cases that are decided; ``cases`` by measure."""

    totals: dict[str, int]
    cases: dict[str, int]


def by_hand(out: Path) -> Written:
    """Of the file of the program written by hand."""
    cases = pl.scan_parquet(out / "cases.parquet")
    paid = cases.filter(pl.col("结果").fill_null(value=False) & ~pl.col("未定"))
    sums, counts = pl.col("应付").sum(), pl.len().cast(pl.Int64)
    return Written(
        _without_zeros(dict(paid.group_by("项目").agg(sums).collect().iter_rows())),
        dict(cases.group_by("项目").agg(counts).collect().iter_rows()),
    )


def in_measures(out: Path) -> Written:
    """Of the files of Duixian, one or several for each measure."""
    totals: dict[str, int] = {}
    counts: dict[str, int] = {}
    for measure, files in files_of(out).items():
        cases = pl.scan_parquet(files)
        paid = pl.col("payable").filter(pl.col("verdict").cast(pl.String) == "符合").sum()
        totals[measure], counts[measure] = cases.select(paid, pl.len().cast(pl.Int64)).collect().row(0)
    return Written(_without_zeros(totals), _without_zeros(counts))


def _without_zeros(sums: dict[str, int]) -> dict[str, int]:
    return {name: number for name, number in sorted(sums.items()) if number}


def files_of(out: Path) -> dict[str, list[Path]]:
    """The files of decisions by measure, in the order of their names."""
    found: dict[str, list[Path]] = {}
    for path in sorted(out.rglob("*.parquet")):
        about: dict[str, Any] = json.loads(pl.read_parquet_metadata(path).get(_OURS, "{}"))
        if about:
            found.setdefault(about["measure"]["name"]["zh"], []).append(path)
    return found


def fingerprint_of_files(out: Path) -> str:
    """Of the bytes of all files of decisions, whatever the files are called."""
    return _digest(part.read_bytes() for parts in files_of(out).values() for part in parts)


def fingerprint_of_cases(out: Path) -> str:
    """Of all cases with all their columns, however they are divided among files."""
    return _digest(_rows(parts) for parts in files_of(out).values())


def _rows(parts: list[Path]) -> bytes:
    frames = [pl.read_parquet(part) for part in parts]
    return pl.concat(frames).sort(*_ORDER, nulls_last=False).write_json().encode()


def _digest(pieces: Iterator[bytes]) -> str:
    found = sha256()
    for piece in pieces:
        found.update(sha256(piece).digest())
    return found.hexdigest()
