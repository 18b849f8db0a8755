"""What the bulk engine borrows of the reference engine; engines do not know each other, so it is lent here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from duixian.engines.bulk.deciding import Decisions
from duixian.engines.bulk.deciding import decide as decide_in_bulk
from duixian.engines.bulk.settling import Beside
from duixian.engines.single.engine import Engine
from duixian.engines.single.settle import settle
from duixian.engines.single.settle.docket import Case
from duixian.engines.single.snapshot import Snapshot, snapshot, snapshot_beside
from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.nodes import Expr
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy


class Lent:
    """Cases that have no column form, and the exact settlement. ``facts`` hold the policies' catalogues too; of
    columns records are made only when something is asked for."""

    def __init__(self, policies: Sequence[Policy], facts: Facts | ColumnFacts, as_of: date) -> None:
        self._policies, self._facts, self._as_of = policies, facts, as_of

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self._policies)

    @cached_property
    def _facts_of_day(self) -> Facts:
        facts = self._facts if isinstance(self._facts, Facts) else self._facts.facts()
        return facts.known_on(self._as_of)

    @cached_property
    def _known(self) -> Snapshot:
        return snapshot(self._facts_of_day, self._as_of)

    @cached_property
    def _alone(self) -> Snapshot:
        """The day without claims and payments."""
        return snapshot_beside(self._facts_of_day, self._as_of, {}, ())

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """Every case of one measure before settlement, in the order of records and years."""
        engine = next(
            e
            for e in self._engine.measures
            if e.measure.name == measure.name and e.unit.policy.id == policy.id
        )
        rows = self._known.facts.rows(measure.table)
        return [case for row in rows for case in engine.cases(self._known, row)]

    def settle(self, outcomes: list[Outcome], beside: Beside) -> None:
        """Quotas, limits, groups, budgets and payments made before speak; each case gets its verdict."""
        known = snapshot_beside(self._facts_of_day, self._as_of, beside.claims, beside.payments)
        settle(outcomes, self._engine.units, known)

    def value(self, outcome: Outcome, node: Expr, payment: Record | None = None) -> Any:
        """A rule's expression for a case before settlement, a payment as the inner record; of a record its key."""
        case = Case(outcome, self._engine.units[outcome.policy.id], self._alone)
        case.run.stack[1] = payment
        return case.value(node)


def decided_in_columns(policies: Sequence[Policy], facts: Facts | ColumnFacts, as_of: date) -> Decisions:
    """Every case by the bulk engine, settled. ``facts`` hold the policies' catalogues too."""
    return decide_in_bulk(policies, facts, as_of, Lent(policies, facts, as_of))
