"""The decided measures of a run brought before settlement: what lies in columns from there, the others written out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from duixian.engines.bulk.cases import Day
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.errors import NotInColumns
from duixian.engines.bulk.settle.columns import contenders_in, open_rows
from duixian.engines.bulk.settle.contenders import Contenders
from duixian.engines.bulk.settle.exact import Solver
from duixian.engines.bulk.settle.register import Register
from duixian.engines.bulk.settle.segments import Array
from duixian.engines.bulk.settle.written import Surroundings, contenders_of, matter_number
from duixian.language.columns import unpacked
from duixian.language.nodes import Expr
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy


@dataclass(frozen=True)
class Beside:
    """Of all claims and payments those that bear on some cases: the day of the first claim by measure and matter
    number, and the payments in their order."""

    claims: Mapping[tuple[str, str], date]
    payments: Sequence[Record]


class Reference(Protocol):
    """What the caller lends of the reference engine."""

    def cases(self, policy: Policy, measure: Measure) -> list[Outcome]:
        """All cases of a measure before settlement, in the order of records and years."""

    def settle(self, outcomes: list[Outcome], beside: Beside) -> None:
        """Let quotas, limits, groups, budgets and payments made before speak; set each verdict."""

    def value(self, outcome: Outcome, node: Expr, payment: Record | None = None) -> Any:
        """A rule's expression for a case before settlement, a payment as the inner record; of a record its key."""


def solver(reference: Reference, register: Register, claimed: Mapping[str, Mapping[str, int]]) -> Solver:
    """The exact settlement of some cases and of what bears on them (payments by their places in the register)."""

    def solve(outcomes: list[Outcome], payments: Array) -> None:
        matters = ((o.measure.name, matter_number(o)) for o in outcomes)
        claims = {
            (measure, matter): unpacked(claimed[measure][matter])
            for measure, matter in matters
            if matter in claimed.get(measure, {})
        }
        reference.settle(outcomes, Beside(claims, [register.record(place) for place in payments.tolist()]))

    return solve


def in_columns(
    columns: MeasureColumns, policy: Policy, register: Register, reference: Reference
) -> Contenders:
    """What settlement looks at of a measure in columns; where a rule has no column form, from its cases written."""
    try:
        return contenders_in(columns, policy, register)
    except NotInColumns:
        rows = open_rows(columns, policy, register)
        cases = columns.outcomes(rows.tolist())
        found = written_out(policy, columns.measure, cases, columns.day, register, reference)
        return replace(found, rows=rows[found.rows])


def written_out(
    policy: Policy,
    measure: Measure,
    cases: Sequence[Outcome],
    day: Day,
    register: Register,
    reference: Reference,
) -> Contenders:
    """The same of cases that are written out."""
    table, payments = register.table, register.of(policy, measure)
    paid: dict[str, list[int]] = {}
    for matter, payment in zip(register.matters(payments), payments.tolist(), strict=True):
        if matter:
            paid.setdefault(matter, []).append(payment)
    rows = [] if table is None else [table.record(place) for place in range(table.size)]
    around = Surroundings(day.claimed, rows, paid, register.supplied)
    return contenders_of(policy, measure, cases, reference, around)
