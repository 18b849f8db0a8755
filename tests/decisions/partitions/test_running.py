"""A run in partitions is the run over the whole, to the byte, and goes on where it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from duixian.decisions.partitions import sharing
from duixian.decisions.partitions.here import Here
from duixian.decisions.partitions.manifest import MANIFEST, Done
from duixian.decisions.partitions.rejected import in_order
from duixian.decisions.partitions.running import Failed
from duixian.decisions.partitions.sources import content_hash
from duixian.decisions.partitions.stages import LAST, Stage, read_stages
from duixian.language.rule import Policy
from duixian.registry.notes import RegistryError
from tests.decisions.partitions.runs import files_of, lines, reference, run
from tests.decisions.partitions.town import WORDS, law, town, written


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A town's registers; nobody writes there."""
    return written(town(1), tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def undisturbed(registers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files of a run over them in three partitions that nobody disturbed."""
    return files_of(run(registers, tmp_path_factory.mktemp("run"), 3))


@pytest.mark.parametrize("partitions", [1, 7])
@pytest.mark.parametrize("straying", [False, True])
def test_partitions_decide_what_the_reference_decides_over_the_whole(
    tmp_path: Path, straying: bool, partitions: int
) -> None:
    registers = written(town(1, straying=straying), tmp_path / "in")
    decided, rejects = reference(registers)
    staged = run(registers, tmp_path / "out", partitions)
    assert not staged.failed
    assert lines(staged) == decided
    assert in_order(staged.rejects(), WORDS.tables) == rejects


@pytest.mark.parametrize("straying", [False, True])
def test_large_shared_tables_are_divided_too_and_change_nothing(
    tmp_path: Path, straying: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers = written(town(1, straying=straying), tmp_path / "in")
    decided, rejects = reference(registers)
    monkeypatch.setattr(sharing, "ROWS_IN_ALL", 0)
    monkeypatch.setattr(sharing, "AT_ONCE", 3)
    staged = run(registers, tmp_path / "out", 7)
    assert lines(staged) == decided
    assert in_order(staged.rejects(), WORDS.tables) == rejects
    for stage in read_stages(tmp_path / "out" / "input" / "stages.json")[:-1]:
        assert cells(stage, "家庭", "家庭编号") <= cells(stage, "人员", "家庭"), stage.name


def cells(stage: Stage, table: str, column: str) -> set[str]:
    """What the files of a stage hold in a column."""
    header = WORDS.tables[table].columns[column].header
    return {cell for file in stage.files[table] for cell in pl.read_parquet(file)[header].drop_nulls()}


def test_the_order_of_rows_changes_no_byte_of_any_case(tmp_path: Path) -> None:
    clean = town(2, faults=False)
    plain = run(written(clean, tmp_path / "in"), tmp_path / "out", 3)
    other = run(written(clean, tmp_path / "in2", shuffled=5), tmp_path / "out2", 3)
    assert files_of(plain, "cases") == files_of(other, "cases")


def test_a_table_may_lie_in_many_files_of_a_folder(tmp_path: Path) -> None:
    plain = run(written(town(2), tmp_path / "in"), tmp_path / "out", 3)
    other = run(written(town(2), tmp_path / "in2", parts=("录用", "人员", "申报")), tmp_path / "out2", 3)
    assert [str(line) for line in other.summary().lines] == [str(line) for line in plain.summary().lines]
    assert [(r.table, r.kind, r.raw) for r in other.rejects()] == [
        (r.table, r.kind, r.raw) for r in plain.rejects()
    ]


def test_counts_and_figures_are_those_of_the_whole(tmp_path: Path) -> None:
    registers = written(town(2), tmp_path / "in")
    whole, parts = run(registers, tmp_path / "1", 1), run(registers, tmp_path / "3", 3)
    assert whole.counts() == parts.counts()
    assert [str(line) for line in whole.summary().lines] == [str(line) for line in parts.summary().lines]
    assert [note.code for note in whole.notes] == [note.code for note in parts.notes]


class StopsAfter(Here):
    """Runs some stages and is then stopped, as by Ctrl-C."""

    def __init__(self, stages: int) -> None:
        super().__init__()
        self.ran: list[str] = []
        self._left = stages

    def run(
        self, policies: Sequence[Policy], stages: Sequence[Stage], as_of: date, folder: Path
    ) -> Iterator[Done | Failed]:
        for found in super().run(policies, stages, as_of, folder):
            if self._left == 0:
                raise KeyboardInterrupt
            self._left -= 1
            self.ran.append(found.stage)
            yield found


def test_a_run_that_was_stopped_goes_on_where_it_was(
    registers: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(registers, out, 3, StopsAfter(2))
    rest = StopsAfter(9)
    continued = run(registers, out, 3, rest)
    assert continued.kept == frozenset({"0000", "0001"})
    assert rest.ran == ["0002", LAST]
    assert files_of(continued) == undisturbed


def test_stages_side_by_side_write_the_same_files(
    registers: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    together = run(registers, tmp_path, 3, Here(processes=2))
    assert files_of(together) == undisturbed


class _Killing:
    """A day on which whoever receives it dies."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def test_a_process_that_dies_is_a_failed_stage_with_its_name(tmp_path: Path) -> None:
    stages = [Stage(name, {}, frozenset(), frozenset()) for name in ("0000", "0001")]
    found = list(Here(processes=2).run([law()], stages, _Killing(), tmp_path))  # type: ignore[arg-type]
    assert sorted(failed.stage for failed in found if isinstance(failed, Failed)) == ["0000", "0001"]


def test_what_is_kept_is_of_the_same_registers_in_as_many_partitions_and_unchanged(
    registers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    first = run(registers, out, 3)
    changed = out / first.case_files()[0]
    held = content_hash(changed)
    changed.write_bytes(b"half of it")
    again = run(registers, out, 3)
    assert content_hash(changed) == held
    assert len(again.kept) == 3
    assert run(registers, out, 2).kept == frozenset()
    assert run(written(town(2), tmp_path / "in"), out, 2).kept == frozenset()


def test_a_partition_that_cannot_be_read_is_named_and_the_others_go_on(
    registers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        run(registers, out, 3, StopsAfter(0))
    broken = next((out / "input" / "split" / "录用").glob("分区=1/*.parquet"))
    broken.write_bytes(broken.read_bytes()[:-20])
    staged = run(registers, out, 3)
    assert [failed.stage for failed in staged.failed] == ["0001"]
    assert str(broken) in staged.failed[0].error
    assert set(staged.done) >= {"0000", "0002", LAST}
    assert not any("/0001." in name for name in staged.case_files())


def test_a_table_that_is_no_parquet_cannot_be_divided(tmp_path: Path) -> None:
    registers = written(town(1), tmp_path / "in")
    (registers / "租房.csv").write_text("合同编号,身份证号,起租日期\n", "utf-8")
    with pytest.raises(RegistryError, match=r"租房\.csv"):
        run(registers, tmp_path / "out", 3)


PROGRAM = """
import sys
from pathlib import Path
from tests.decisions.partitions.runs import run
run(Path(sys.argv[1]), Path(sys.argv[2]), 3)
"""


def test_a_run_that_was_killed_leaves_nothing_half_written_and_goes_on(
    registers: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    killed = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(registers), str(out)], cwd=Path(__file__).parents[3]
    )
    deadline = time.monotonic() + 120
    while not list(out.glob("rejects/*.jsonl")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    assert not (out / MANIFEST).read_text("utf-8").count(LAST)
    continued = run(registers, out, 3)
    assert not continued.failed
    assert files_of(continued) == undisturbed
