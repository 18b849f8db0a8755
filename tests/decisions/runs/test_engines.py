"""A run reads the same whatever engine made it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from duixian.decisions.document import decision_line
from duixian.decisions.runs import spark
from duixian.decisions.runs.decided import DecidedRun
from duixian.decisions.runs.engines import EngineName, decide_run
from duixian.decisions.runs.spark import EngineMissing, require_spark
from duixian.decisions.summary import summarised
from duixian.language.outcome import Verdict
from tests.engines import small
from tests.engines.small import Maker, facts, hire

MAKER = Maker()
POLICY = small.policy(MAKER.measure("补贴", "月工资 ≥ 3000元"), MAKER.measure("奖励", "月工资 ≥ 4000元"))
KNOWN = facts(录用=[hire("H1"), hire("H2", 月工资="3000"), hire("H3", 月工资="5000")], 人员=[], 用人单位=[])
DAY = date(2022, 12, 31)


def by(engine: EngineName) -> DecidedRun:
    return decide_run([POLICY], KNOWN, DAY, engine)


def test_cases_come_by_measure_and_record() -> None:
    found = [(o.measure.name, o.record.key) for o in by(EngineName.POLARS)]
    assert found == [(name, key) for name in ("补贴", "奖励") for key in ("H1", "H2", "H3")]


def test_both_engines_write_the_same_decisions() -> None:
    one, other = by(EngineName.SINGLE), by(EngineName.POLARS)
    assert [decision_line(o) for o in one] == [decision_line(o) for o in other]
    assert len(one) == len(other) == 6


def test_the_summary_is_that_of_the_cases_written_out() -> None:
    run = by(EngineName.POLARS)
    assert run.summary() == by(EngineName.SINGLE).summary() == summarised([POLICY], list(run))


def test_cases_may_be_read_again_and_again() -> None:
    run = by(EngineName.POLARS)
    assert [o.record.key for o in run] == [o.record.key for o in run]


def test_spark_without_its_packages_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(EngineMissing) as caught:
        require_spark()
    assert "pip install 'duixian[spark]'" in caught.value.remedy.zh
    assert "pip install 'duixian[spark]'" in caught.value.remedy.en


def test_spark_without_java_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setattr(spark, "find_spec", lambda name: object())
    with pytest.raises(EngineMissing) as caught:
        require_spark()
    assert caught.value.code == "engine-missing-java"


def test_java_is_looked_for_on_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not spark.has_java()
    (tmp_path / "java").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "java").chmod(0o755)
    assert spark.has_java()


def test_spark_does_not_decide_facts_in_one_piece() -> None:
    with pytest.raises(ValueError, match="partitions"):
        by(EngineName.SPARK)


@pytest.mark.parametrize("engine", [EngineName.SINGLE, EngineName.POLARS])
def test_cases_of_one_verdict_come_alone(engine: EngineName) -> None:
    for measure in by(engine).measures:
        for verdict in Verdict:
            wanted = [o.record.key for o in measure if o.verdict is verdict]
            assert [o.record.key for o in measure.of_verdict(verdict)] == wanted
