"""What a run came to: its cases by measure, in one order, whatever engine decided them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from duixian.decisions.summary import ClauseLine, Summary
from duixian.engines.bulk.deciding import MeasureDecisions
from duixian.engines.bulk.settle.measures import VERDICTS
from duixian.language.outcome import Outcome, Verdict
from duixian.language.rule import Measure, Policy

_AT_ONCE = 4096
"""Cases written out together; none of them is kept."""
_FEW = 64
"""Cases written out together where one of them may be enough."""


class MeasureRun(Protocol):
    """One measure decided and settled; its cases in the order of event, record and year."""

    @property
    def policy(self) -> Policy:
        """Whose measure it is."""

    @property
    def measure(self) -> Measure:
        """The measure."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Outcome]: ...

    def of_verdict(self, verdict: Verdict) -> Iterator[Outcome]:
        """The cases of one verdict, in order."""

    def line(self) -> ClauseLine:
        """How many cases of each verdict, and how much money."""


@dataclass(frozen=True)
class ByReference:
    """A measure that the reference engine decided: its cases are there."""

    policy: Policy
    measure: Measure
    outcomes: Sequence[Outcome]

    def __len__(self) -> int:
        return len(self.outcomes)

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.outcomes)

    def of_verdict(self, verdict: Verdict) -> Iterator[Outcome]:
        """The cases of one verdict."""
        return (outcome for outcome in self.outcomes if outcome.verdict is verdict)

    def line(self) -> ClauseLine:
        """Counted case by case."""
        return counted(self.policy, self.measure, self.outcomes)


@dataclass(frozen=True)
class InColumns:
    """A measure that lies in columns: each case is written out when asked for, and not kept."""

    decisions: MeasureDecisions

    @property
    def policy(self) -> Policy:
        """Whose measure it is."""
        return self.decisions.policy

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.decisions.measure

    def __len__(self) -> int:
        return len(self.decisions)

    def __iter__(self) -> Iterator[Outcome]:
        for first in range(0, len(self), _AT_ONCE):
            yield from self.decisions.outcomes(range(first, min(first + _AT_ONCE, len(self))))

    def of_verdict(self, verdict: Verdict) -> Iterator[Outcome]:
        """The cases of one verdict; no other is written out."""
        verdicts = self.decisions.settled.verdicts(len(self))
        rows = np.flatnonzero(verdicts == VERDICTS.index(verdict)).tolist()
        for first in range(0, len(rows), _FEW):
            yield from self.decisions.outcomes(rows[first : first + _FEW])

    def line(self) -> ClauseLine:
        """Counted from arrays: no case is written out."""
        size, settled = len(self), self.decisions.settled
        verdicts = settled.verdicts(size)
        eligible, undetermined = (
            verdicts == VERDICTS.index(v) for v in (Verdict.ELIGIBLE, Verdict.UNDETERMINED)
        )
        line = ClauseLine(self.policy, self.measure)
        line.eligible, line.undetermined = int(eligible.sum()), int(undetermined.sum())
        line.ineligible = size - line.eligible - line.undetermined
        line.payable = int(settled.payable(size)[eligible].sum())
        line.due_now = int(settled.due_now(size)[eligible].sum())
        line.recovery = int(settled.recovery(size)[eligible].sum())
        line.unsettled = int(settled.amount(size)[undetermined].sum())
        return line


def counted(policy: Policy, measure: Measure, outcomes: Iterable[Outcome]) -> ClauseLine:
    """The line of some cases of a measure."""
    line = ClauseLine(policy, measure)
    for outcome in outcomes:
        line.count(outcome)
    return line


class DecidedRun:
    """Every case of a run. Iterating writes them out one by one in the order of policy, measure, event, record."""

    def __init__(self, policies: Sequence[Policy], measures: Sequence[MeasureRun]) -> None:
        self.policies = tuple(policies)
        self.measures = tuple(measures)

    def __iter__(self) -> Iterator[Outcome]:
        return (outcome for measure in self.measures for outcome in measure)

    def __len__(self) -> int:
        return sum(len(measure) for measure in self.measures)

    def summary(self) -> Summary:
        """The lines of all measures in the order of policies and clauses."""
        return Summary(tuple(measure.line() for measure in self.measures))
