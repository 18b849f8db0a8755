"""Spark splits and decides to the same bytes as this machine alone. One session, so one test."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.decisions.partitions.hashing import person_number
from duixian.decisions.partitions.spark import OnSpark, person_numbers, session
from duixian.decisions.runs.spark import has_java
from tests.decisions.partitions.runs import files_of, run
from tests.decisions.partitions.town import person, town, written

ODD = [
    person(1),
    f" {person(2)}",
    person(3).lower(),
    person(4).translate({ord("0"): "０"}),
    None,
    "",
    "无",
    "33011319900101123",
]


@pytest.mark.skipif(not has_java(), reason="Spark needs Java 17")
@pytest.mark.filterwarnings("ignore")
def test_spark_gives_the_same_bytes_with_the_same_partitions(tmp_path: Path) -> None:
    registers = written(town(1, straying=True), tmp_path / "in", parts=("录用",))
    spark = session("local[2]")
    try:
        rows = (
            spark.createDataFrame([(cell,) for cell in ODD], "a string").select(person_numbers("a")).collect()
        )
        assert [row[0] for row in rows] == [person_number(cell) for cell in ODD]
        theirs = run(registers, tmp_path / "spark", 3, OnSpark(spark))
        broken = next((tmp_path / "spark" / "input" / "split" / "录用").glob("分区=1/*.parquet"))
        broken.write_bytes(broken.read_bytes()[:-20])
        (tmp_path / "spark" / "rejects" / "0001.jsonl").unlink()
        again = run(registers, tmp_path / "spark", 3, OnSpark(spark))
    finally:
        spark.stop()
    ours = run(registers, tmp_path / "polars", 3)
    assert not theirs.failed
    assert files_of(theirs) == files_of(ours)
    assert [failed.stage for failed in again.failed] == ["0001"]
