"""The same cases settled by the reference and in columns, and compared byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from duixian.engines.bulk.claims import claimed_days
from duixian.engines.bulk.settle import settle
from duixian.engines.bulk.settle.bonds import limit_name
from duixian.engines.bulk.settle.payments import PaidTie, Payments
from duixian.engines.bulk.settle.segments import Array
from duixian.engines.bulk.settle.settled import Settled
from duixian.engines.bulk.settle.written import (
    Surroundings,
    contenders_of,
    matter_number,
    part_of,
    told_by_payments,
)
from duixian.engines.single.cases import MeasureEngine
from duixian.engines.single.claims import names_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.logic import operand
from duixian.engines.single.run import Run
from duixian.engines.single.settle import settle as settle_exactly
from duixian.engines.single.settle.docket import Case
from duixian.engines.single.settle.prior import amount_missing, matter_of, reference_to
from duixian.engines.single.snapshot import Snapshot, snapshot, snapshot_beside
from duixian.language.absent import ABSENT
from duixian.language.columns import ColumnFacts
from duixian.language.facts import Facts
from duixian.language.nodes import Expr
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy
from duixian.language.vocabulary.columns import AMOUNT, BENEFIT, MATTER_NUMBER, PAID_ON, POLICY
from tests.agreement.reference import written


@dataclass
class Bench:
    """One run's policies and facts; ``solved``: how many cases went to the exact solver."""

    policies: Sequence[Policy]
    known: Snapshot
    units: dict[str, Unit]
    solved: int = 0

    def value(self, outcome: Outcome, node: Expr, payment: Record | None = None) -> Any:
        """A rule's expression for a case."""
        case = Case(outcome, self.units[outcome.policy.id], self.known)
        case.run.stack[1] = payment
        return case.value(node)

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """Every case of a measure, not settled."""
        engine = MeasureEngine(measure, self.units[policy.id])
        rows = self.known.facts.rows(measure.table)
        return [case for row in rows for case in engine.cases(self.known, row)]

    def solve(self, outcomes: list[Outcome], payments: Array) -> None:
        """The exact settlement, which sees only the payments that bear on the cases."""
        self.solved += len(outcomes)
        claims = {
            (o.measure.name, matter): on
            for o in outcomes
            if (on := self.known.claims.date_of(o.measure.name, matter := matter_number(o), o.as_of))
            is not None
        }
        rows = [self.payments[place] for place in payments]
        known = snapshot_beside(self.known.facts, self.known.as_of, claims, rows)
        settle_exactly(outcomes, self.units, known)

    @property
    def payments(self) -> list[Record]:
        """The register of payments."""
        table = self.known.priors.table
        return [] if table is None else self.known.facts.rows(table)

    def surroundings(self, policy: Policy, measure: Measure) -> Surroundings:
        """What stands beside the cases of a measure."""
        paid: dict[str, list[int]] = {}
        for name in names_of(policy):
            for place, row in enumerate(self.payments):
                if (row.values.get(POLICY), row.values.get(BENEFIT)) == (name, measure.name):
                    paid.setdefault(str(row.values.get(MATTER_NUMBER)), []).append(place)
        claimed = claimed_days(ColumnFacts.of(self.known.facts), self.known.as_of).get(measure.name, {})
        table = self.known.priors.table
        supplied = table is None or table in self.known.facts.supplied
        return Surroundings(claimed, self.payments, paid, supplied)

    def register(self) -> Payments:
        """The payments as arrays."""
        rows = self.payments
        under: dict[tuple[str, str], list[PaidTie]] = {}
        for policy in self.policies:
            for measure in policy.measures.values():
                for limit in measure.limits:
                    if told_by_payments(limit):
                        name = policy.id, limit_name(measure, limit)
                        under.setdefault(name, []).append(self._told(policy, measure, limit.prior_keys))
        return Payments(
            np.array([0 if amount_missing(row) else row.values[AMOUNT] for row in rows], np.int64),
            np.array([bool(amount_missing(row)) for row in rows], bool),
            np.argsort(np.argsort([str(row.key) for row in rows])) if rows else np.zeros(0, np.int64),
            np.array([self._matter(place, row) for place, row in enumerate(rows)], np.int64),
            lambda place: reference_to(rows[place]),
            {name: tuple(ties) for name, ties in under.items()},
            self.known.priors.table or "",
        )

    def _matter(self, place: int, row: Record) -> int:
        told = row.values.get(MATTER_NUMBER) not in (None, ABSENT)
        return [matter_of(other) for other in self.payments].index(matter_of(row)) if told else place

    def _told(self, policy: Policy, measure: Measure, keys: Sequence[Expr | None]) -> PaidTie:
        rows = self.payments
        mine = [i for i, row in enumerate(rows) if row in self.known.priors.of(policy, measure)]
        values = [[self._of_payment(policy, key, rows[i]) for i in mine] for key in keys if key is not None]
        kept = [n for n in range(len(mine)) if not any(column[n] is ABSENT for column in values)]
        nodes = [key for key in keys if key is not None]
        parts = [part_of([c[n] for n in kept], node, policy) for c, node in zip(values, nodes, strict=True)]
        return PaidTie(np.array([mine[n] for n in kept], np.int64), tuple(parts))

    def _of_payment(self, policy: Policy, node: Expr, row: Record) -> Any:
        run = Run(self.known.facts, self.known.as_of)
        run.stack[1], run.event_on = row, row.values.get(PAID_ON)
        found = operand(node, self.units[policy.id])(run)
        return found.key if found.__class__ is Record else found


def bench(policies: Sequence[Policy], facts: Facts, as_of: date) -> Bench:
    """A run's bench."""
    return Bench(policies, snapshot(facts, as_of), {policy.id: Unit(policy) for policy in policies})


def in_columns(run: Bench) -> tuple[list[Outcome], Settled]:
    """Every case settled in columns, in the reference's order."""
    measures = [(policy, measure) for policy in run.policies for measure in policy.measures.values()]
    cases = [run.cases(*each) for each in measures]
    blocks = [
        contenders_of(*each, of, run, run.surroundings(*each))
        for each, of in zip(measures, cases, strict=True)
    ]
    settled = settle(blocks, run.solve, run.register())
    for number, block in enumerate(blocks):
        for place, row in enumerate(block.rows):
            cases[number][row] = settled.outcome(number, place)
    return [case for of in cases for case in of], settled


def decide_both(one: Policy | Sequence[Policy], facts: Facts, as_of: str = "2022-12-31") -> list[Outcome]:
    """The reference's outcomes; those of columns must be the same, and so must the arrays."""
    policies = [one] if isinstance(one, Policy) else list(one)
    exact = bench(policies, facts, date.fromisoformat(as_of))
    expected = [case for p in policies for m in p.measures.values() for case in exact.cases(p, m)]
    settle_exactly(expected, exact.units, exact.known)
    found, settled = in_columns(bench(policies, facts, date.fromisoformat(as_of)))
    assert written(found) == written(expected)
    assert [o.payable for o in found] == [o.payable for o in expected]
    check_arrays(settled)
    return found


def check_arrays(settled: Settled) -> None:
    """The arrays say what the outcomes say."""
    for number, block in enumerate(settled.docket.blocks):
        start = int(settled.docket.offsets[number])
        for place in range(len(block)):
            outcome, balance = settled.outcome(number, place), settled.balance
            arrays = (balance.payable, balance.paid, balance.recovery)
            assert [int(a[start + place]) for a in arrays] == [
                outcome.payable,
                outcome.paid,
                outcome.recovery,
            ]
