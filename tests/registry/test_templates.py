from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from duixian.registry import RegistryError, write_template
from tests.registry.folders import VOCABULARY, read


def parts(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return "".join(
            archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith("xml")
        )


def test_every_template_reads_back_as_an_empty_supplied_table(tmp_path: Path) -> None:
    write_template(VOCABULARY, VOCABULARY.tables, tmp_path)
    reading = read(tmp_path)
    assert reading.facts.supplied == set(VOCABULARY.tables)
    assert not any(reading.facts.tables.values())
    assert reading.notes == ()


def test_a_template_has_notes_drop_downs_and_text_formats(tmp_path: Path) -> None:
    (path,) = write_template(VOCABULARY, ["录用"], tmp_path)
    inside = parts(path)
    assert "必填" in inside
    assert "身份证号 → 人员" in inside
    assert 'type="list"' in inside
    assert "特级技师" in inside
    assert 'state="frozen"' in inside
    assert 'formatCode="@"' in inside


def test_the_notes_of_a_template_can_be_english(tmp_path: Path) -> None:
    (path,) = write_template(VOCABULARY, ["人员"], tmp_path, "en")
    assert "id_number" in parts(path)


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    first, second = (write_template(VOCABULARY, ["人员"], tmp_path / n)[0] for n in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_a_template_of_an_unknown_table_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="是否为「人员」"):
        write_template(VOCABULARY, ["人员表"], tmp_path)
