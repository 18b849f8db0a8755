"""A folder of results holds whole runs only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duixian.cli.results.folder import MANIFEST, files_of_run, result_folder


def write(folder: Path, *names: str) -> list[Path]:
    with result_folder(folder) as files:
        for name in names:
            files.add(name, lambda path: path.write_text(path.name, "utf-8"))
        return files.commit({"decisions": 1})


def write_half(folder: Path, name: str) -> None:
    """A run whose disk fills up after its first file."""
    with result_folder(folder) as files:
        files.add(name, lambda path: path.write_text("half", "utf-8"))
        raise OSError("disk")


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_run_names_its_files(tmp_path: Path) -> None:
    written = write(tmp_path, "a.csv", "b.csv")
    assert [path.name for path in written] == ["a.csv", "b.csv"]
    assert json.loads((tmp_path / MANIFEST).read_text("utf-8"))["files"] == ["a.csv", "b.csv"]


def test_what_an_earlier_run_left_goes_and_the_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    write(tmp_path, "a.csv", "b.csv")
    write(tmp_path, "a.xlsx")
    assert names_in(tmp_path) == {"a.xlsx", "notes.txt", MANIFEST}


def test_a_run_that_fails_leaves_the_earlier_one_whole(tmp_path: Path) -> None:
    write(tmp_path, "a.csv")
    with pytest.raises(OSError, match="disk"):
        write_half(tmp_path, "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8") == "a.csv"
    assert names_in(tmp_path) == {"a.csv", MANIFEST}


def test_what_a_killed_run_left_is_swept_away(tmp_path: Path) -> None:
    left = tmp_path / ".writing-999999999"
    left.mkdir()
    (left / "half.csv").touch()
    write(tmp_path, "a.csv")
    assert names_in(tmp_path) == {"a.csv", MANIFEST}


@pytest.mark.parametrize(
    "said",
    [
        "{",
        "[]",
        '{"form": "other", "files": ["a.csv"]}',
        '{"form": "duixian.run/1", "files": ["../a", 3, ""]}',
    ],
)
def test_a_list_of_files_that_no_run_wrote_is_not_followed(tmp_path: Path, said: str) -> None:
    (tmp_path / MANIFEST).write_text(said, "utf-8")
    assert files_of_run(tmp_path) == []
