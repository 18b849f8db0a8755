"""The files of a run are the same to the byte for every engine and every order of the registers' rows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest

from tests.cli.terminal import DAY, POLICY_ID, lines_of, run

FORMATS = ("csv", "xlsx", "parquet", "compact")
PERSONS = 250


def scratch() -> Path:
    return Path(mkdtemp(prefix="duixian-test-"))


@cache
def registers() -> Path:
    """Registers with the faults that a sample plants in them."""
    folder = scratch()
    assert run("sample", "--persons", PERSONS, "--seed", 5, "--out", folder, "--format", "csv").code == 0
    return folder


@cache
def shuffled() -> Path:
    """The same registers, the rows of each in another order."""
    folder, dice = scratch(), Random(1)
    for file in registers().glob("*.csv"):
        head, *rows = file.read_text("utf-8-sig").splitlines(keepends=True)
        dice.shuffle(rows)
        (folder / file.name).write_text(head + "".join(rows), "utf-8-sig")
    return folder


@cache
def files(facts: Path, engine: str, file_format: str) -> dict[str, bytes]:
    """What a run writes."""
    out = scratch()
    given = ["--facts", facts, "--as-of", DAY, "--out", out, "--format", file_format, "--json"]
    assert run("decide", POLICY_ID, *given, "--engine", engine).code == 0
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


@pytest.mark.parametrize("file_format", FORMATS)
def test_columns_and_reference_write_the_same_files(file_format: str) -> None:
    found = files(registers(), "polars", file_format)
    assert len(found) > 5
    assert differing(found, files(registers(), "single", file_format)) == set()


@pytest.mark.parametrize("engine", ["single", "polars"])
def test_the_order_of_rows_changes_no_decision(engine: str) -> None:
    rejects = {"rejects.csv"}  # they name the rows where they stand
    assert differing(files(registers(), engine, "csv"), files(shuffled(), engine, "csv")) <= rejects


def test_the_faults_of_the_registers_are_found_whatever_the_engine() -> None:
    rejected = files(registers(), "polars", "csv")["rejects.csv"]
    assert rejected.count(b"\r\n") > 1


def test_an_engine_that_there_is_not_is_wrong_usage() -> None:
    told = run(
        "decide", POLICY_ID, "--facts", registers(), "--as-of", DAY, "--out", "x", "--engine", "abacus"
    )
    assert told.code == 2
    assert "abacus" in lines_of(told.err)
