"""The same payment every so many months while a condition holds, and what a gap does to it, in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from duixian.engines.bulk.calendar import (
    LATEST,
    add_months,
    first_day,
    last_day,
    month_in_range,
    month_of,
)
from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.errors import MomentNotKnown
from duixian.engines.bulk.expressions import NO, YES, Column, greater, literal, when
from duixian.engines.bulk.instalments import DUE, LOST, SCHEDULED, STOPPED, UNKNOWN, Layout, Piece, judged
from duixian.engines.bulk.moves import repeated
from duixian.engines.bulk.scalar import Scalar, either
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Gap, Periodic
from duixian.language.types import BOOL, DATE, INT, MONTH, Kind

MOST_FEN = 2**50
"""So much for one period can be added up over every period there can be."""


@dataclass(frozen=True)
class _Terms:
    """What lays the periods out: from when, how many, until when, and how long a gap may be."""

    begin: Scalar
    length: Scalar
    until: Scalar | None
    slack: Scalar | None

    @property
    def all(self) -> list[Scalar]:
        """Those that there are."""
        return [term for term in (self.begin, self.length, self.until, self.slack) if term is not None]


@dataclass(frozen=True)
class _Periods:
    """The periods in a space of their own: the first and last day of each."""

    scope: Scope
    start: Column
    end: Column
    count: Column


def recurring(payout: Periodic, scope: Scope) -> Layout:
    """One instalment for each period; the amount is worked out for each of them."""
    terms = _terms(payout, scope)
    unknown = either(*(term.unknown for term in terms.all))
    periods = _periods(payout, terms, unknown, scope)
    state, truth, amount, number, there = _judged(payout, terms, periods)
    cause = gated(causes_of(truth.cause, amount.cause), state == UNKNOWN)
    fen = when(amount.value > 0, amount.value, 0)
    due = _due(payout, periods.end)
    piece = Piece(there, number, due, fen, state, cause, period=periods.start)
    return _layout(payout, piece, terms, unknown, periods.scope, scope)


def _terms(payout: Periodic, scope: Scope) -> _Terms:
    def kept(node: Expr | None) -> Scalar | None:
        return None if node is None else compiled(node, scope)

    begin, length = kept(payout.start), kept(payout.length)
    assert begin is not None
    assert length is not None
    return _Terms(begin, length, kept(payout.until), kept(payout.tolerance))


def _periods(payout: Periodic, terms: _Terms, unknown: Column | None, scope: Scope) -> _Periods:
    """As many periods as may be looked at: with 顺延 one more for each that has already gone by."""
    space = scope.space
    count = terms.length.value // payout.every
    known = ~(terms.begin.value.is_null() | terms.length.value.is_null())
    known = known if unknown is None else known & ~unknown
    first = terms.begin.value if terms.begin.kind.kind is Kind.MONTH else month_of(terms.begin.value)
    most = count
    if payout.gap is Gap.EXTEND:
        gone = (month_of(scope.moment(MomentName.AS_OF).value) - first) // payout.every + 1
        most = when(count > 0, count + greater(gone, 0), 0)
    space.guard(known & (most > 0) & ~month_in_range(first + (most + 1) * payout.every))
    counts = space.arrays(when(known & (most > 0), most, 0).node)[0]
    below = space.child(repeated(counts))
    inner = replace(scope.below(below, 0, scope.stack[0]), stack=scope.stack)
    wanted = below.lift(Scalar(INT, count, space))
    start, end = _bounds(payout, below.lift(terms.begin), below.at)
    return _Periods(_timed(inner, start, end), start, end, wanted.value)


def _bounds(payout: Periodic, begin: Scalar, turn: Column) -> tuple[Column, Column]:
    passed = turn * payout.every
    if begin.kind.kind is Kind.MONTH:
        month = begin.value + passed
        return first_day(month), last_day(month + payout.every - 1)
    start = add_months(begin.value, passed)
    after = add_months(begin.value, passed + payout.every)
    before = when(after % 31 > 0, after - 1, last_day(month_of(after) - 1))
    return start, before


def _timed(scope: Scope, start: Column, end: Column) -> Scope:
    space = scope.space
    month = Scalar(MONTH, month_of(start), space, bound=LATEST)
    return scope.with_moments(
        {
            MomentName.PERIOD_START: Scalar(DATE, start, space, bound=LATEST),
            MomentName.PERIOD_END: Scalar(DATE, end, space, bound=LATEST),
            MomentName.MONTH: month,
        }
    )


Judged = tuple[Column, Scalar, Scalar, Column, Column]
"""State, truth of the condition, amount, number, and whether the period is looked at."""
Stated = tuple[Column, Scalar, Scalar, Column]
"""State, truth of the condition, amount, and 1 where the period is one of those wanted."""


def _judged(payout: Periodic, terms: _Terms, periods: _Periods) -> Judged:
    space, there = periods.scope.space, YES
    if terms.until is not None:
        until = space.lift(terms.until)
        there = until.value.is_null() | (periods.start <= until.value)
    if payout.gap is not Gap.EXTEND:
        number = space.at + 1
        return (*_stated(payout, terms, _numbered(periods, number))[:3], number, there)
    try:
        state, truth, amount, got = _stated(payout, terms, periods)
    except MomentNotKnown:
        state, truth, amount, got = _put_off(payout, terms, periods)
    before = space.running_total(got) - got
    return state, truth, amount, before + 1, there & (before < periods.count)


def _numbered(periods: _Periods, number: Column) -> _Periods:
    scope = periods.scope
    held = Scalar(INT, number, scope.space, bound=LATEST)
    return replace(periods, scope=scope.with_moments({MomentName.PERIOD_NUMBER: held}))


def _put_off(payout: Periodic, terms: _Terms, periods: _Periods) -> Stated:
    """With 顺延 the number of a period is one more than the periods paid before it. Where what is paid asks for the
    number: as often as it takes, each time with the numbers that the last time came to. The first period's is right
    from the start, the next one's after that."""
    space = periods.scope.space
    numbers = space.arrays((space.at + 1).node)[0]
    while True:
        found = _stated(payout, terms, _numbered(periods, space.column(numbers)))
        got = found[3]
        again = space.arrays((space.running_total(got) - got + 1).node)[0]
        if np.array_equal(numbers, again):
            return found
        numbers = again


