"""``duixian decide --partitions``: the same decisions in parts; a part that fails is named and the rest is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from duixian.decisions.partitions.deciding import decide_stage
from duixian.decisions.partitions.manifest import Done
from duixian.decisions.partitions.stages import Stage
from duixian.decisions.runs.spark import has_java
from duixian.language.rule import Policy
from tests.cli.terminal import DAY, POLICY_ID, Told, lines_of, run


@cache
def registers() -> Path:
    folder = Path(mkdtemp(prefix="duixian-test-"))
    assert run("sample", "--persons", 60, "--seed", 4, "--out", folder, "--format", "parquet").code == 0
    return folder


def decide(out: Path, *more: object, form: str = "compact", lang: str = "en") -> Told:
    given = ["--facts", registers(), "--as-of", DAY, "--out", out, "--format", form]
    return run("decide", POLICY_ID, *given, *more, lang=lang)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_parts_hold_the_decisions_of_the_whole(tmp_path: Path) -> None:
    assert decide(tmp_path / "whole", "--json").code == 0
    assert decide(tmp_path / "parts", "--json", "--partitions", 3).code == 0
    whole, parts = files(tmp_path / "whole"), files(tmp_path / "parts")
    assert sorted(parts["decisions.jsonl"].splitlines()) == sorted(whole["decisions.jsonl"].splitlines())
    assert parts["summary.csv"] == whole["summary.csv"]
    assert sorted(parts["rejects.csv"].splitlines()) == sorted(whole["rejects.csv"].splitlines())
    assert not any(name.startswith(".") for name in parts)


def test_a_part_that_fails_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(policies: Sequence[Policy], stage: Stage, as_of: date, folder: Path) -> Done:
        if stage.name == "0001":
            raise OSError("the disk is gone")
        return decide_stage(policies, stage, as_of, folder)

    monkeypatch.setattr("duixian.decisions.partitions.here.decide_stage", failing)
    # A process of its own would not know of the failure put in its place here.
    monkeypatch.setattr("duixian.cli.running.staging._PROCESSES", 1)
    told = decide(tmp_path, "--partitions", 3)
    assert told.code == 1
    assert "Part 0001 could not be finished: OSError: the disk is gone" in lines_of(told.err)
    assert not (tmp_path / "summary.csv").exists()
    monkeypatch.undo()
    again = decide(tmp_path, "--partitions", 3)
    assert again.code == 0
    assert "3 parts were finished before." in again.err


def test_parts_are_written_in_the_compact_form_only(tmp_path: Path) -> None:
    told = decide(tmp_path, "--partitions", 3, form="csv", lang="zh")
    assert told.code == 1
    assert "--format compact" in told.err


@pytest.mark.skipif(not has_java(), reason="Spark needs Java 17")
@pytest.mark.filterwarnings("ignore")
def test_spark_writes_the_same_files(tmp_path: Path) -> None:
    assert decide(tmp_path / "polars", "--json").code == 0
    assert decide(tmp_path / "spark", "--json", "--engine", "spark").code == 0
    assert files(tmp_path / "spark") == files(tmp_path / "polars")
