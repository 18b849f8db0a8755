"""What is followed as it grows, and its points: measured for the plot, or in another part's run of the same source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.race import Entry, Result
from bench.results import Part
from bench.three.people import written
from bench.three.report import entry
from bench.whole.registers import clean_sample

Start = Callable[[Path, int, Sequence[str]], Entry]


@dataclass(frozen=True)
class Series:
    """``part``: where the same is measured for its own sake, under the key ``peer``. ``start``: how one of its points
    is measured, from the folder of data, the number of persons, and repeats and patience."""

    name: str
    part: str
    peer: str
    start: Start

    def points(self, folder: Path) -> list[Result]:
        """The newest result of each size, by size."""
        found: dict[int, Result] = {}
        for path in (*folder.glob(f"{self.part}-*.json"), folder / "growth.json"):
            for result in Part(folder, path.stem).run["results"]:
                if self._is_mine(path.stem, result):
                    size = result["persons"]
                    found[size] = max(found.get(size, result), result, key=lambda r: r["moment"]["at"])
        return [found[size] for size in sorted(found)]

    def _is_mine(self, part: str, result: Result) -> bool:
        key = self.key(result.get("persons", 0)) if part == "growth" else self.peer
        return "seconds" in result and result["key"] == key

    def key(self, persons: int) -> str:
        """Of a point among the results measured for the plot."""
        return f"{self.part}-{self.peer}-{persons}"


def _whole(data: Path, persons: int, timing: Sequence[str]) -> Entry:
    registers = str(clean_sample(data, persons))
    command = ("bench.whole.worker", "polars", registers, f"{persons}", *timing)
    return Entry(SERIES["whole"].key(persons), command)


def _three(peer: str) -> Start:
    def start(data: Path, persons: int, timing: Sequence[str]) -> Entry:
        command = entry(peer, str(written(data, persons)), persons, timing).command
        return Entry(f"three-{peer}-{persons}", command)

    return start


SERIES = {
    "whole": Series("The whole policy, files to files: Duixian", "whole", "polars", _whole),
    "columns": Series(
        "Three clauses in memory: Duixian", "three", "duixian_columns", _three("duixian_columns")
    ),
    "hand": Series(
        "Three clauses in memory: Polars by hand", "three", "polars_reasons", _three("polars_reasons")
    ),
}
