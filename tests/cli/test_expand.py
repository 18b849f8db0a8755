"""``duixian expand``: compact files turned into decisions again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.terminal import DAY, POLICY_ID, decided, lines_of, registry, run


def compact() -> Path:
    return decided("compact")


def first_case() -> dict[str, object]:
    found: dict[str, object] = json.loads((compact() / "decisions.jsonl").read_text("utf-8").splitlines()[0])
    return found


def test_expanded_decisions_are_those_that_were_written() -> None:
    written = (compact() / "decisions.jsonl").read_text("utf-8").splitlines()
    told = run("expand", POLICY_ID, "--cases", compact())
    assert told.out.splitlines() == written


def test_each_measure_has_a_file_and_says_what_its_columns_mean() -> None:
    files = [path.relative_to(compact()) for path in compact().rglob("*.parquet")]
    assert files
    assert all(file.parts[0] == POLICY_ID.replace("/", "_") for file in files)
    assert all((compact() / file).with_suffix(".json").is_file() for file in files)


def test_people_find_the_summary_and_the_rejects_beside_compact_files() -> None:
    names = {path.name for path in compact().iterdir() if path.is_file()}
    assert names == {"summary.csv", "rejects.csv", "decisions.jsonl", "run.json"}


def test_one_record_is_expanded_alone() -> None:
    case = first_case()["case"]
    assert isinstance(case, dict)
    told = run("expand", POLICY_ID, "--cases", compact(), "--record", case["key"])
    found = [json.loads(line)["case"]["key"] for line in told.out.splitlines()]
    assert found
    assert set(found) == {case["key"]}


def test_a_record_without_a_case_is_said() -> None:
    told = run("expand", POLICY_ID, "--cases", compact(), "--record", "nobody")
    assert told.code == 1
    assert "No case of record nobody" in lines_of(told.err)


def test_a_folder_without_compact_files_is_said(tmp_path: Path) -> None:
    told = run("expand", POLICY_ID, "--cases", tmp_path)
    assert told.code == 1
    assert "--format compact" in lines_of(told.err)


def test_a_table_for_people_is_not_expanded() -> None:
    told = run("expand", POLICY_ID, "--cases", decided("parquet") / "decisions.parquet")
    assert told.code == 1
    assert "no compact file" in lines_of(told.err)


def test_the_next_run_takes_the_folders_of_the_last_away(tmp_path: Path) -> None:
    given = ["--facts", registry(), "--as-of", DAY, "--out", tmp_path, "--engine", "single"]
    assert run("decide", POLICY_ID, *given, "--format", "compact").code == 0
    assert any(path.is_dir() for path in tmp_path.iterdir())
    assert run("decide", POLICY_ID, *given, "--format", "csv").code == 0
    assert not any(path.is_dir() for path in tmp_path.iterdir())
