from __future__ import annotations

from pathlib import Path

import pytest

from duixian.language.facts import Facts
from duixian.registry import RegistryError, write_registry
from duixian.registry.sample import sample_registry, write_sample
from tests.registry.folders import VOCABULARY, read
from tests.registry.profiles import clean_profile


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, 60, 1, profile=clean_profile())
    return read(folder).facts


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "parquet"])
def test_facts_written_out_read_back_as_the_same_facts(
    tmp_path: Path, facts: Facts, file_format: str
) -> None:
    write_registry(facts, tmp_path, file_format)
    reading = read(tmp_path)
    assert reading.rejects == ()
    for name in VOCABULARY.tables:
        written = [(row.key, row.values) for row in facts.rows(name)]
        assert [(row.key, row.values) for row in reading.facts.rows(name)] == written


def test_only_supplied_tables_are_written(tmp_path: Path) -> None:
    paths = write_registry(Facts(VOCABULARY, {"人员": []}), tmp_path, "csv")
    assert [path.name for path in paths] == ["人员.csv"]
    assert read(tmp_path).facts.supplied == {"人员"}


def test_an_unknown_format_cannot_be_written(tmp_path: Path, facts: Facts) -> None:
    with pytest.raises(RegistryError, match="parquet"):
        write_registry(facts, tmp_path, "docx")


def test_a_sample_in_memory_is_the_sample_in_files(tmp_path: Path) -> None:
    made = write_sample(tmp_path, 60, 1, profile=clean_profile())
    tables = sample_registry(60, 1, clean_profile()).tables
    assert {name: len(rows) for name, rows in tables.items()} == made.rows
    lines = (tmp_path / "人员.csv").read_text("utf-8-sig").splitlines()
    assert lines[1] == ",".join(tables["人员"][0].values())
