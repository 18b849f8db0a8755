"""An old Java is said in both languages before Spark is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.decisions.runs import spark


def java(folder: Path, version: str) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", "utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(("said", "number"), [("17.0.15", 17), ("1.8.0_402", 8), ("21", 21)])
def test_the_number_of_java_is_read_off_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, number: int
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, said)))
    assert spark.java_version() == number


def test_a_java_that_is_too_old_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, "11.0.2")))
    with pytest.raises(spark.EngineMissing) as refused:
        spark.require_spark()
    assert "17" in refused.value.render("zh")
    assert "11" in refused.value.render("en")
