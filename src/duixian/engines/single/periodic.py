"""The same payment every so many months while a condition holds, and what a gap does to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from duixian.engines.single.causes import NOTHING, causes_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.outcome import PAYABLE, Instalment, InstalmentState
from duixian.language.rule import Gap, Periodic
from duixian.language.unknown import Missing, Unknown
from duixian.values.dates import add_months
from duixian.values.months import first_day, format_month, last_day, month_of

Schedule = tuple[tuple[Instalment, ...], frozenset[Missing]]
Scheduler = Callable[[Run, Any], Schedule]
"""(run, amount or None) → instalments, and what is missing to lay them out."""


def state_of(truth: Any, due: date, run: Run) -> InstalmentState:
    """Where an instalment stands whose condition has this truth."""
    if truth.__class__ is Unknown:
        return InstalmentState.UNKNOWN
    if truth is not True:
        return InstalmentState.LOST
    return InstalmentState.DUE if due <= run.as_of else InstalmentState.SCHEDULED


def periodic(payout: Periodic, unit: Unit) -> Scheduler:
    """One instalment for each period; the amount is worked out for each of them."""
    start, length, amount = unit.all((payout.start, payout.length, payout.amount))
    test = unit.compile(payout.condition.test) if payout.condition is not None else None
    tolerance = unit.compile(payout.tolerance) if payout.tolerance is not None else None
    until = unit.compile(payout.until) if payout.until is not None else None

    def every(run: Run, _: Any) -> Schedule:
        begin, months = start(run), length(run)
        last = until(run) if until is not None else ABSENT
        slack = tolerance(run) if tolerance is not None else ABSENT
        vague = [v for v in (begin, months, last, slack) if v.__class__ is Unknown]
        if vague or begin is ABSENT or months is ABSENT:
            return (), causes_of(*vague)
        gap = _Gap(_tolerated(payout, slack), payout.every)
        return _Walk(payout, run, test, amount, begin, last, gap).instalments(months // payout.every), NOTHING

    return every


def _tolerated(payout: Periodic, slack: Any) -> int | None:
    """Months of a gap that do not end the payments; None where no gap does."""
    if payout.gap is Gap.STOP:
        return 0
    if payout.gap is Gap.TOLERATE and slack is not ABSENT:
        return int(slack)
    return None


class _Gap:
    """The gap so far: at least so many months, and at most so many where some months are unknown."""

    def __init__(self, tolerated: int | None, every: int) -> None:
        self.tolerated, self.every = tolerated, every
        self.least = self.most = 0
        self.causes: frozenset[Missing] = NOTHING
        self.doubt: frozenset[Missing] = NOTHING
        self.ended = False

    def judged(self, state: InstalmentState, truth: Any) -> InstalmentState:
        """The state of the next period, after what the periods before it have ended or put in doubt."""
        if self.ended:
            return InstalmentState.STOPPED
        doubtful = self.doubt and state is not InstalmentState.LOST
        self._lengthen(state, truth)
        return InstalmentState.UNKNOWN if doubtful else state

    def _lengthen(self, state: InstalmentState, truth: Any) -> None:
        lost, unknown = state is InstalmentState.LOST, state is InstalmentState.UNKNOWN
        self.least = self.least + self.every if lost else 0
        self.most = self.most + self.every if lost or unknown else 0
        self.causes = self.causes | causes_of(truth) if self.most else NOTHING
        if self.tolerated is not None:
            self.ended = self.least > self.tolerated
            if self.most > self.tolerated:
                self.doubt |= self.causes


class _Walk:
    """Goes through the periods of one payment in order."""

    def __init__(
        self,
        payout: Periodic,
        run: Run,
        test: Evaluator | None,
        amount: Evaluator,
        begin: Any,
        last: Any,
        gap: _Gap,
    ) -> None:
        self.payout, self.run, self.test, self.amount = payout, run, test, amount
        self.begin, self.last, self.gap = begin, last, gap
        self.void = False
        """Whether the period looked at last has no amount, so that putting it off brings nothing."""

    def instalments(self, count: int) -> tuple[Instalment, ...]:
        """One instalment a period until so many are reached or nothing more can come."""
        made: list[Instalment] = []
        granted = 0
        extends = self.payout.gap is Gap.EXTEND
        while granted < count:
            item = self._period(len(made), granted + 1 if extends else len(made) + 1)
            if item is None:
                break
            made.append(item)
            granted += 0 if extends and item.state is InstalmentState.LOST and not self.void else 1
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
        if self.last is not ABSENT and start > self.last:
            return None
        run.period_start, run.period_end = start, end
        run.month, run.number = month_of(start), number
        truth, amount, due = self._truth(end), self.amount(run), self._due(end)
        state = self.gap.judged(state_of(truth, due, run), truth)
        self.void = amount is ABSENT
        if self.void and state is not InstalmentState.STOPPED:
            state = InstalmentState.LOST
        if amount.__class__ is Unknown and state in PAYABLE:
            state = InstalmentState.UNKNOWN
        causes = causes_of(truth, amount) | self.gap.doubt if state is InstalmentState.UNKNOWN else NOTHING
        fen = max(0, amount) if amount.__class__ is int else 0
        return Instalment(number, self._name(start), due, fen, state, None, causes)

    def _name(self, start: date) -> str:
        return format_month(month_of(start)) if self.payout.every == 1 else start.isoformat()

    def _truth(self, end: date) -> Any:
        """What has not happened yet is taken to hold."""
        if self.test is None or end > last_day(month_of(self.run.as_of)):
            return True
        return self.test(self.run)

    def _due(self, end: date) -> date:
        batch = self.payout.batch
        if batch <= 1:
            return end
        month = month_of(end)
        return last_day(month - month % 12 % batch + batch - 1)
