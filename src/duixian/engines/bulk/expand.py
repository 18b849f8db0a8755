"""From columns back to outcomes: any row written out with its whole trace, on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import polars as pl

from duixian.engines.bulk import backend
from duixian.engines.bulk.calendar import unpacked
from duixian.engines.bulk.cases import Cases, Day, named_variables
from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.holding import Held
from duixian.engines.bulk.instalments import STATES, Piece
from duixian.engines.bulk.payees import Received
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Space
from duixian.engines.bulk.trace import Tested
from duixian.engines.bulk.values import missing_of
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr, MomentName
from duixian.language.outcome import (
    Effect,
    EffectKind,
    EffectResult,
    Finding,
    Instalment,
    Outcome,
    Payment,
    Working,
)
from duixian.language.record import Record
from duixian.language.rule import Condition, Prepayment
from duixian.language.types import Kind
from duixian.language.unknown import Unknown
from duixian.values.bilingual import Text
from duixian.values.months import format_month, month_of

_NO_ROW = Text("金额表中有对应的档", "A row of the amount's table fits")
_NOTHING_DUE = Text("应得金额大于零", "The amount is above zero")
_NO_DAY = Text("有可以发放的日期", "There is a day to pay on")


@dataclass
class Reader:
    """Reads a space's columns row by row."""

    space: Space
    _columns: dict[str, pl.Series] = field(default_factory=dict)
    _below: dict[int, list[int]] | None = None

    def cell(self, name: str, row: int) -> Any:
        """What stands in a column."""
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = backend.column(self.space.frame, name)
        return column[row]

    def rows_of(self, up: int) -> list[int]:
        """The rows that belong to a row of the space above."""
        if self._below is None:
            self._below = {}
            for row, above in enumerate(backend.column(self.space.frame, "up").to_list()):
                self._below.setdefault(above, []).append(row)
        return self._below.get(up, [])

    def value(self, scalar: Scalar, row: int) -> Any:
        """A kept value as the reference engine holds it."""
        columns = scalar.columns if scalar.columns is not None else {"value": scalar.column or ""}
        found = self.cell(columns["value"], row)
        if found is None:
            if "absent" in columns and self.cell(columns["absent"], row):
                return ABSENT
            return Unknown(missing_of(self.cell(columns["cause"], row)) if "cause" in columns else ())
        den = scalar.den if isinstance(scalar.den, int) else self.cell(columns["den"], row)
        ratio = self.cell(columns["ratio"], row) if "ratio" in columns else scalar.ratio
        if ratio:
            return Fraction(found, den)
        return found // den if den != 1 else self._decoded(scalar, found)

    def _decoded(self, scalar: Scalar, found: Any) -> Any:
        kind = scalar.kind
        if kind.kind is Kind.DATE:
            return unpacked(found)
        if kind.kind is Kind.CATEGORY:
            return self.space.frames.vocabulary.categories[str(kind.of)].members[found]
        if kind.kind is Kind.RECORD:
            table = self.space.frames.table(str(kind.of))
            return table.keys[found] if scalar.bare else table.rows[found]
        return found


