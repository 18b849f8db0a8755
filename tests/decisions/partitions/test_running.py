"""A run in partitions is the run over the whole, to the byte, and goes on where it was stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decisions.partitions.runs import lines, reference, run
from tests.decisions.partitions.town import town, written


@pytest.mark.parametrize("partitions", [1, 3, 7])
@pytest.mark.parametrize("seed", [1, 2])
def test_partitions_decide_what_the_reference_decides_over_the_whole(tmp_path: Path, seed: int, partitions: int) -> None:
    registers = written(town(seed), tmp_path / "in")
    decided, rejects = reference(registers)
    staged = run(registers, tmp_path / "out", partitions)
    assert not staged.failed
    assert lines(staged) == decided
    assert staged.rejects() == rejects
