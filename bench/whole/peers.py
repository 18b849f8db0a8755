"""The competitors on the whole policy: each reads a folder of Parquet registers and writes Parquet files of cases."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.whole.registers import POLICY

AS_OF = date(2023, 6, 30)
Run = Callable[[Path, Path], None]
_TWO_WORKERS = {"PYSPARK_SUBMIT_ARGS": "--master local[2] pyspark-shell", "SPARK_LOCAL_IP": "127.0.0.1"}


@dataclass(frozen=True)
class Peer:
    """``run``: from a folder of registers to a folder of cases. ``most``: persons above which it is not asked,
    because it would take too long or too much memory; 0 for none."""

    name: str
    reasons: str
    packages: tuple[str, ...]
    run: Run
    most: int = 0


def floor(registers: Path, out: Path) -> None:
    """The program written by hand for this policy."""
    from bench.floor import program

    out.mkdir()
    program.run(registers, AS_OF, out / "cases.parquet")


def duixian(engine: str) -> Run:
    """``duixian decide`` as people run it: the document loaded, every row read and checked, every case decided,
    settled and written with all its reasons."""

    def run(registers: Path, out: Path) -> None:
        from bench.whole.command import asked

        os.environ.update(_TWO_WORKERS)
        asked(_words(engine, registers, out))

    return run


def _words(engine: str, registers: Path, out: Path) -> Sequence[str]:
    where = ("--facts", str(registers), "--out", str(out))
    return ("decide", str(POLICY), *where, "--as-of", f"{AS_OF}", "--format", "compact", "--engine", engine)


_WHOLE = "whole decision"
PEERS = {
    "floor": Peer(
        "Polars by hand for this policy (the floor)", "two bits for each condition", ("polars",), floor
    ),
    "polars": Peer("Duixian, `--engine polars`", _WHOLE, ("duixian", "numpy", "polars"), duixian("polars")),
    "spark": Peer(
        "Duixian, `--engine spark`, local[2]",
        _WHOLE,
        ("duixian", "numpy", "polars", "pyspark"),
        duixian("spark"),
    ),
    "single": Peer(
        "Duixian, `--engine single` (the reference)", _WHOLE, ("duixian",), duixian("single"), most=20_000
    ),
}
