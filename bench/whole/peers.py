"""The competitors on the whole policy: each reads a folder of Parquet files and writes one Parquet file of cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from bench.whole.registers import POLICY

AS_OF = date(2023, 6, 30)
Totals = dict[str, int]
"""Fen payable by measure, of the cases that are decided."""


@dataclass(frozen=True)
class Peer:
    """``most``: persons above which it runs only once, without a run thrown away, to compare the totals.
    ``never``: persons above which it is not asked, because it would take too long."""

    name: str
    reasons: str
    packages: tuple[str, ...]
    run: Callable[[Path, Path], Totals]
    most: int = 0
    never: int = 0


def floor(folder: Path, out: Path) -> Totals:
    """The program written by hand for this policy."""
    from bench.floor import program

    return program.run(folder, AS_OF, out)


def single(folder: Path, out: Path) -> Totals:
    """Duixian's reference engine: the document loaded, the registers read and checked, every case decided."""
    from duixian.decisions.deciding import decide
    from duixian.language.outcome import Verdict
    from duixian.policybook import load_policy
    from duixian.registry import read_registry

    policy = load_policy(POLICY).policy
    outcomes = decide([policy], read_registry(folder, policy.vocabulary).facts, AS_OF)
    rows = [(o.measure.name, str(o.record.key), o.verdict.value, o.payable) for o in outcomes]
    pl.DataFrame(rows, ["项目", "编号", "结果", "应付"], orient="row").write_parquet(out)
    paid: Counter[str] = Counter()
    for outcome in outcomes:
        if outcome.verdict is Verdict.ELIGIBLE and outcome.payable:
            paid[outcome.measure.name] += outcome.payable
    return dict(paid)


def bulk(folder: Path, out: Path) -> Totals:
    """Duixian's bulk engine: the document loaded, the registers read and checked, every case decided and settled."""
    from duixian.decisions.deciding import with_catalogues
    from duixian.decisions.runs.lending import decided_in_columns
    from duixian.language.outcome import Verdict
    from duixian.policybook import load_policy
    from duixian.registry import read_registry

    policy = load_policy(POLICY).policy
    facts = with_catalogues([policy], read_registry(folder, policy.vocabulary).facts)
    decisions = decided_in_columns([policy], facts, AS_OF)
    paid: Counter[str] = Counter()
    parts = []
    for measure in decisions.measures:
        name = measure.measure.name
        settled = [(name, row, o.verdict.value, o.payable) for row, o in measure.settled.items()]
        parts.append(pl.DataFrame(settled, _ROW, orient="row"))
        paid[name] += sum(o.payable for o in measure.settled.values() if o.verdict is Verdict.ELIGIBLE)
    pl.concat(parts).write_parquet(out)
    return {name: fen for name, fen in paid.items() if fen}


_ROW = {"项目": pl.String, "行": pl.Int64, "结果": pl.String, "应付": pl.Int64}

PEERS = {
    "floor": Peer(
        "Polars by hand for this policy (the floor)", "two bits for each condition", ("polars",), floor
    ),
    "bulk": Peer(
        "Duixian bulk",
        "whole decision, on demand",
        ("duixian", "numpy", "polars"),
        bulk,
        most=5_000,
        never=200_000,
    ),
    "single": Peer(
        "Duixian single (the reference)", "whole decision", ("duixian",), single, most=5_000, never=20_000
    ),
}
