"""The reference engine as the bulk engine borrows it, and decisions compared byte for byte."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from duixian.decisions.document import decision_document
from duixian.engines.single.cases import MeasureEngine
from duixian.engines.single.compiler import Unit
from duixian.engines.single.settle import settle
from duixian.engines.single.snapshot import snapshot
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy


class Lent:
    """One run's reference engine."""

    def __init__(self, policies: Sequence[Policy], facts: Facts, as_of: date) -> None:
        self.units = {policy.id: Unit(policy) for policy in policies}
        self.known = snapshot(facts, as_of)

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """All cases of a measure before settlement."""
        engine = MeasureEngine(measure, self.units[policy.id])
        return [
            case for row in self.known.facts.rows(measure.table) for case in engine.cases(self.known, row)
        ]

    def settle(self, outcomes: list[Outcome]) -> None:
        """The exact settlement."""
        settle(outcomes, self.units, self.known)


def written(outcomes: Iterable[Outcome]) -> list[str]:
    """Decisions as they are stored."""
    return [json.dumps(decision_document(o), ensure_ascii=False, sort_keys=True) for o in outcomes]
