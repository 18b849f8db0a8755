"""Generated policies in partitions, here and on Spark, decide what the reference decides over the whole.

Spark takes seconds for each policy: without `AGREEMENT_CASES` its test waits for the night.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from duixian.decisions.partitions.here import Here
from duixian.decisions.partitions.spark import OnSpark, session
from duixian.decisions.runs.spark import has_java
from tests.agreement.partitioned import registered

NIGHT = int(os.environ.get("AGREEMENT_CASES", "0"))


@pytest.mark.parametrize("number", range(2, 2 + max(3, NIGHT // 20)))
def test_generated_policies_are_decided_alike_in_partitions(tmp_path: Path, number: int) -> None:
    case = registered(number, tmp_path / "in")
    assert case.in_parts(tmp_path / "out", Here(), 3) == case.by_reference()


@pytest.mark.skipif(not has_java(), reason="Spark needs Java 17")
@pytest.mark.skipif(not NIGHT, reason="Spark decides generated policies at night: set AGREEMENT_CASES")
@pytest.mark.filterwarnings("ignore")
def test_generated_policies_are_decided_alike_on_spark(tmp_path: Path) -> None:
    spark = session("local[2]")
    try:
        for number in range(2, 2 + max(2, NIGHT // 100)):
            case = registered(number, tmp_path / f"{number}")
            there = case.in_parts(tmp_path / f"{number} out", OnSpark(spark), 2)
            assert there == case.by_reference()
    finally:
        spark.stop()
