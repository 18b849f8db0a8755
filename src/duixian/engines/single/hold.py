"""保持: what must still hold for some months after, and what comes back when it does not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from duixian.engines.single.arithmetic import times
from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.outcome import Effect, EffectKind, EffectResult, Outcome
from duixian.language.rule import Hold, Recovery
from duixian.language.unknown import Unknown, merged
from duixian.values.months import first_day, last_day, month_of


def holder(hold: Hold, unit: Unit) -> Callable[[Run, Outcome], None]:
    """Writes the end of the hold, and the breach and the fen to recover if there is one, into an outcome."""
    months, since = unit.compile(hold.months), unit.compile(hold.since)
    test = unit.compile(hold.condition.test)
    share = unit.compile(hold.share) if hold.share is not None else None

    def judged(run: Run, outcome: Outcome) -> None:
        length, start = months(run), since(run)
        vague = [v for v in (length, start) if v.__class__ is Unknown or v is ABSENT]
        if vague or outcome.amount is None:
            return
        first = start if start.__class__ is int else month_of(start) + 1
        outcome.held_until = last_day(first + length - 1)
        broken = _first_breach(run, test, first, length)
        if broken is not None:
            run.served = broken - first
            outcome.broken_on = first_day(broken)
            _recovered(hold, outcome, _part(run, share, hold, broken - first, length))

    return judged


def _first_breach(run: Run, test: Any, first: int, length: int) -> int | None:
    for month in range(first, min(first + length, month_of(run.as_of) + 1)):
        run.month, run.period_start, run.period_end = month, first_day(month), last_day(month)
        if test(run) is False:
            return month
    return None


def _part(run: Run, share: Evaluator | None, hold: Hold, served: int, length: int) -> Any:
    if share is not None:
        return share(run)
    return Fraction(1) if hold.recovery is Recovery.ALL else Fraction(length - served, length)


def _recovered(hold: Hold, outcome: Outcome, part: Any) -> None:
    amount = outcome.amount or 0
    if part.__class__ is Unknown or part is ABSENT:
        outcome.missing |= merged((part,)).causes
        outcome.effects.append(Effect(EffectKind.HOLD, hold.source, EffectResult.PENDING, amount, amount))
        return
    outcome.recovery = times(amount, part)
    outcome.effects.append(
        Effect(EffectKind.HOLD, hold.source, EffectResult.REDUCED, amount, amount - outcome.recovery)
    )
