"""What a run came to, clause by clause: how many cases of each verdict, and how much money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duixian.language.outcome import Outcome, Verdict
from duixian.language.rule import Measure, MeasureKind, Policy


@dataclass(slots=True)
class ClauseLine:
    """One measure of a run. Money is fen: ``payable`` after limits and groups, ``due_now`` due by the day of the
    decision, ``recovery`` to be paid back, ``unsettled`` what open cases would bring before limits and groups."""

    policy: Policy
    measure: Measure
    eligible: int = 0
    ineligible: int = 0
    undetermined: int = 0
    payable: int = 0
    due_now: int = 0
    recovery: int = 0
    unsettled: int = 0

    @property
    def cases(self) -> int:
        """All cases."""
        return self.eligible + self.ineligible + self.undetermined

    @property
    def pays(self) -> bool:
        """Whether the measure gives money at all."""
        return self.measure.kind is MeasureKind.MONEY

    def count(self, outcome: Outcome) -> None:
        """Take one case in."""
        match outcome.verdict:
            case Verdict.ELIGIBLE:
                self.eligible += 1
                self.payable += outcome.payable
                self.due_now += outcome.due_now
                self.recovery += outcome.recovery
            case Verdict.INELIGIBLE:
                self.ineligible += 1
            case Verdict.UNDETERMINED:
                self.undetermined += 1
                self.unsettled += outcome.amount or 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The lines of a run in the order of policies and clauses; measures without a case are there with zeros."""

    lines: tuple[ClauseLine, ...]

    def total(self, name: str) -> int:
        """The sum of one of the numbers over all lines."""
        return sum(getattr(line, name) for line in self.lines)


def summarised(policies: Iterable[Policy], outcomes: Iterable[Outcome]) -> Summary:
    """The summary of the outcomes of some policies."""
    lines = {
        (policy.id, measure.name): ClauseLine(policy, measure)
        for policy in policies
        for measure in policy.measures.values()
    }
    for outcome in outcomes:
        lines[outcome.policy.id, outcome.measure.name].count(outcome)
    return Summary(tuple(lines.values()))
