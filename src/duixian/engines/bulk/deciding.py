"""The bulk engine's entrance: policies and facts in, every case decided and settled.

What has no column form yet is decided by the reference engine, and said. Quotas, limits, groups and budgets are
settled in columns too; only what hangs together with something unknown or undecided is written out for the
reference's exact solver.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.claims import claimed_days
from duixian.engines.bulk.engine import WINDOW, MeasureColumns
from duixian.engines.bulk.errors import NotInColumns
from duixian.engines.bulk.frames import Frames, frames_of
from duixian.engines.bulk.settle import settle
from duixian.engines.bulk.settle.measures import MeasureSettled
from duixian.engines.bulk.settle.register import Register
from duixian.engines.bulk.settling import Reference, in_columns, solver, written_out
from duixian.language.columns import ColumnFacts, NotHeld
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy

__all__ = ["Decisions", "MeasureDecisions", "Reference", "decide"]


@dataclass
class MeasureDecisions:
    """One measure decided and settled. ``columns`` None: by the reference engine, because of ``reason``, and then
    ``written`` holds its cases before settlement. ``settled``: what settlement made of those it looked at."""

    policy: Policy
    measure: Measure
    columns: MeasureColumns | None
    reason: str = ""
    written: Sequence[Outcome] = ()
    settled: MeasureSettled = field(default_factory=MeasureSettled.nothing)

    def __len__(self) -> int:
        return self.columns.size if self.columns is not None else len(self.written)

    def outcome(self, row: int) -> Outcome:
        """One case with every reason."""
        return self.outcomes([row])[0]

    def outcomes(self, rows: Sequence[int]) -> list[Outcome]:
        """Several cases with every reason; many together cost less than one by one."""
        found = self.settled.outcomes(rows)
        others = [row for row in rows if row not in found]
        plain = (
            [self.written[row] for row in others] if self.columns is None else self.columns.outcomes(others)
        )
        found |= zip(others, plain, strict=True)
        return [found[row] for row in rows]

    def __iter__(self) -> Iterator[Outcome]:
        for first in range(0, len(self), WINDOW):
            yield from self.outcomes(range(first, min(first + WINDOW, len(self))))


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
    claimed = claimed_days(frames.facts, as_of)
    found = [
        _decided(frames, policy, measure, Day(as_of, claimed.get(measure.name, {})), reference)
        for policy in policies
        for measure in policy.measures.values()
        if measures is None or (policy.id, measure.name) in measures
    ]
    _settle(found, policies, Register(frames, as_of), claimed, reference)
    return Decisions(found)


def _decided(
    frames: Frames, policy: Policy, measure: Measure, day: Day, reference: Reference
) -> MeasureDecisions:
    try:
        columns = MeasureColumns(frames, policy, measure, day)
    except (NotInColumns, NotHeld) as refusal:
        cases = reference.cases(policy, measure)
        return MeasureDecisions(policy, measure, None, str(refusal), cases)
    return MeasureDecisions(policy, measure, columns)


def _settle(
    found: Sequence[MeasureDecisions],
    policies: Sequence[Policy],
    register: Register,
    claimed: dict[str, dict[str, int]],
    reference: Reference,
) -> None:
    """All measures together, since they may share limits and groups."""
    blocks, settling = [], []
    for decided in found:
        policy, columns = decided.policy, decided.columns
        if columns is None:
            day = Day(register.as_of, claimed.get(decided.measure.name, {}))
            blocks.append(written_out(policy, decided.measure, decided.written, day, register, reference))
            settling.append(decided)
        elif columns.cases is not None:
            blocks.append(in_columns(columns, policy, register, reference))
            settling.append(decided)
    settled = settle(blocks, solver(reference, register, claimed), register.payments(policies))
    for number, decided in enumerate(settling):
        decided.settled = MeasureSettled(settled, number)
