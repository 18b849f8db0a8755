"""保持: what must still hold for some months after, and what comes back when it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.outcome import Effect, EffectKind, EffectResult, Outcome
from duixian.language.rule import Hold, Recovery
from duixian.language.unknown import Missing, Unknown, merged
from duixian.values.months import first_day, last_day, month_of


@dataclass(frozen=True, slots=True)
class _Breach:
    """The first month in which it did not hold, if any, and what keeps that from being known."""

    month: int | None
    missing: frozenset[Missing] = frozenset()


def holder(hold: Hold, unit: Unit) -> Callable[[Run, Outcome], None]:
    """Writes the end of the hold, the breach if there is one, and what is missing to judge it into an outcome."""
    months, since = unit.compile(hold.months), unit.compile(hold.since)
    test = unit.compile(hold.condition.test)

    def judged(run: Run, outcome: Outcome) -> None:
        length, start = months(run), since(run)
        outcome.missing |= merged((length, start)).causes
        if length.__class__ is Unknown or start.__class__ is Unknown or ABSENT in (length, start):
            return
        first = _first_month(start)
        outcome.held_until = last_day(first + length - 1)
        year = run.period_start, run.period_end
        breach = _first_breach(run, test, first, length)
        run.period_start, run.period_end = year  # each month was a period of its own
        missing = breach.missing
        if breach.month is not None:
            outcome.broken_on = first_day(breach.month)
            missing |= merged((part_to_recover(hold, unit, run, outcome),)).causes
        if missing:
            outcome.missing |= missing
            amount = outcome.amount or 0
            outcome.effects.append(Effect(EffectKind.HOLD, hold.source, EffectResult.PENDING, amount, amount))

    return judged


def _first_month(start: Any) -> int:
    month: int = start if start.__class__ is int else month_of(start) + 1
    return month


def _first_breach(run: Run, test: Evaluator, first: int, length: int) -> _Breach:
    missing: frozenset[Missing] = frozenset()
    for month in range(first, min(first + length, month_of(run.as_of) + 1)):
        run.month, run.period_start, run.period_end = month, first_day(month), last_day(month)
        truth = test(run)
        if truth.__class__ is Unknown:
            missing |= truth.causes
        elif truth is not True:
            return _Breach(month, missing)
    return _Breach(None, missing)


def part_to_recover(hold: Hold, unit: Unit, run: Run, outcome: Outcome) -> Any:
    """The part (0 to 1) that a broken hold takes back, Unknown where its share is."""
    assert outcome.broken_on is not None
    length, first = unit.compile(hold.months)(run), _first_month(unit.compile(hold.since)(run))
    run.served = month_of(outcome.broken_on) - first
    if hold.share is not None:
        part = unit.compile(hold.share)(run)
        return Fraction(0) if part is ABSENT else part
    return Fraction(1) if hold.recovery is Recovery.ALL else Fraction(length - run.served, length)
