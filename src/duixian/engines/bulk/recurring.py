"""The same payment every so many months while a condition holds, and what a gap does to it, in columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import narwhals as nw

from duixian.engines.bulk import backend
from duixian.engines.bulk.calendar import (
    LATEST,
    add_months,
    first_day,
    last_day,
    month_in_range,
    month_of,
)
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.instalments import DUE, LOST, SCHEDULED, STOPPED, UNKNOWN, Layout, Piece, judged
from duixian.engines.bulk.scalar import Scalar, causes_of, either, gated, integer
from duixian.engines.bulk.space import Space
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Gap, Periodic
from duixian.language.types import BOOL, DATE, INT, MONTH, Kind

_NO_TEXT = nw.lit(None, nw.String)
_ZERO = integer(0)
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
    start: nw.Expr
    end: nw.Expr
    count: nw.Expr


def recurring(payout: Periodic, scope: Scope) -> Layout:
    """One instalment for each period; the amount is worked out for each of them. Raises NotCompiled."""
    terms = _terms(payout, scope)
    unknown = either(*(term.unknown for term in terms.all))
    periods = _periods(payout, terms, unknown, scope)
    state, truth, amount, number, there = _judged(payout, terms, periods)
    space = periods.scope.space
    cause = gated(causes_of(truth.cause, amount.cause), state == UNKNOWN, _NO_TEXT)
    fen = nw.when(amount.value > 0).then(amount.value).otherwise(_ZERO)
    parts = (there, number, _due(payout, periods.end), fen, state, _NO_TEXT if cause is None else cause)
    names = space.keep_columns(*parts, periods.start)
    piece = Piece(names[0], names[1], names[2], names[3], names[4], names[5], None, names[6])
    return _layout(payout, piece, terms, unknown, periods.scope, scope)


def _terms(payout: Periodic, scope: Scope) -> _Terms:
    def kept(node: Expr | None) -> Scalar | None:
        return None if node is None else scope.space.keep(compiled(node, scope))

    begin, length = kept(payout.start), kept(payout.length)
    assert begin is not None
    assert length is not None
    return _Terms(begin, length, kept(payout.until), kept(payout.tolerance))


def _periods(payout: Periodic, terms: _Terms, unknown: nw.Expr | None, scope: Scope) -> _Periods:
    """As many periods as may be looked at: with 顺延 one more for each that has already gone by."""
    space = scope.space
    count = terms.length.value // payout.every
    known = ~(terms.begin.value.is_null() | terms.length.value.is_null())
    known = known if unknown is None else known & ~unknown
    first = terms.begin.value if terms.begin.kind.kind is Kind.MONTH else month_of(terms.begin.value)
    most = count
    if payout.gap is Gap.EXTEND:
        gone = (month_of(scope.moment(MomentName.AS_OF).value) - first) // payout.every + 1
        most = nw.when(count > 0).then(count + nw.max_horizontal(gone, _ZERO)).otherwise(_ZERO)
    space.guard(known & (most > 0) & ~month_in_range(first + (most + 1) * payout.every))
    counts = space.keep_columns(nw.when(known & (most > 0)).then(most).otherwise(_ZERO))
    below = space.child(backend.repeated(space.frame, counts[0]))
    inner = replace(scope.below(below, 0, scope.stack[0]), stack=scope.stack)
    wanted = below.lift(space.keep(Scalar(INT, count, space)))
    start, end = _bounds(payout, below.lift(terms.begin))
    kept = below.keep_columns(start, end)
    return _Periods(_timed(inner, *kept), nw.col(kept[0]), nw.col(kept[1]), wanted.value)


def _bounds(payout: Periodic, begin: Scalar) -> tuple[nw.Expr, nw.Expr]:
    passed = nw.col("at") * payout.every
    if begin.kind.kind is Kind.MONTH:
        month = begin.value + passed
        return first_day(month), last_day(month + payout.every - 1)
    start = add_months(begin.value, passed)
    after = add_months(begin.value, passed + payout.every)
    before = nw.when(after % 31 > 0).then(after - 1).otherwise(last_day(month_of(after) - 1))
    return start, before


def _timed(scope: Scope, start: str, end: str) -> Scope:
    space = scope.space
    month = space.keep(Scalar(MONTH, month_of(nw.col(start)), space, bound=LATEST))
    return scope.with_moments(
        {
            MomentName.PERIOD_START: Scalar(DATE, nw.col(start), space, bound=LATEST, column=start),
            MomentName.PERIOD_END: Scalar(DATE, nw.col(end), space, bound=LATEST, column=end),
            MomentName.MONTH: month,
        }
    )


Judged = tuple[nw.Expr, Scalar, Scalar, nw.Expr, nw.Expr]
"""State, truth of the condition, amount, number, and whether the period is looked at."""


def _judged(payout: Periodic, terms: _Terms, periods: _Periods) -> Judged:
    scope, space = periods.scope, periods.scope.space
    there = nw.lit(True)
    if terms.until is not None:
        until = space.lift(terms.until)
        there = until.value.is_null() | (periods.start <= until.value)
    if payout.gap is not Gap.EXTEND:
        number = space.keep(Scalar(INT, nw.col("at") + 1, space, bound=LATEST))
        scope = scope.with_moments({MomentName.PERIOD_NUMBER: number})
    truth, amount = _truth(payout, periods, scope), space.keep(compiled(payout.amount, scope))
    due = _due(payout, periods.end)
    state = nw.col(space.keep_columns(judged(truth, due, scope))[0])
    state = _after_gaps(payout, terms, state, scope)
    void = nw.lit(False) if amount.absent is None else amount.absent
    state = nw.when(void & (state != STOPPED)).then(LOST).otherwise(state)
    payable = (state == DUE) | (state == SCHEDULED)
    if amount.unknown is not None:
        state = nw.when(payable & amount.unknown).then(UNKNOWN).otherwise(state)
    state = nw.col(space.keep_columns(state)[0])
    if payout.gap is not Gap.EXTEND:
        return state, truth, amount, nw.col("at") + 1, there
    got = nw.when((state == LOST) & ~void).then(_ZERO).otherwise(integer(1))
    before = _running(space, space.keep_columns(got)[0]) - got
    return state, truth, amount, before + 1, there & (before < periods.count)


def _truth(payout: Periodic, periods: _Periods, scope: Scope) -> Scalar:
    """What has not happened yet is taken to hold."""
    if payout.condition is None:
        return Scalar(BOOL, nw.lit(True), scope.space)
    truth = scope.space.keep(compiled(payout.condition.test, scope))
    known_to = last_day(month_of(scope.moment(MomentName.AS_OF).value))
    later = periods.end > known_to
    value = nw.when(later).then(nw.lit(True)).otherwise(truth.value)
    absent = None if truth.absent is None else truth.absent & ~later
    cause = gated(truth.cause, ~later, _NO_TEXT)
    return scope.space.keep(replace(truth, value=value, absent=absent, cause=cause, column=None))


def _after_gaps(payout: Periodic, terms: _Terms, state: nw.Expr, scope: Scope) -> nw.Expr:
    """Stopped once a gap has lasted longer than is tolerated."""
    if payout.gap is Gap.STOP:
        tolerated: nw.Expr = _ZERO
    elif payout.gap is Gap.TOLERATE and terms.slack is not None:
        tolerated = scope.space.lift(terms.slack).value
    else:
        return state
    space = scope.space
    lost, unknown = state == LOST, state == UNKNOWN
    least = _in_a_row(space, space.keep_columns(lost)[0]) * payout.every
    most = _in_a_row(space, space.keep_columns(lost | unknown)[0]) * payout.every
    if space.size and _in_doubt(space.frame, unknown, most, least, tolerated):
        raise NotCompiled("a gap that may have ended the payments")
    ended = space.keep_columns(nw.when(least > tolerated).then(integer(1)).otherwise(_ZERO))[0]
    before = _running(space, ended) - nw.col(ended)
    return nw.when(before > 0).then(STOPPED).otherwise(state)


def _in_doubt(
    frame: backend.Frame, unknown: nw.Expr, most: nw.Expr, least: nw.Expr, tolerated: nw.Expr
) -> bool:
    """Whether some gap is too long only if an unknown period is part of it."""
    doubt = (most > tolerated) & (most != least)
    return bool(frame.select((doubt | (unknown & (most > tolerated))).any().alias("x")).row(0)[0])


def _running(space: Space, name: str) -> nw.Expr:
    """The sum of a column so far, of each case."""
    made = space.name()
    space.frame = backend.with_series(space.frame, made, backend.running_total(space.frame, name))
    return nw.col(made)


def _in_a_row(space: Space, name: str) -> nw.Expr:
    """How many periods in a row, up to each, are true."""
    made = space.name()
    space.frame = backend.with_series(space.frame, made, backend.run_lengths(space.frame, name))
    return nw.col(made)


def _due(payout: Periodic, end: nw.Expr) -> nw.Expr:
    if payout.batch <= 1:
        return end
    month = month_of(end)
    return last_day(month - month % 12 % payout.batch + payout.batch - 1)


def _layout(
    payout: Periodic, piece: Piece, terms: _Terms, unknown: nw.Expr | None, below: Scope, scope: Scope
) -> Layout:
    state, there, fen = nw.col(piece.state), nw.col(piece.there), nw.col(piece.amount)
    payable = there & ((state == DUE) | (state == SCHEDULED))
    counted = there & (state != LOST) if payout.gap is Gap.EXTEND else there
    space = below.space
    space.guard(fen > MOST_FEN)
    granted, nominal, sure, vague, some, cause = space.fold(
        [
            (nw.when(payable).then(fen).otherwise(_ZERO), "sum"),
            (nw.when(counted).then(fen).otherwise(_ZERO), "sum"),
            (payable, "any"),
            (there & (state == UNKNOWN), "any"),
            (there, "any"),
            (nw.when(there).then(nw.col(piece.cause)).otherwise(_NO_TEXT), "texts"),
        ]
    )
    doubt = vague.fill_null(False) & ~sure.fill_null(False)
    bare = ~some.fill_null(False) if unknown is None else ~some.fill_null(False) & ~unknown
    names = scope.space.keep_columns(bare, granted.fill_null(0), nominal.fill_null(0), doubt)
    lacks = either(unknown, nw.col(names[3]))
    causes = causes_of(*(t.cause for t in terms.all), gated(cause, nw.col(names[3]), _NO_TEXT))
    return Layout(space, (piece,), names[0], names[1], lacks, causes, names[2], payout.every)
