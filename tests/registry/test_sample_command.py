"""What ``duixian sample`` says before it starts."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.terminal import run


def test_the_size_on_disk_is_said_before_anything_is_made(tmp_path: Path) -> None:
    done = run("sample", "--persons", 40, "--out", tmp_path / "made", lang="zh")
    assert done.err.splitlines()[0].startswith("40 人和他们的单位，csv 文件约 110.4 kB")
    english = run("sample", "--persons", 40, "--out", tmp_path / "made")
    assert english.err.startswith("About 110.4 kB of csv files for 40 persons")


def test_what_does_not_fit_on_the_disk_is_not_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=3_900_000_000))
    done = run("sample", "--persons", 20_000_000, "--out", tmp_path / "made")
    assert done.code == 1
    assert "about 25.2 GB needed, 3.9 GB free" in done.err
    assert "parquet" in done.err
    assert not (tmp_path / "made").exists()
