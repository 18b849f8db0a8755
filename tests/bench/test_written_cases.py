"""What the engines wrote is compared by totals, by bytes and by the cases themselves."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl

from bench.whole.cases import fingerprint_of_cases, fingerprint_of_files, in_measures

_ABOUT = json.dumps({"measure": {"name": {"zh": "补贴"}}})


def _write(path: Path, rows: list[tuple[str, str, int]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = pl.DataFrame(rows, ["record", "verdict", "payable"], orient="row").with_columns(
        event_on=pl.lit(date(2022, 3, 1)), year=pl.lit(None, pl.Int32)
    )
    frame.write_parquet(path, metadata={"duixian": _ABOUT})


A, B, C = ("a", "符合", 100), ("b", "不符合", 0), ("c", "待定", 70)


def test_only_what_eligible_cases_are_due_counts_as_payable(tmp_path: Path) -> None:
    _write(tmp_path / "policy" / "补贴.parquet", [A, B, C])
    written = in_measures(tmp_path)
    assert (written.totals, written.cases) == ({"补贴": 100}, {"补贴": 3})


def test_cases_divided_among_files_have_the_fingerprint_of_the_whole(tmp_path: Path) -> None:
    _write(tmp_path / "whole" / "补贴.parquet", [A, B, C])
    _write(tmp_path / "parts" / "补贴" / "0000.parquet", [A, C])
    _write(tmp_path / "parts" / "补贴" / "0001.parquet", [B])
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    assert fingerprint_of_cases(whole) == fingerprint_of_cases(parts)
    assert fingerprint_of_files(whole) != fingerprint_of_files(parts)


def test_one_fen_changes_both_fingerprints(tmp_path: Path) -> None:
    _write(tmp_path / "one" / "补贴.parquet", [A])
    _write(tmp_path / "other" / "补贴.parquet", [("a", "符合", 101)])
    for fingerprint in (fingerprint_of_files, fingerprint_of_cases):
        assert fingerprint(tmp_path / "one") != fingerprint(tmp_path / "other")
