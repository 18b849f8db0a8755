"""Whether a record holds on a day, and the months that records cover: merged spans in columns."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from duixian.engines.bulk import aggregates, backend
from duixian.engines.bulk.aggregates import Folded, Selection, folded, selected
from duixian.engines.bulk.calendar import LAST_MONTH, first_day, last_day, month_of
from duixian.engines.bulk.compiler import Scope, compiles
from duixian.engines.bulk.logic import joined
from duixian.engines.bulk.moving import side, turning
from duixian.engines.bulk.scalar import Scalar, causes_of, either, gated, integer
from duixian.engines.bulk.values import field_of
from duixian.language.nodes import Aggregate, Expr, Holds, How, MomentName
from duixian.language.types import BOOL, Kind

_NO_TEXT = nw.lit(None, nw.String)


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


def _side(cell: Scalar, reached: nw.Expr, day: Scalar, turn: nw.Expr, scope: Scope) -> Scalar:
    """Whether one end of the period allows the day: an end that is not there always does."""
    truth = reached if cell.absent is None else nw.when(cell.absent).then(nw.lit(True)).otherwise(reached)
    turning(day, turn, scope)
    return Scalar(BOOL, truth, scope.space, vague=cell.vague, cause=cell.cause)


def _asked(inner: Scalar, since: Scalar, until: Scalar, scope: Scope) -> Scalar:
    unknown, absent = either(since.unknown, until.unknown), either(since.absent, until.absent)
    value, cause = inner.value, inner.cause
    if absent is not None:
        value = nw.when(absent).then(nw.lit(False)).otherwise(value)
        cause = gated(cause, ~absent, _NO_TEXT)
    if unknown is not None:
        value = nw.when(unknown).then(nw.lit(None, nw.Boolean)).otherwise(value)
        asked = causes_of(since.cause, until.cause)
        cause = causes_of(gated(cause, ~unknown, _NO_TEXT), gated(asked, unknown, _NO_TEXT))
    vague = inner.vague or unknown is not None
    return Scalar(BOOL, value, scope.space, vague=vague, cause=cause)


def early(scalar: Scalar) -> nw.Expr:
    """The first day of a date or month."""
    return first_day(scalar.value) if scalar.kind.kind is Kind.MONTH else scalar.value


def late(scalar: Scalar) -> nw.Expr:
    """The last day of a date or month."""
    return last_day(scalar.value) if scalar.kind.kind is Kind.MONTH else scalar.value


def month(scalar: Scalar) -> nw.Expr:
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
    found, start, end = _spans(node, selection)
    counted = _counted(node, selection, bounds, start, end, scope)
    return _known(node, counted, found, selection, bounds, scope)


def _bound(node: Expr | None, scope: Scope) -> Scalar | None:
    if node is None:
        return None
    value = scope.space.keep(side(node, scope))
    scope.turns_on(first_day(month_of(scope.moment(MomentName.AS_OF).value)), value.today, 1)
    if value.shift is not None:
        turning(value, first_day(month(value) + 1), scope)
    return value


def _spans(node: Aggregate, selection: Selection) -> tuple[Folded, str, str]:
    """The matching records' spans cut at the decision's month, and what of them is not known."""
    scope, space = selection.scope, selection.scope.space
    period = scope.policy.vocabulary.tables[node.rows.table].period
    assert period is not None
    start, end = (field_of(selection.found, column, scope) for column in period)
    kept = nw.col(space.keep_columns(selection.matches.value.fill_null(False))[0])
    last = month_of(scope.moment(MomentName.AS_OF).value)
    finish = month(end) if end.absent is None else nw.when(end.absent).then(last + 1).otherwise(month(end))
    cut = nw.min_horizontal(finish, last)
    real = kept & ~finish.is_null() & (cut >= month(start))
    columns = space.keep_columns(
        nw.when(real).then(month(start)).otherwise(integer(None)),
        nw.when(real).then(cut).otherwise(integer(None)),
    )
    folds = _open_folds(start, end, kept)
    scope.turns_on(first_day(nw.max_horizontal(month(start), last)), kept & (finish > last), 1)
    return folded(selection, *folds), columns[0], columns[1]


def _open_folds(start: Scalar, end: Scalar, kept: nw.Expr) -> list[tuple[nw.Expr, backend.Fold]]:
    unknown = [nw.lit(False) if s.unknown is None else s.unknown for s in (start, end)]
    folds: list[tuple[nw.Expr, backend.Fold]] = [(kept & (unknown[0] | unknown[1]), "any")]
    later = gated(end.cause, ~unknown[0], _NO_TEXT)
    cause = gated(causes_of(start.cause, later), kept, _NO_TEXT)
    folds.append((_NO_TEXT if cause is None else cause, "texts"))
    return folds


def _counted(
    node: Aggregate, selection: Selection, bounds: _Bounds, start: str, end: str, scope: Scope
) -> nw.Expr:
    pairs = backend.islands(selection.scope.space.frame, start, end)
    space = scope.space.child(pairs)
    since, until = (space.lift(b) if b is not None else None for b in (bounds.since, bounds.until))
    first, last = nw.col("first"), nw.col("last")
    if node.how is How.RUN:
        at = since if since is not None else until
        assert at is not None
        inside = (first <= month(at)) & (last >= month(at))
        length = last - month(at) + 1 if since is not None else month(at) - first + 1
        held = nw.when(inside).then(length).otherwise(integer(None))
        return space.fold([(held, "max")])[0].fill_null(0)
    first = first if since is None else nw.max_horizontal(first, month(since))
    last = last if until is None else nw.min_horizontal(last, month(until))
    held = nw.when(first <= last).then(last - first + 1).otherwise(integer(0))
    return space.fold([(held, "sum" if node.how is How.COVERED else "max")])[0].fill_null(0)


def _known(
    node: Aggregate, counted: nw.Expr, found: Folded, selection: Selection, bounds: _Bounds, scope: Scope
) -> Scalar:
    """The count, unknown for all reasons there are, 0 where a bound is none."""
    open_, cause = found.more
    owner = selection.owner
    unknowns = [b.unknown for b in bounds.both]
    unknown = either(open_.fill_null(False), found.open, owner.unknown, *unknowns)
    assert unknown is not None
    absent = either(*(b.absent for b in bounds.both))
    value = counted if absent is None else nw.when(absent).then(integer(0)).otherwise(counted)
    value = nw.when(unknown).then(integer(None)).otherwise(value)
    whole = causes_of(cause, found.cause, owner.cause, *(b.cause for b in bounds.both))
    return Scalar(
        node.type,
        value,
        scope.space,
        vague=True,
        cause=whole if scope.space.aim.causes else None,
        bound=LAST_MONTH,
    )


aggregates._MONTHS.update(dict.fromkeys((How.RUN, How.LONGEST, How.COVERED), covered_months))
