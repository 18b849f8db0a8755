"""What can be asked for on the command line; without words it is everything that the page shows."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
Options = argparse.Namespace
_HOUSE = ("--data", "--results", "--accounts")
"""Where things are kept: no part of how to ask for the same again."""


def command(arguments: Sequence[str]) -> str:
    """How to ask for the same again."""
    words = list(arguments)
    for option in _HOUSE:
        if option in words:
            place = words.index(option)
            del words[place : place + 2]
    return f'make bench ARGS="{" ".join(words)}"' if words else "make bench"


def parser(parts: Sequence[str]) -> argparse.ArgumentParser:
    """The options of all parts."""
    found = argparse.ArgumentParser(prog="python -m bench", description="Measure Duixian beside its peers.")
    found.add_argument(
        "parts", nargs="*", choices=[*parts, []], metavar="part", help=f"of {', '.join(parts)}"
    )
    _add_sizes(found)
    found.add_argument("--at", default="http://localhost:8000", help="pages: where a demo runs")
    found.add_argument("--accounts", type=Path, help="pages: its demo-accounts.json")
    found.add_argument("--peers", nargs="+", default=[], help="only these competitors, or series of growth")
    found.add_argument("--repeats", type=int, default=5, help="timed runs of each (5)")
    found.add_argument(
        "--patience",
        type=float,
        default=900,
        help="seconds after which no further run of a competitor begins; one always counts (900)",
    )
    found.add_argument(
        "--data", type=Path, default=ROOT / "build" / "bench", help="where made-up data is kept"
    )
    found.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    return found


def _add_sizes(found: argparse.ArgumentParser) -> None:
    defaults = {
        "--persons": ("three clauses", [1_000_000, 10_000_000]),
        "--registers": ("the whole policy", [20_000, 200_000, 1_000_000, 5_000_000]),
        "--sizes": ("growth", [100_000, 300_000, 1_000_000, 5_000_000, 20_000_000]),
    }
    for option, (part, numbers) in defaults.items():
        found.add_argument(
            option, type=int, nargs="+", default=numbers, help=f"{part}: how many persons ({numbers})"
        )
