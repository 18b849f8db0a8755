"""One measure over its records: each case with its conditions, amount and instalments, before limits and groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from duixian.engines.single.causes import causes_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.hold import holder
from duixian.engines.single.logic import all_true
from duixian.engines.single.not_yet import first_day_it_holds
from duixian.engines.single.payees import payee_finder
from duixian.engines.single.payout import scheduler, what_lacks
from duixian.engines.single.run import FOREVER, Run, plain
from duixian.engines.single.snapshot import Snapshot
from duixian.engines.single.trace import traced, traced_condition
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr
from duixian.language.outcome import (
    NO_DAY,
    NO_ROW,
    NOTHING_DUE,
    PAYABLE,
    Finding,
    InstalmentState,
    Outcome,
)
from duixian.language.record import Record
from duixian.language.rule import Condition, Gap, Measure, MeasureKind, Periodic, Prepayment
from duixian.language.unknown import Missing, Unknown
from duixian.values.bilingual import Text

_ONCE = (None,)


class MeasureEngine:
    """One measure, compiled. ``cases`` yields the outcomes of a record."""

    def __init__(self, measure: Measure, unit: Unit) -> None:
        self.measure, self.unit = measure, unit
        self.conditions = conditions_of(measure)
        self._tracers = [traced_condition(condition, unit) for condition in self.conditions]
        self._event = unit.compile(measure.event)
        self._applies = traced(measure.applies, unit) if measure.applies is not None else None
        meant = () if measure.applies is None else (measure.applies,)
        self._tests = unit.all((*meant, *(condition.test for condition in self.conditions)))
        self._amount = unit.compile(measure.amount) if measure.amount is not None else None
        self._schedule = scheduler(measure.payout, unit)
        self._payees = payee_finder(measure, unit)
        self._hold = holder(measure.hold, unit) if measure.hold is not None else None
        self._undecided = unit.all(measure.undecided)
        self._variables = [(name, node, unit.compile(node)) for name, node in measure.variables]
        self._routing = unit.compile(measure.routing) if measure.routing is not None else None
        self._matter = unit.compile(measure.matter) if measure.matter is not None else None
        self._warnings = [(c.source, unit.compile(c.test)) for c in measure.warnings]

    def cases(self, known: Snapshot, record: Record) -> Iterator[Outcome]:
        """Outcomes of a record, one for each calendar year where the measure says 逐年."""
        for year in self._years(known.as_of):
            outcome = self._case(known, record, year)
            if outcome is not None:
                yield outcome

    def _years(self, as_of: date) -> Sequence[int | None]:
        if not self.measure.yearly:
            return _ONCE
        window = self.unit.policy.window
        last = as_of.year if window.end is None else min(as_of.year, window.end.year)
        return list(range(window.start.year, last + 1))

    def _case(self, known: Snapshot, record: Record, year: int | None) -> Outcome | None:
        claimed_on = known.claims.date_of(self.measure.name, matter_number(record, year), known.as_of)
        run = Run(known.facts, known.today, claimed_on, known.memo)
        run.stack[0], run.benefit = record, self.measure.name
        if year is not None:
            run.period_start, run.period_end = date(year, 1, 1), date(year, 12, 31)
        run.event_on = self._event(run)
        if isinstance(run.event_on, date) and run.event_on > known.as_of:
            return None
        applies = self._applies(run) if self._applies is not None else None
        if applies is not None and applies.truth is False:
            return None
        return self._decided(known, run, record, year, applies, claimed_on)

    def _decided(
        self,
        known: Snapshot,
        run: Run,
        record: Record,
        year: int | None,
        applies: Finding | None,
        claimed_on: date | None,
    ) -> Outcome:
        findings, hopeless = self._tested(run)
        if applies is not None and applies.truth.__class__ is Unknown:
            findings = (applies, *findings)
        outcome = Outcome(
            policy=self.unit.policy,
            measure=self.measure,
            record=record,
            year=year,
            as_of=known.as_of,
            event_on=_day(run.event_on),
            claimed_on=known.as_of if claimed_on is None else claimed_on,
            findings=findings,
            truth=all_true([finding.truth for finding in findings]),
        )
        if outcome.truth is False and not hopeless:
            outcome.not_yet = first_day_it_holds(self._tests, self._event, run, claimed_on is None)
        self._filled(outcome, run)
        return outcome

    def _tested(self, run: Run) -> tuple[tuple[Finding, ...], bool]:
        """All findings, and whether waiting cannot help: one does not hold and nothing will change that."""
        findings, hopeless = [], False
        soonest = run.until
        fixed = soonest == FOREVER
        for tracer in self._tracers:
            run.until = FOREVER
            finding = tracer(run)
            findings.append(finding)
            hopeless = hopeless or (fixed and finding.truth is not True and run.until == FOREVER)
            if run.until < soonest:
                soonest = run.until
        run.until = soonest
        return tuple(findings), hopeless

    def _filled(self, outcome: Outcome, run: Run) -> None:
        """Amount, payees, instalments and what they lack; of a refused case only what explains it."""
        missing = causes_of(outcome.truth)
        if self._variables:
            outcome.variables = tuple((name, node, value(run)) for name, node, value in self._variables)
        if self._warnings:
            outcome.warnings = tuple(source for source, test in self._warnings if test(run) is True)
        outcome.routing = self._routing(run) if self._routing is not None else None
        outcome.matter = self._matter(run) if self._matter is not None else None
        if outcome.truth is not False:
            missing |= self._granted(outcome, run)
            missing |= causes_of(*[value(run) for value in self._undecided])
        outcome.missing = missing

    def _granted(self, outcome: Outcome, run: Run) -> frozenset[Missing]:
        outcome.payees, missing = self._payees(run)
        if self.measure.kind is not MeasureKind.MONEY:
            return missing
        run.steps = []
        amount = self._amount(run) if self._amount is not None else None
        outcome.workings = tuple(run.steps)
        run.steps = None
        if amount is ABSENT:
            self._refused(outcome, self.measure.amount, NO_ROW, ABSENT)
            return missing
        if amount.__class__ is int:
            amount = max(0, amount)  # what comes out below zero is nothing to pay, and nothing to recover
        if amount == 0 and not isinstance(self.measure.payout, Prepayment):
            outcome.amount = amount
            self._refused(outcome, self.measure.amount, NOTHING_DUE, amount)
            return missing
        missing |= causes_of(amount)
        run.gross = amount
        self._laid_out(outcome, run, amount)
        return missing | self._lacking(outcome)

    def _refused(self, outcome: Outcome, lacking: Expr | None, name: Text, actual: Any) -> None:
        """Nothing can be paid although every condition holds: the reason stands beside the conditions."""
        assert lacking is not None
        outcome.truth = False
        source = replace(self.measure.source, name=name)
        finding = Finding(lacking, False, actual, None, (), Condition(source, lacking))
        outcome.findings = (*outcome.findings, finding)

    def _laid_out(self, outcome: Outcome, run: Run, amount: Any) -> None:
        known = None if amount.__class__ is Unknown else amount
        periodic = isinstance(self.measure.payout, Periodic)
        if known is None and not isinstance(self.measure.payout, Periodic | Prepayment):
            return
        year = run.period_start, run.period_end
        outcome.instalments, vague = self._schedule(run, known)
        run.period_start, run.period_end = year  # each instalment was a period of its own
        outcome.missing |= vague
        if not outcome.instalments and not vague:
            self._refused(outcome, what_lacks(self.measure.payout, self.unit, run), NO_DAY, ABSENT)
        outcome.amount = self._nominal(outcome) if periodic else known
        if self._hold is not None:
            self._hold(run, outcome)

    def _nominal(self, outcome: Outcome) -> int:
        """Every period asked about; one that was lost and made good later (顺延) counts once."""
        extended = isinstance(self.measure.payout, Periodic) and self.measure.payout.gap is Gap.EXTEND
        lost = InstalmentState.LOST if extended else None
        return sum(i.amount for i in outcome.instalments if i.state is not lost)

    def _lacking(self, outcome: Outcome) -> frozenset[Missing]:
        """What keeps the whole case open: the layout, or instalments nobody can judge where none is sure."""
        for instalment in outcome.instalments:
            if instalment.state in PAYABLE:
                return outcome.missing
        return outcome.missing.union(*(i.missing for i in outcome.instalments))


def conditions_of(measure: Measure) -> tuple[Condition, ...]:
    """Every condition of a measure in the order shown: the term, its own, the claim's deadline."""
    window = (measure.window,) if measure.window is not None else ()
    deadline = (measure.deadline,) if measure.deadline is not None else ()
    return (*window, *measure.conditions, *deadline)


def _day(event: Any) -> date | None:
    if event.__class__ is date:
        found: date = event
        return found
    return plain(event) if isinstance(event, date) else None


def matter_number(record: Record, year: int | None) -> str:
    """How claims and payments name this case: the record's key, with the year where there is one each year."""
    return str(record.key) if year is None else f"{record.key}/{year}"
