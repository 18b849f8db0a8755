"""Runs in stages to compare: their decisions in the published form, and their rejects."""

from __future__ import annotations

from pathlib import Path

from duixian.decisions.compact.files import CompactFile
from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_line
from duixian.decisions.partitions.here import Here
from duixian.decisions.partitions.rejected import in_order
from duixian.decisions.partitions.running import Runner, Staged, run_in_stages
from duixian.registry import Reading, read_registry
from duixian.registry.rejects import Reject
from tests.decisions.partitions.town import DAY, WORDS, law


def run(registers: Path, folder: Path, partitions: int, runner: Runner | None = None) -> Staged:
    return run_in_stages([law()], registers, DAY, folder, runner or Here(), partitions=partitions)


def lines(staged: Staged) -> list[str]:
    """Every decision, in one order."""
    files = [CompactFile(staged.folder / name, [law()]) for name in staged.case_files()]
    return sorted(decision_line(outcome) for file in files for outcome in file)


def files_of(staged: Staged, below: str = "") -> dict[str, str]:
    """The finished files by name, with the hash of what is in them."""
    found = {name: held for done in staged.done.values() for name, held in done.files.items()}
    return {
        name: held for name, held in found.items() if name.startswith(below) and not name.startswith("input")
    }


def reference(registers: Path) -> tuple[list[str], list[Reject]]:
    """What the reference engine decides over the whole registry, and the rejects of reading it whole."""
    reading: Reading = read_registry(registers, WORDS)
    found = sorted(decision_line(outcome) for outcome in decide([law()], reading.facts, DAY))
    return found, in_order(reading.rejects, WORDS.tables)
