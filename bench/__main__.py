"""``python -m bench``: measure, write the figures, lay the tables into the page. Stop it at any time with Ctrl-C."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.growth import report as growth
from bench.one import report as one
from bench.tables import place
from bench.three import report as three
from bench.whole import report as whole

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
Options = argparse.Namespace


def main(arguments: Sequence[str]) -> int:
    """Run the parts that were asked for; 130 when stopped by hand."""
    options = _parser().parse_args(arguments)
    command = _command(arguments)
    try:
        for part in options.parts or PARTS:
            PARTS[part](options, command)
    except KeyboardInterrupt:
        print("\nStopped; what had been measured to the end was written.", file=sys.stderr)
        return 130
    return 0


def _command(arguments: Sequence[str]) -> str:
    """How to ask for the same again; where the data is kept does not matter."""
    words = list(arguments)
    if "--data" in words:
        place_of = words.index("--data")
        del words[place_of : place_of + 2]
    return f'make bench ARGS="{" ".join(words)}"' if words else "make bench"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[*PARTS, []], metavar="part", help=f"of {', '.join(PARTS)}"
    )
    parser.add_argument("--persons", type=int, default=1_000_000, help="three clauses: how many persons")
    parser.add_argument(
        "--registers", type=int, nargs="+", default=[2_000, 20_000], help="the whole policy: how many persons"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[100_000, 300_000, 1_000_000],
        help="growth: how many persons",
    )
    parser.add_argument("--repeats", type=int, default=5, help="timed runs of each")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "build" / "bench", help="where made-up data is kept"
    )
    return parser


def _three(options: Options, command: str) -> None:
    run = three.measure(options.data, options.persons, options.repeats)
    _keep(f"three-{options.persons}", run)
    place(f"three-{options.persons}", three.table(run, command))


def _whole(options: Options, command: str) -> None:
    for persons in options.registers:
        run = whole.measure(options.data, persons, options.repeats)
        _keep(f"whole-{persons}", run)
        place(f"whole-{persons}", whole.table(run, command))


def _one(options: Options, command: str) -> None:
    run = one.measure(options.data, options.repeats)
    _keep("one", run)
    place("one", one.table(run, command))


def _growth(options: Options, command: str) -> None:
    run = growth.measure(options.data, options.sizes, options.repeats)
    _keep("growth", run)
    growth.draw(run)
    place("growth", growth.table(run, command))


def _keep(name: str, run: dict[str, Any]) -> None:
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps(run, ensure_ascii=False, indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


PARTS: dict[str, Callable[[Options, str], None]] = {
    "three": _three,
    "one": _one,
    "whole": _whole,
    "growth": _growth,
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
