from __future__ import annotations

from pathlib import Path

import pytest

from duixian.connectors.errors import ConnectorError
from duixian.connectors.folders import Folders


def test_files_that_are_still_being_written_wait(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    for name in ("b.csv", "a.csv", "c.csv.part", ".d.csv", "~$e.xlsx", "f.tmp"):
        (tmp_path / "in" / name).write_bytes(b"x")
    assert folders.waiting() == ["a.csv", "b.csv"]


def test_a_refused_file_lies_in_rejected_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_bytes(b"x")
    Folders(tmp_path).reject("a.csv", "缺少这些列")
    assert (tmp_path / "rejected" / "a.csv").read_bytes() == b"x"
    assert "缺少这些列" in (tmp_path / "rejected" / "a.csv.reason.txt").read_text("utf-8")
    assert Folders(tmp_path).waiting() == []


def test_a_second_file_of_the_same_name_does_not_cover_the_first(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    for content in (b"1", b"2"):
        (tmp_path / "in" / "a.csv").write_bytes(content)
        folders.accept("a.csv", "note")
    assert {p.read_bytes() for p in (tmp_path / "done").glob("*.csv")} == {b"1", b"2"}
    assert len(list((tmp_path / "done").glob("*.note.txt"))) == 2


def test_an_outgoing_name_keeps_its_first_bytes(tmp_path: Path) -> None:
    folders = Folders(tmp_path)
    folders.send("B1.csv", b"x")
    folders.send("B1.csv", b"x")
    with pytest.raises(ConnectorError) as refused:
        folders.send("B1.csv", b"y")
    assert refused.value.code == "outgoing-differs"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["B1.csv"]


@pytest.mark.parametrize("name", ["../a.csv", "/etc/passwd", "a/b", "", ".."])
def test_a_name_with_a_folder_in_it_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConnectorError) as refused:
        Folders(tmp_path).send(name, b"x")
    assert refused.value.code == "file-name"
