"""From an amount to instalments: at once, in parts, every month while a condition holds, or prepaid and settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from duixian.engines.single.arithmetic import times
from duixian.engines.single.causes import NOTHING, causes_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.periodic import Schedule, Scheduler, periodic, state_of
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr
from duixian.language.outcome import PAYABLE, Instalment, InstalmentState
from duixian.language.rule import Once, Part, Parts, Payout, Periodic, Prepayment
from duixian.language.unknown import Missing, Unknown
from duixian.values.bilingual import Text
from duixian.values.money import check_fen, round_half_up
from duixian.values.months import month_of


def scheduler(payout: Payout, unit: Unit) -> Scheduler:
    """How a payout lays out an amount."""
    if isinstance(payout, Periodic):
        return periodic(payout, unit)
    if isinstance(payout, Parts):
        return _parts(payout, unit)
    if isinstance(payout, Prepayment):
        return _prepaid(payout, unit)
    return _once(payout, unit)


def what_lacks(payout: Payout, unit: Unit, run: Run) -> Expr:
    """Of a payout that lays out nothing at all: the day, length or base that is none."""
    asked: tuple[Expr | None, ...] = ()
    if isinstance(payout, Periodic):
        asked = (payout.start, payout.length)
    elif isinstance(payout, Prepayment):
        asked = (payout.base, payout.share, payout.due)
    elif isinstance(payout, Once):
        asked = (payout.due,)
    named = [node for node in asked if node is not None]
    return next((node for node in named if unit.compile(node)(run) is ABSENT), named[-1])


def _once(payout: Once, unit: Unit) -> Scheduler:
    due = unit.compile(payout.due) if payout.due is not None else None

    def at_once(run: Run, amount: Any) -> Schedule:
        day = due(run) if due is not None else None
        if day.__class__ is Unknown or day is ABSENT:
            return (), causes_of(day)
        state = InstalmentState.DUE if day is None else state_of(True, day, run)
        return (Instalment(1, "", day, amount, state),), NOTHING

    return at_once


def _parts(payout: Parts, unit: Unit) -> Scheduler:
    dues = [unit.compile(part.due) for part in payout.parts]
    tests = [_test(part, unit) for part in payout.parts]

    def in_parts(run: Run, amount: Any) -> Schedule:
        given, share, made = 0, (0, 1), []
        days = [due(run) for due in dues]  # before any part makes its own day the period
        for number, (part, day, test) in enumerate(zip(payout.parts, days, tests, strict=True), 1):
            share = _added(share, (part.numerator, part.denominator))
            whole = round_half_up(amount * share[0], share[1])
            if day.__class__ is Unknown or day is ABSENT:
                made.append(_vague(number, whole - given, part.source.name, causes_of(day)))
            else:
                made.append(_part(run, number, part, day, whole - given, test))
            given = whole
        return tuple(made), NOTHING

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
    state = state_of(truth, due, run)
    return Instalment(number, "", due, amount, state, part.source.name, causes_of(truth))


def _prepaid(payout: Prepayment, unit: Unit) -> Scheduler:
    base, share, due, settled = unit.all((payout.base, payout.share, payout.due, payout.settled))
    test = unit.compile(payout.condition.test) if payout.condition is not None else None

    def ahead(run: Run, amount: Any) -> Schedule:
        values = [base(run), share(run), due(run)]
        vague = [v for v in values if v.__class__ is Unknown]
        if vague or ABSENT in values:
            return (), causes_of(*vague)
        truth = True if test is None else test(run)
        paid = check_fen(times(values[0], values[1]))
        first = Instalment(
            1, "", values[2], paid, state_of(truth, values[2], run), Text("预付", "prepaid"), causes_of(truth)
        )
        return (first, *_settlement(run, amount, first, settled(run))), NOTHING

    return ahead


def _settlement(run: Run, amount: Any, first: Instalment, day: Any) -> tuple[Instalment, ...]:
    if amount is None:
        return ()
    paid = first.amount if first.state in PAYABLE else 0
    label = Text("结算", "settled")
    if day.__class__ is Unknown or day is ABSENT:
        return (_vague(2, amount - paid, label, causes_of(day)),)
    return (Instalment(2, "", day, amount - paid, state_of(True, day, run), label),)