class Expansion:
    """The outcomes of one measure's cases, before quotas, limits, groups and budgets."""

    def __init__(self, cases: Cases, day: Day) -> None:
        self.cases, self.day = cases, day
        self._here = Reader(cases.space)
        self._readers = {id(cases.space): self._here}
        self._moments: dict[MomentName, Scalar] = {}

    def _reader(self, space: Space) -> Reader:
        return self._readers.setdefault(id(space), Reader(space))

    def outcome(self, row: int) -> Outcome:
        """One case, with every reason."""
        cases, here = self.cases, self._here
        record = cases.space.frames.table(cases.measure.table).rows[here.cell("at", row)]
        event = self._moment(MomentName.EVENT_ON, row)
        outcome = Outcome(
            policy=cases.policy,
            measure=cases.measure,
            record=record,
            year=self._moment(MomentName.PERIOD_START, row).year if cases.measure.yearly else None,
            as_of=self.day.as_of,
            event_on=None if event is ABSENT or event.__class__ is Unknown else event,
            claimed_on=self._moment(MomentName.CLAIMED_ON, row),
            findings=self._findings(row),
            truth=here.value(cases.truth, row),
        )
        self._described(outcome, row)
        grant = cases.grant
        for granted in self._reader(grant.space).rows_of(row) if grant is not None else ():
            assert grant is not None
            self._filled(outcome, grant, granted)
        return outcome

    def _moment(self, name: MomentName, row: int) -> Any:
        kept = self._moments.get(name)
        if kept is None:
            scope = self.cases.scope
            kept = self._moments[name] = scope.space.keep(scope.moment(name))
        return self._here.value(kept, row)

    def _findings(self, row: int) -> tuple[Finding, ...]:
        applies = self.cases.applies
        found = [self._finding(tested, row) for tested in self.cases.findings]
        if applies is not None and self._here.value(applies.truth, row).__class__ is Unknown:
            found.insert(0, self._finding(applies, row))
        return tuple(found)

    def _finding(self, tested: Tested, row: int) -> Finding:
        here = self._here
        truth = here.value(tested.truth, row)
        return Finding(
            tested.test,
            truth,
            self._actual(tested, truth, row),
            None if tested.threshold is None else here.value(tested.threshold, row),
            tuple(self._finding(part, row) for part in tested.parts),
            tested.condition,
        )

    def _actual(self, tested: Tested, truth: Any, row: int) -> Any:
        if tested.actual is None:
            return None
        found = self._here.value(tested.actual, row)
        if tested.deciding and found.__class__ is Unknown:
            return truth if truth.__class__ is Unknown else None
        return found

    def _described(self, outcome: Outcome, row: int) -> None:
        cases, here = self.cases, self._here
        nodes = (node for _, node in cases.measure.variables)
        values = (here.value(variable, row) for variable in cases.variables)
        outcome.variables = tuple(zip(named_variables(cases.measure), nodes, values, strict=True))
        outcome.routing = None if cases.routing is None else here.value(cases.routing, row)
        outcome.matter = None if cases.matter is None else here.value(cases.matter, row)
        outcome.warnings = tuple(s for s, truth in cases.warnings if here.value(truth, row) is True)

    def _filled(self, outcome: Outcome, grant: Grant, row: int) -> None:
        cases, here = self.cases, self._reader(grant.space)
        outcome.payees = tuple(p for payee in grant.payees for p in self._payments(payee, row))
        if here.cell(grant.lacking, row):
            cause = None if grant.cause is None else here.cell(grant.cause, row)
            outcome.missing = missing_of(cause)
        if grant.amount is None and grant.layout is None:
            return
        outcome.workings = self._workings(grant, row)
        if here.cell(grant.refused, row):
            self._refused(outcome, cases.measure.amount, _NO_ROW, ABSENT)
            return
        if here.cell(grant.nothing, row):
            outcome.amount = 0
            self._refused(outcome, cases.measure.amount, _NOTHING_DUE, 0)
            return
        known = None if grant.amount is None else here.value(grant.amount, row)
        outcome.amount = None if known.__class__ is Unknown else known
        layout = grant.layout
        assert layout is not None
        outcome.instalments = self._instalments(grant, row)
        if here.cell(grant.bare, row):
            none = [node for node, value in grant.wanted if here.value(value, row) is ABSENT]
            self._refused(outcome, none[0] if none else grant.wanted[-1][0], _NO_DAY, ABSENT)
        if layout.nominal is not None:
            outcome.amount = here.cell(layout.nominal, row)
        if grant.held is not None and (
            outcome.amount is not None or isinstance(cases.measure.payout, Prepayment)
        ):
            self._held(outcome, grant.held, here, row)

    def _held(self, outcome: Outcome, held: Held, here: Reader, row: int) -> None:
        until, broken = here.cell(held.until, row), here.cell(held.broken, row)
        outcome.held_until = None if until is None else unpacked(until)
        outcome.broken_on = None if broken is None else unpacked(broken)
        hold = outcome.measure.hold
        if hold is not None and here.cell(held.pending, row):
            amount = outcome.amount or 0
            outcome.effects.append(Effect(EffectKind.HOLD, hold.source, EffectResult.PENDING, amount, amount))

    def _refused(self, outcome: Outcome, lacking: Expr | None, name: Text, actual: Any) -> None:
        """Nothing can be paid although every condition holds: the reason stands beside the conditions."""
        assert lacking is not None
        outcome.truth = False
        condition = Condition(replace(self.cases.measure.source, name=name), lacking)
        outcome.findings = (*outcome.findings, Finding(lacking, False, actual, None, (), condition))

    def _workings(self, grant: Grant, row: int) -> tuple[Working, ...]:
        here, found = self._reader(grant.space), []
        for note in grant.notes:
            if note.gate is None or here.cell(note.gate, row):
                value, result = here.value(note.value, row), here.value(note.result, row)
                found.append(Working(note.kind, note.label, note.text, value, result))
        return tuple(found)

    def _payments(self, payee: Received, row: int) -> list[Payment]:
        reader = self._reader(payee.space)
        rows = reader.rows_of(row) if payee.each else [row]
        return [
            Payment(payee.table, _key(reader.value(payee.who, at)), Fraction(reader.value(payee.share, at)))
            for at in rows
            if reader.cell(payee.there, at)
        ]

    def _instalments(self, grant: Grant, row: int) -> tuple[Instalment, ...]:
        layout = grant.layout
        assert layout is not None
        reader = self._reader(layout.space)
        rows = reader.rows_of(row) if layout.space is not grant.space else [row]
        return tuple(
            self._instalment(piece, reader, at, layout.every)
            for at in rows
            for piece in layout.pieces
            if reader.cell(piece.there, at)
        )

    def _instalment(self, piece: Piece, reader: Reader, row: int, every: int) -> Instalment:
        due = reader.cell(piece.due, row)
        return Instalment(
            reader.cell(piece.number, row),
            "" if piece.period is None else _period(reader.cell(piece.period, row), every),
            None if due is None else unpacked(due),
            reader.cell(piece.amount, row),
            STATES[reader.cell(piece.state, row)],
            piece.label,
            missing_of(reader.cell(piece.cause, row)),
        )


def _key(value: Any) -> str:
    return str(value.key if value.__class__ is Record else value)


def _period(start: int, every: int) -> str:
    day = unpacked(start)
    return format_month(month_of(day)) if every == 1 else day.isoformat()
