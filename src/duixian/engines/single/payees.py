"""Who receives, and what share of the whole."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from duixian.engines.single.aggregates import gatherer
from duixian.engines.single.causes import NOTHING
from duixian.engines.single.compiler import Unit
from duixian.engines.single.logic import operand
from duixian.engines.single.run import Run
from duixian.language.absent import ABSENT
from duixian.language.outcome import Payment
from duixian.language.record import Record
from duixian.language.rule import Measure, Payee
from duixian.language.unknown import Lack, Missing, Unknown, merged

Found = tuple[tuple[Payment, ...], frozenset[Missing]]
_WHOLE = Fraction(1)


def payee_finder(measure: Measure, unit: Unit) -> Callable[[Run], Found]:
    """Payees of a case, whose shares add up to the whole; otherwise what has to be settled first."""
    finders = [_finder(payee, unit) for payee in measure.payees]

    def found(run: Run) -> Found:
        payments: tuple[Payment, ...] = ()
        missing = NOTHING
        for finder in finders:
            some, lacking = finder(run)
            payments += some
            missing |= lacking
        if not missing and not _whole(payments):
            missing = frozenset({_shares(run)})
        return payments, missing

    return found


def _whole(payments: tuple[Payment, ...]) -> bool:
    if len(payments) == 1:
        return payments[0].share is _WHOLE or payments[0].share == _WHOLE
    return sum((p.share for p in payments), Fraction(0)) == _WHOLE


def _shares(run: Run) -> Missing:
    record = run.stack[0]
    assert record is not None
    return Missing(Lack.CHOICE, "份额", record.table, str(record.key))


def _finder(payee: Payee, unit: Unit) -> Callable[[Run], Found]:
    who, table = operand(payee.who, unit), str(payee.who.type.of)
    share = unit.compile(payee.share) if payee.share is not None else None
    when = unit.compile(payee.when) if payee.when is not None else None

    def one(run: Run) -> Found:
        meant = when(run) if when is not None else True
        if meant.__class__ is Unknown:
            return (), meant.causes
        if meant is not True:
            return (), NOTHING
        key, part = who(run), share(run) if share is not None else _WHOLE
        if key.__class__ is Unknown or part.__class__ is Unknown:
            return (), merged((key, part)).causes
        if key is ABSENT or part is ABSENT:
            return (), NOTHING
        return (Payment(table, _text(key), part if part.__class__ is Fraction else Fraction(part)),), NOTHING

    return one if payee.each is None else _each(payee, unit, one)


def _each(payee: Payee, unit: Unit, one: Callable[[Run], Found]) -> Callable[[Run], Found]:
    rows = payee.each
    assert rows is not None
    gather, depth = gatherer(rows, unit), rows.depth

    def every(run: Run) -> Found:
        members = gather(run)
        if members.__class__ is Unknown:
            return (), members.causes
        before = run.stack[depth]
        found: list[Found] = []
        for member in members:
            run.stack[depth] = member
            found.append(one(run))
        run.stack[depth] = before
        payments = tuple(p for some, _ in found for p in some)
        return payments, frozenset(m for _, lacking in found for m in lacking)

    return every


def _text(key: Any) -> str:
    return str(key.key if key.__class__ is Record else key)