def _stated(payout: Periodic, terms: _Terms, periods: _Periods) -> Stated:
    scope = periods.scope
    truth, amount = _truth(payout, periods, scope), compiled(payout.amount, scope)
    due = _due(payout, periods.end)
    state, doubt = _after_gaps(payout, terms, judged(truth, due, scope), truth, scope)
    if doubt is not None:
        truth = replace(truth, cause=causes_of(gated(truth.cause, truth.unknown), doubt))
    void = NO if amount.absent is None else amount.absent
    state = when(void & (state != STOPPED), LOST, state)
    payable = (state == DUE) | (state == SCHEDULED)
    if amount.unknown is not None:
        state = when(payable & amount.unknown, UNKNOWN, state)
    return state, truth, amount, when((state == LOST) & ~void, 0, 1)


def _truth(payout: Periodic, periods: _Periods, scope: Scope) -> Scalar:
    """What has not happened yet is taken to hold."""
    if payout.condition is None:
        return Scalar(BOOL, YES, scope.space)
    truth = compiled(payout.condition.test, scope)
    known_to = last_day(month_of(scope.moment(MomentName.AS_OF).value))
    later = periods.end > known_to
    value = when(later, YES, truth.value)
    absent = None if truth.absent is None else truth.absent & ~later
    cause = gated(truth.cause, ~later)
    return replace(truth, value=value, absent=absent, cause=cause)


def _after_gaps(
    payout: Periodic, terms: _Terms, state: Column, truth: Scalar, scope: Scope
) -> tuple[Column, Cause | None]:
    """Stopped once a gap has lasted longer than is tolerated; unknown from then on, where unknown periods decide
    whether it has, and by what."""
    if payout.gap is Gap.STOP:
        tolerated: Column = literal(0)
    elif payout.gap is Gap.TOLERATE and terms.slack is not None:
        tolerated = scope.space.lift(terms.slack).value
    else:
        return state, None
    space = scope.space
    lost, unknown = state == LOST, state == UNKNOWN
    least = space.run_lengths(lost) * payout.every
    most = space.run_lengths(lost | unknown) * payout.every
    # A gap with an unknown period in it is longer at most than at least.
    doubted = (most > tolerated) & (most != least)
    in_doubt = space.happened_before(doubted) & ~lost
    state = when(in_doubt, UNKNOWN, state)
    state = when(space.happened_before(least > tolerated), STOPPED, state)
    if truth.unknown is None:
        return state, None
    since = space.first_within(most > tolerated, lost | unknown)
    return state, gated(space.causes_since(gated(truth.cause, unknown), since), state == UNKNOWN)


def _due(payout: Periodic, end: Column) -> Column:
    if payout.batch <= 1:
        return end
    month = month_of(end)
    return last_day(month - month % 12 % payout.batch + payout.batch - 1)


def _layout(
    payout: Periodic, piece: Piece, terms: _Terms, unknown: Column | None, below: Scope, scope: Scope
) -> Layout:
    state, there, fen = piece.state, piece.there, piece.amount
    payable = there & ((state == DUE) | (state == SCHEDULED))
    counted = there & (state != LOST) if payout.gap is Gap.EXTEND else there
    space = below.space
    space.guard(fen > MOST_FEN)
    granted = space.fold(when(payable, fen, 0), "sum")
    nominal = space.fold(when(counted, fen, 0), "sum")
    some = space.fold(there, "any")
    doubt = space.fold(there & (state == UNKNOWN), "any") & ~space.fold(payable, "any")
    bare = ~some if unknown is None else ~some & ~unknown
    cause = gated(space.causes_below(gated(piece.cause, there)), doubt)
    causes = causes_of(*(term.cause for term in terms.all), cause)
    return Layout(space, (piece,), bare, granted, either(unknown, doubt), causes, nominal, payout.every)
