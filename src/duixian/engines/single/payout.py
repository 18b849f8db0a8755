"""From an amount to instalments: at once, in parts, every month while a condition holds, or prepaid and settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from duixian.engines.single.arithmetic import times
from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.outcome import Instalment, InstalmentState
from duixian.language.rule import Gap, Once, Part, Parts, Payout, Periodic, Prepayment
from duixian.language.unknown import Missing, Unknown, merged
from duixian.values.bilingual import Text
from duixian.values.dates import add_months
from duixian.values.money import check_fen, round_half_up
from duixian.values.months import first_day, format_month, last_day, month_of

Schedule = tuple[tuple[Instalment, ...], frozenset[Missing]]
Scheduler = Callable[[Run, Any], Schedule]
"""(run, amount or None) → instalments, and what is missing to lay them out."""

_NOTHING: frozenset[Missing] = frozenset()


def scheduler(payout: Payout, unit: Unit) -> Scheduler:
    """How a payout lays out an amount."""
    if isinstance(payout, Periodic):
        return _periodic(payout, unit)
    if isinstance(payout, Parts):
        return _parts(payout, unit)
    if isinstance(payout, Prepayment):
        return _prepaid(payout, unit)
    return _once(payout, unit)


def _state(truth: Any, due: date, run: Run) -> InstalmentState:
    if truth.__class__ is Unknown:
        return InstalmentState.UNKNOWN
    if truth is not True:
        return InstalmentState.LOST
    return InstalmentState.DUE if due <= run.as_of else InstalmentState.SCHEDULED


def _causes(*values: Any) -> frozenset[Missing]:
    return merged(values).causes


def _once(payout: Once, unit: Unit) -> Scheduler:
    due = unit.compile(payout.due) if payout.due is not None else None

    def at_once(run: Run, amount: Any) -> Schedule:
        day = due(run) if due is not None else None
        if day.__class__ is Unknown or day is ABSENT:
            return (), _causes(day)
        state = InstalmentState.DUE if day is None else _state(True, day, run)
        return (Instalment(1, "", day, amount, state),), _NOTHING

    return at_once


def _parts(payout: Parts, unit: Unit) -> Scheduler:
    dues = [unit.compile(part.due) for part in payout.parts]
    tests = [_test(part, unit) for part in payout.parts]

    def in_parts(run: Run, amount: Any) -> Schedule:
        given, share, made, missing = 0, (0, 1), [], _NOTHING
        for number, (part, due, test) in enumerate(zip(payout.parts, dues, tests, strict=True), 1):
            share = _added(share, (part.numerator, part.denominator))
            whole = round_half_up(amount * share[0], share[1])
            day = due(run)
            if day.__class__ is Unknown or day is ABSENT:
                missing |= _causes(day)
                made.append(_vague(number, whole - given, part.source.name, _causes(day)))
            else:
                made.append(_part(run, number, part, day, whole - given, test))
            given = whole
        return tuple(made), missing

    return in_parts


def _vague(number: int, amount: int, label: Text, causes: frozenset[Missing]) -> Instalment:
    return Instalment(number, "", None, amount, InstalmentState.UNKNOWN, label, causes)


def _added(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] * other[1] + other[0] * one[1], one[1] * other[1]


def _test(part: Part, unit: Unit) -> Evaluator | None:
    return unit.compile(part.condition.test) if part.condition is not None else None


def _part(run: Run, number: int, part: Part, due: date, amount: int, test: Evaluator | None) -> Instalment:
    run.number, run.month = number, month_of(due)
    run.period_start = run.period_end = due
    truth = True if test is None or due > run.as_of else test(run)
    state = _state(truth, due, run)
    return Instalment(number, "", due, amount, state, part.source.name, _causes(truth))


def _periodic(payout: Periodic, unit: Unit) -> Scheduler:
    start, length, amount = unit.all((payout.start, payout.length, payout.amount))
    test = unit.compile(payout.condition.test) if payout.condition is not None else None
    tolerance = unit.compile(payout.tolerance) if payout.tolerance is not None else None
    until = unit.compile(payout.until) if payout.until is not None else None

    def every(run: Run, _: Any) -> Schedule:
        begin, months = start(run), length(run)
        last = until(run) if until is not None else None
        slack = tolerance(run) if tolerance is not None else None
        vague = [v for v in (begin, months, last, slack) if v.__class__ is Unknown]
        if vague or begin is ABSENT or months is ABSENT:
            return (), _causes(*vague)
        walk = _Walk(payout, run, test, amount, begin, months, None if last is ABSENT else last, slack)
        return walk.instalments(), _NOTHING

    return every


class _Walk:
    """Goes through the periods of one payment in order, remembering the gap so far."""

    def __init__(
        self,
        payout: Periodic,
        run: Run,
        test: Evaluator | None,
        amount: Evaluator,
        begin: Any,
        months: int,
        last: date | None,
        slack: int | None,
    ) -> None:
        self.payout, self.run, self.test, self.amount = payout, run, test, amount
        self.begin, self.last, self.slack = begin, last, slack
        self.count = months // payout.every
        self.gap = 0
        self.stopped = False

    def instalments(self) -> tuple[Instalment, ...]:
        """One instalment a period until the count is reached or nothing more can come."""
        made: list[Instalment] = []
        position = granted = 0
        extends = self.payout.gap is Gap.EXTEND
        while granted < self.count:
            item = self._period(position, granted + 1 if extends else position + 1)
            position += 1
            if item is None:
                break
            made.append(item)
            lost = item.state is InstalmentState.LOST
            granted += 0 if extends and lost else 1
        return tuple(made)

    def _bounds(self, position: int) -> tuple[date, date]:
        if self.begin.__class__ is int:
            month = self.begin + position * self.payout.every
            return first_day(month), last_day(month + self.payout.every - 1)
        start = add_months(self.begin, position * self.payout.every)
        return start, add_months(self.begin, (position + 1) * self.payout.every) - timedelta(days=1)

    def _period(self, position: int, number: int) -> Instalment | None:
        run = self.run
        start, end = self._bounds(position)
        if self.last is not None and start > self.last:
            return None
        run.period_start, run.period_end = start, end
        run.month, run.number = month_of(start), number
        amount = self.amount(run)
        if amount.__class__ is Unknown or amount is ABSENT:
            return Instalment(
                number, self._name(start), None, 0, InstalmentState.UNKNOWN, None, _causes(amount)
            )
        truth = self._truth(start, end)
        due = self._due(end)
        state = self._judged(truth, due)
        return Instalment(number, self._name(start), due, amount, state, None, _causes(truth))

    def _name(self, start: date) -> str:
        return format_month(month_of(start)) if self.payout.every == 1 else start.isoformat()

    def _truth(self, start: date, end: date) -> Any:
        known_to = last_day(month_of(self.run.as_of))
        if self.test is None or end > known_to:
            return True
        return self.test(self.run)

    def _judged(self, truth: Any, due: date) -> InstalmentState:
        if self.stopped:
            return InstalmentState.STOPPED
        state = _state(truth, due, self.run)
        self.gap = self.gap + 1 if state is InstalmentState.LOST else 0
        if self.payout.gap is Gap.STOP and self.gap:
            self.stopped = True
        if self.payout.gap is Gap.TOLERATE and self.slack is not None and self.gap > self.slack:
            self.stopped = True
        return state

    def _due(self, end: date) -> date:
        batch = self.payout.batch
        if batch <= 1:
            return end
        month = month_of(end)
        return last_day(month - month % 12 % batch + batch - 1)


def _prepaid(payout: Prepayment, unit: Unit) -> Scheduler:
    base, share, due, settled = unit.all((payout.base, payout.share, payout.due, payout.settled))
    test = unit.compile(payout.condition.test) if payout.condition is not None else None

    def ahead(run: Run, amount: Any) -> Schedule:
        values = [base(run), share(run), due(run)]
        vague = [v for v in values if v.__class__ is Unknown]
        if vague or ABSENT in values:
            return (), _causes(*vague)
        truth = True if test is None else test(run)
        paid = check_fen(times(values[0], values[1]))
        first = Instalment(
            1, "", values[2], paid, _state(truth, values[2], run), Text("预付", "prepaid"), _causes(truth)
        )
        return (first, *_settlement(run, amount, first, settled(run))), _NOTHING

    return ahead


def _settlement(run: Run, amount: Any, first: Instalment, day: Any) -> tuple[Instalment, ...]:
    if amount is None:
        return ()
    paid = first.amount if first.state in (InstalmentState.DUE, InstalmentState.SCHEDULED) else 0
    label = Text("结算", "settled")
    if day.__class__ is Unknown or day is ABSENT:
        return (_vague(2, amount - paid, label, _causes(day)),)
    return (Instalment(2, "", day, amount - paid, _state(True, day, run), label),)
