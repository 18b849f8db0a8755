"""What is wrong with the input is told to people; no traceback, the right exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import DAY, POLICY_ID, Told, lines_of, registry, run


def decide(facts: Path, out: Path, day: object = DAY, lang: str = "en") -> Told:
    return run(
        "decide", POLICY_ID, "--facts", facts, "--as-of", day, "--out", out, "--format", "csv", lang=lang
    )


def test_a_folder_of_registers_that_is_not_there(tmp_path: Path) -> None:
    told = decide(tmp_path / "none", tmp_path / "out")
    assert told.code == 1
    assert "There is no such folder" in told.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "没有可以读的登记表"), ("en", "No register in this folder")]
)
def test_a_folder_without_any_register(tmp_path: Path, lang: str, words: str) -> None:
    (tmp_path / "in").mkdir()
    told = decide(tmp_path / "in", tmp_path / "out", lang=lang)
    assert told.code == 1
    assert words in lines_of(told.err)


@pytest.mark.parametrize("day", ["2023-02-30", "yesterday", "", "2023-06"])
def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, day: str) -> None:
    assert decide(registry(), tmp_path, day).code == 2


def test_a_file_where_the_results_should_go(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    told = decide(registry(), tmp_path / "out")
    assert told.code == 1
    assert "cannot be used" in told.err
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00garbage", b"PK\x03\x04 not a workbook", "乱,码\n1".encode("gbk")]
)
@pytest.mark.parametrize("name", ["人员.xlsx", "人员.csv", "人员.parquet"])
def test_a_register_that_is_no_such_file_is_told_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes
) -> None:
    for file in registry().iterdir():
        if file.stem != "人员":
            (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / name).write_bytes(content)
    told = decide(tmp_path, tmp_path / "out")
    assert told.code == 0
    assert name in told.err


def test_a_policy_that_is_not_utf_8(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "policy.md").write_bytes("---\n名称: 某\n---\n".encode("gbk"))
    told = run("check", folder)
    assert told.code == 1
    assert "UTF-8" in told.err


def test_a_reader_who_stops_reading_is_no_error() -> None:
    command = f"{sys.executable} -m duixian.cli.main guide {POLICY_ID} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("# ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", ["decide", "explain", "facts", "guide", "check", "test", "new", "targets", "sample", "demo"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help_in_both_languages(command: str, lang: str) -> None:
    told = run(command, "--help", lang=lang)
    assert told.code == 0
    assert ("显示本说明" if lang == "zh" else "Show this message") in told.out
    assert all(len(line.encode("gbk", "replace")) <= 90 for line in told.out.splitlines())
