"""The engines to choose from, and a run by the one chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import groupby

from duixian.decisions.deciding import decide, with_catalogues
from duixian.decisions.runs.decided import ByReference, DecidedRun, InColumns, MeasureRun
from duixian.decisions.runs.lending import decided_in_columns
from duixian.engines.single.engine import Progress
from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Policy


class EngineName(StrEnum):
    """``single``: the reference, case by case. ``polars``: in columns on this machine. ``spark``: in columns on
    Spark's workers."""

    SINGLE = "single"
    POLARS = "polars"
    SPARK = "spark"


def decide_run(
    policies: Sequence[Policy],
    facts: Facts | ColumnFacts,
    as_of: date,
    engine: EngineName = EngineName.POLARS,
    progress: Progress | None = None,
) -> DecidedRun:
    """Every case of the policies on a day. ``facts`` are the registry's; over records the policies' catalogues are
    laid here, columns hold them already. Raises ValueError for ``spark``, which decides registers in partitions (see
    ``decisions.partitions``), not facts in one piece."""
    if engine is EngineName.SINGLE:
        records = facts if isinstance(facts, Facts) else facts.facts()
        outcomes = decide(policies, records, as_of, progress)
        return DecidedRun(policies, list(_by_reference(policies, outcomes)))
    if engine is EngineName.SPARK:
        raise ValueError("spark decides in partitions")
    known = with_catalogues(policies, facts) if isinstance(facts, Facts) else facts
    found = decided_in_columns(policies, known, as_of)
    return DecidedRun(policies, [InColumns(measure) for measure in found.measures])


def _by_reference(policies: Iterable[Policy], outcomes: Iterable[Outcome]) -> Iterator[MeasureRun]:
    """The cases by measure; measures without a case are there too."""
    named = groupby(outcomes, key=lambda outcome: (outcome.policy.id, outcome.measure.name))
    found = {name: list(cases) for name, cases in named}
    for policy in policies:
        for measure in policy.measures.values():
            yield ByReference(policy, measure, found.get((policy.id, measure.name), []))
