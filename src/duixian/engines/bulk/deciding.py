"""The bulk engine's entrance: policies and facts in, every case decided and settled.

What has no column form yet is decided by the reference engine, and said. Quotas, limits, groups and budgets only
concern cases that no condition refuses: those are written out and settled exactly; all others stay in columns.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.claims import claimed_days
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.errors import NotInColumns
from duixian.engines.bulk.frames import Frames, frames_of
from duixian.engines.bulk.settling import settles
from duixian.language.columns import ColumnFacts, NotHeld
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy


class Reference(Protocol):
    """What the caller lends of the reference engine."""

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """All cases of a measure before settlement, in the order of records and years."""

    def settle(self, outcomes: list[Outcome]) -> None:
        """Let quotas, limits, groups, budgets and payments made before speak; set each verdict."""


@dataclass
class MeasureDecisions:
    """One measure decided. ``columns`` None: by the reference engine, because of ``reason``."""

    policy: Policy
    measure: Measure
    columns: MeasureColumns | None
    reason: str = ""
    settled: dict[int, Outcome] = field(default_factory=dict)

    def __len__(self) -> int:
        return self.columns.size if self.columns is not None else len(self.settled)

    def outcome(self, row: int) -> Outcome:
        """One case with every reason; what no condition left to settle is written out when asked for."""
        found = self.settled.get(row)
        if found is not None:
            return found
        assert self.columns is not None
        return self.columns.outcome(row)

    def __iter__(self) -> Iterator[Outcome]:
        return (self.outcome(row) for row in range(len(self)))


class Decisions:
    """Every case of a run, by measure; iterating writes all of them out in the reference engine's order."""

    def __init__(self, measures: Sequence[MeasureDecisions]) -> None:
        self.measures = tuple(measures)

    def __iter__(self) -> Iterator[Outcome]:
        return (outcome for measure in self.measures for outcome in measure)

    def __len__(self) -> int:
        return sum(len(measure) for measure in self.measures)

    @property
    def not_in_columns(self) -> dict[tuple[str, str], str]:
        """Measures (policy id, name) that the reference engine decided, and why."""
        return {(m.policy.id, m.measure.name): m.reason for m in self.measures if m.columns is None}


def decide(
    policies: Sequence[Policy],
    facts: Facts | ColumnFacts,
    as_of: date,
    reference: Reference,
    measures: Container[tuple[str, str]] | None = None,
) -> Decisions:
    """Every case known on a day, settled. ``facts`` hold the policies' catalogues too; ``measures``: only those of
    this policy's id and this name. Rows that are guests of a partition are looked at, but make no case.

    Raises what the reference engine raises for facts that neither can decide."""
    frames = frames_of((ColumnFacts.of(facts) if isinstance(facts, Facts) else facts).known_on(as_of))
    known = frames.facts.facts()
    claimed = claimed_days(known, as_of)
    found = [
        _decided(frames, policy, measure, Day(as_of, claimed.get(measure.name, {})), reference)
        for policy in policies
        for measure in policy.measures.values()
        if measures is None or (policy.id, measure.name) in measures
    ]
    reference.settle([outcome for measure in found for outcome in measure.settled.values()])
    return Decisions(found)


def _decided(
    frames: Frames, policy: Policy, measure: Measure, day: Day, reference: Reference
) -> MeasureDecisions:
    try:
        columns = MeasureColumns(frames, policy, measure, day)
    except (NotInColumns, NotHeld) as refusal:
        cases = reference.cases(policy, measure)
        return MeasureDecisions(policy, measure, None, str(refusal), dict(enumerate(cases)))
    rows = settles(columns.cases, frames.facts.facts(), day)
    return MeasureDecisions(
        policy, measure, columns, settled=dict(zip(rows, columns.outcomes(rows), strict=True))
    )
