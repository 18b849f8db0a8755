"""What the bulk engine borrows of the reference engine, as the program itself lends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duixian.engines.bulk.deciding import Decisions
from duixian.engines.bulk.deciding import decide as decide_in_bulk
from duixian.engines.single.engine import Engine
from duixian.engines.single.settle import settle
from duixian.engines.single.snapshot import Snapshot
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy


class Lent:
    """Cases that have no column form yet, and the exact settlement."""

    def __init__(self, policies: Sequence[Policy], facts: Facts, as_of: date) -> None:
        self._engine = Engine(policies)
        self._known: Snapshot = self._engine.prepare(facts, as_of)

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """Every case of one measure before settlement."""
        engine = next(e for e in self._engine.measures if e.measure is measure)
        return [
            case for row in self._known.facts.rows(measure.table) for case in engine.cases(self._known, row)
        ]

    def settle(self, outcomes: list[Outcome]) -> None:
        """Quotas, limits, groups, budgets and payments made before."""
        settle(outcomes, self._engine.units, self._known)


def decided(policies: Sequence[Policy], facts: Facts, as_of: date) -> Decisions:
    """Every case in columns, settled; reasons are in the columns and written out when asked for."""
    return decide_in_bulk(policies, facts, as_of, Lent(policies, facts, as_of))
