"""Figures are kept one by one, timed as the page says, and laid where the page has a place for them."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import timing
from bench.asking import command
from bench.memory import Watch
from bench.results import Part
from bench.tables import ended, place


def test_a_result_replaces_the_earlier_one_of_the_same_competitor_and_leaves_the_others(
    tmp_path: Path,
) -> None:
    part = Part(tmp_path, "whole-20")
    keep = part.keeper("make bench")
    for key, seconds in (("floor", [3.0]), ("polars", [5.0]), ("floor", [2.0])):
        keep({"key": key, "seconds": seconds})
    found = {r["key"]: r["seconds"] for r in Part(tmp_path, "whole-20").run["results"]}
    assert found == {"floor": [2.0], "polars": [5.0]}


def test_a_competitor_that_failed_stands_in_no_row() -> None:
    run = {"results": [{"key": "a", "exit_code": 1}, {"key": "b", "seconds": [1.0]}]}
    assert [r["key"] for r in ended(run, ("a", "b"))] == ["b"]


def test_a_table_is_laid_between_its_marks_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- one -->\nold\n<!-- /one -->\nafter\n", encoding="utf-8")
    assert place("one", "new", page)
    assert page.read_text(encoding="utf-8") == "before\n<!-- one -->\nnew\n<!-- /one -->\nafter\n"
    assert not place("two", "new", page)


def test_the_command_shown_leaves_out_where_the_data_was_kept() -> None:
    assert command(["whole", "--data", "x", "--registers", "20"]) == 'make bench ARGS="whole --registers 20"'


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """A clock by which every run takes so many seconds."""

    def set_to(seconds: float) -> None:
        now = [0.0]

        def clocked(run: Callable[[], int]) -> tuple[int, float]:
            now[0] += seconds
            return run(), seconds

        monkeypatch.setattr("bench.timing._clocked", clocked)
        monkeypatch.setattr("bench.timing.time", SimpleNamespace(perf_counter=lambda: now[0]))

    return set_to


def test_the_first_of_short_runs_is_thrown_away(ticking: Callable[[float], None]) -> None:
    ticking(1.0)
    turns = itertools.count(1)
    answer, seconds = timing.timed(lambda: next(turns), 5, 900)
    assert (answer, len(seconds)) == (6, 5)


def test_a_long_run_counts_from_the_first_and_is_not_repeated_beyond_patience(
    ticking: Callable[[float], None],
) -> None:
    ticking(1000.0)
    turns = itertools.count(1)
    answer, seconds = timing.timed(lambda: next(turns), 5, 900, long=30)
    assert (answer, seconds) == (1, [1000.0])


def test_an_answer_is_done_away_with_before_the_next_is_made(ticking: Callable[[float], None]) -> None:
    ticking(1.0)
    turns, forgotten = itertools.count(1), list[int]()
    timing.timed(lambda: next(turns), 2, 900, forget=forgotten.append)
    assert forgotten == [1, 2]


_PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "held = b'x' * 60_000_000; print(1, flush=True); input()"],
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
child.stdout.readline()
print("ready", flush=True)
input()
child.communicate(b"\\n")
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="memory is looked at through /proc")
def test_memory_of_a_process_holds_that_of_its_children() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        seen = Watch(parent.pid).stop()
        parent.communicate("\n")
    assert seen > 60
