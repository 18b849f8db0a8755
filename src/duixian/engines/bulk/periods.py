"""Whether a record holds on a day, and the months that records cover: merged spans in columns."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.engines.bulk import aggregates
from duixian.engines.bulk.aggregates import Selection, folded, selected
from duixian.engines.bulk.calendar import LAST_MONTH, first_day, last_day, month_of
from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiles
from duixian.engines.bulk.expressions import MAYBE, NO, YES, Column, greater, smaller, when
from duixian.engines.bulk.logic import joined
from duixian.engines.bulk.moves import Pairs, islands
from duixian.engines.bulk.moving import side, turning
from duixian.engines.bulk.scalar import Scalar, either
from duixian.engines.bulk.space import Space
from duixian.engines.bulk.values import field_of
from duixian.language.nodes import Aggregate, Expr, Holds, How, MomentName
from duixian.language.types import BOOL, Kind


@compiles(Holds)
def holds(node: Holds, scope: Scope) -> Scalar:
    """在期, 与期间相交: the record holds on a day, or at some time between two."""
    record = scope.record(node.depth)
    period = scope.policy.vocabulary.tables[str(record.kind.of)].period
    assert period is not None
    since = side(node.since, scope)
    until = since if node.until is None else side(node.until, scope)
    start, end = (field_of(record, column, scope) for column in period)
    began = _side(start, early(start) <= late(until), until, early(start), scope)
    lasts = _side(end, late(end) >= early(since), since, late(end), scope)
    return _asked(joined([began, lasts], scope, every=True), since, until, scope)


def _side(cell: Scalar, reached: Column, day: Scalar, turn: Column, scope: Scope) -> Scalar:
    """Whether one end of the period allows the day: an end that is not there always does."""
    truth = reached if cell.absent is None else when(cell.absent, YES, reached)
    turning(day, turn, scope)
    return Scalar(BOOL, truth, scope.space, vague=cell.vague, cause=cell.cause)


def _asked(inner: Scalar, since: Scalar, until: Scalar, scope: Scope) -> Scalar:
    unknown, absent = either(since.unknown, until.unknown), either(since.absent, until.absent)
    value, cause = inner.value, inner.cause
    if absent is not None:
        value = when(absent, NO, value)
        cause = gated(cause, ~absent)
    if unknown is not None:
        value = when(unknown, MAYBE, value)
        asked = causes_of(since.cause, until.cause)
        cause = causes_of(gated(cause, ~unknown), gated(asked, unknown))
    vague = inner.vague or unknown is not None
    return Scalar(BOOL, value, scope.space, vague=vague, cause=cause)


def early(scalar: Scalar) -> Column:
    """The first day of a date or month."""
    return first_day(scalar.value) if scalar.kind.kind is Kind.MONTH else scalar.value


def late(scalar: Scalar) -> Column:
    """The last day of a date or month."""
    return last_day(scalar.value) if scalar.kind.kind is Kind.MONTH else scalar.value


def month(scalar: Scalar) -> Column:
    """The month of a date or month."""
    return scalar.value if scalar.kind.kind is Kind.MONTH else month_of(scalar.value)


@dataclass(frozen=True)
class _Bounds:
    since: Scalar | None
    until: Scalar | None

    @property
    def both(self) -> list[Scalar]:
        return [bound for bound in (self.since, self.until) if bound is not None]


def covered_months(node: Aggregate, scope: Scope) -> Scalar:
    """连续月数, 最长连续月数, 覆盖月数."""
    selection = selected(node, scope)
    bounds = _Bounds(_bound(node.start, scope), _bound(node.end, scope))
    spans = _spans(node, selection)
    counted = _counted(node, selection, bounds, spans, scope)
    return _known(node, counted, spans, selection, bounds, scope)


def _bound(node: Expr | None, scope: Scope) -> Scalar | None:
    if node is None:
        return None
    value = side(node, scope)
    scope.turns_on(first_day(month_of(scope.moment(MomentName.AS_OF).value)), value.today, 1)
    if value.shift is not None:
        turning(value, first_day(month(value) + 1), scope)
    return value


@dataclass(frozen=True)
class _Spans:
    """The matching records' first and last months, cut at the decision's month; where and why they are not known."""

    start: Column
    end: Column
    open: Column
    cause: Cause | None


def _spans(node: Aggregate, selection: Selection) -> _Spans:
    scope, space = selection.scope, selection.scope.space
    period = scope.policy.vocabulary.tables[node.rows.table].period
    assert period is not None
    start, end = (field_of(selection.found, name, scope) for name in period)
    kept = selection.matches.value.sure()
    last = month_of(scope.moment(MomentName.AS_OF).value)
    finish = month(end) if end.absent is None else when(end.absent, last + 1, month(end))
    cut = smaller(finish, last)
    real = kept & ~finish.is_null() & (cut >= month(start))
    scope.turns_on(first_day(greater(month(start), last)), kept & (finish > last), 1)
    unknown = either(start.unknown, end.unknown)
    open_ = NO if unknown is None else space.fold(kept & unknown, "any")
    later = gated(end.cause, None if start.unknown is None else ~start.unknown)
    cause = space.causes_below(gated(causes_of(start.cause, later), kept))
    return _Spans(when(real, month(start), None), when(real, cut, None), open_, cause)


def _counted(node: Aggregate, selection: Selection, bounds: _Bounds, spans: _Spans, scope: Scope) -> Column:
    space, first, last = _islands(selection.scope.space, spans, scope)
    since, until = (space.lift(b) if b is not None else None for b in (bounds.since, bounds.until))
    if node.how is How.RUN:
        at = since if since is not None else until
        assert at is not None
        inside = (first <= month(at)) & (last >= month(at))
        length = last - month(at) + 1 if since is not None else month(at) - first + 1
        return space.fold(when(inside, length, None), "max").or_zero()
    first = first if since is None else greater(first, month(since))
    last = last if until is None else smaller(last, month(until))
    held = when(first <= last, last - first + 1, 0)
    return space.fold(held, "sum") if node.how is How.COVERED else space.fold(held, "max").or_zero()


def _islands(below: Space, spans: _Spans, scope: Scope) -> tuple[Space, Column, Column]:
    """A space with the spans of each row, joined where they touch: their first and last months."""
    assert below.up is not None
    there = below.rows_where(~spans.start.is_null() & ~spans.end.is_null())
    first, last = (array[there] for array in below.arrays(spans.start.node, spans.end.node))
    up, first, last = islands(below.up[there], first, last)
    space = scope.space.child(Pairs(up, first))
    return space, space.at, space.column(last)


def _known(
    node: Aggregate, counted: Column, spans: _Spans, selection: Selection, bounds: _Bounds, scope: Scope
) -> Scalar:
    """The count, unknown for all reasons there are, 0 where a bound is none."""
    found, owner = folded(selection), selection.owner
    unknown = either(spans.open, found.open, owner.unknown, *(b.unknown for b in bounds.both))
    absent = either(*(b.absent for b in bounds.both))
    value = counted if absent is None else when(absent, 0, counted)
    assert unknown is not None
    value = when(unknown, None, value)
    cause = causes_of(spans.cause, found.cause, owner.cause, *(b.cause for b in bounds.both))
    return Scalar(node.type, value, scope.space, vague=value.other is not None, cause=cause, bound=LAST_MONTH)


aggregates._MONTHS.update(dict.fromkeys((How.RUN, How.LONGEST, How.COVERED), covered_months))
