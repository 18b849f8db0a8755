"""保持: what must still hold for some months after, in columns: until when, and the first month in which it did not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import narwhals as nw

from duixian.engines.bulk import backend
from duixian.engines.bulk.calendar import LAST_MONTH, LATEST, first_day, last_day, month_in_range, month_of
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.scalar import Scalar, causes_of, either, gated, integer
from duixian.language.nodes import MomentName
from duixian.language.rule import Hold
from duixian.language.types import DATE, MONTH, MONTHS, Kind

_NO_TEXT = nw.lit(None, nw.String)


@dataclass(frozen=True)
class Held:
    """Columns of the grants: the last day of the hold and the first day of the month in which it broke (packed,
    null: none). ``pending``: where something is missing to judge it; ``lacking`` and ``cause``: what is missing."""

    until: str
    broken: str
    pending: str
    lacking: nw.Expr | None
    cause: nw.Expr | None


def held(hold: Hold, scope: Scope) -> Held:
    """The hold of every case. Raises NotCompiled."""
    space = scope.space
    length, since = (space.keep(compiled(node, scope)) for node in (hold.months, hold.since))
    terms = ~(length.value.is_null() | since.value.is_null())
    first = since.value if since.kind.kind is Kind.MONTH else month_of(since.value) + 1
    last = month_of(scope.moment(MomentName.AS_OF).value)
    end = first + length.value - 1
    space.guard(terms & ~month_in_range(end))
    wanted = nw.max_horizontal(nw.min_horizontal(end, last) - first + 1, integer(0))
    names = space.keep_columns(first, nw.when(terms).then(wanted).otherwise(integer(0)))
    broken, open_, cause = _months(hold, names[0], names[1], scope)
    share_open, share_cause = _share(hold, broken, names[0], scope)
    until = nw.when(terms).then(last_day(end)).otherwise(integer(None))
    day = nw.when(nw.col(broken).is_null()).then(integer(None)).otherwise(first_day(nw.col(broken)))
    pending = either(nw.col(open_), share_open)
    assert pending is not None
    kept = space.keep_columns(until, day, pending)
    lacking = either(length.unknown, since.unknown, nw.col(kept[2]))
    named = nw.col(cause) if space.aim.causes else None
    return Held(kept[0], kept[1], kept[2], lacking, causes_of(length.cause, since.cause, named, share_cause))


def _months(hold: Hold, first: str, count: str, scope: Scope) -> tuple[str, str, str]:
    """The first month that surely broke it; whether a month before that is unknown; what is missing in those."""
    space = scope.space
    below = space.child(backend.repeated(space.frame, count))
    start = below.lift(space.keep(Scalar(MONTH, nw.col(first), space, bound=LAST_MONTH)))
    month = below.keep(Scalar(MONTH, start.value + nw.col("at"), below, bound=LAST_MONTH))
    days = (Scalar(DATE, day, below, bound=LATEST) for day in (first_day(month.value), last_day(month.value)))
    begin, end = (below.keep(day) for day in days)
    inner = replace(scope.below(below, 0, scope.stack[0]), stack=scope.stack).with_moments(
        {MomentName.MONTH: month, MomentName.PERIOD_START: begin, MomentName.PERIOD_END: end}
    )
    truth = below.keep(compiled(hold.condition.test, inner))
    unknown = nw.lit(False) if truth.unknown is None else truth.unknown
    fails = ~truth.value.fill_null(False) & ~unknown
    broken = below.fold([(nw.when(fails).then(month.value).otherwise(integer(None)), "min")])[0]
    kept = space.keep(Scalar(MONTH, broken, space, bound=LAST_MONTH))
    mine = below.lift(kept)
    before = unknown & (mine.value.is_null() | (month.value < mine.value))
    cause = _NO_TEXT if truth.cause is None else gated(truth.cause, before, _NO_TEXT)
    assert cause is not None
    open_, causes = below.fold([(before, "any"), (cause, "texts")])
    names = space.keep_columns(open_.fill_null(False), causes)
    assert kept.column is not None
    return kept.column, names[0], names[1]


def _share(hold: Hold, broken: str, first: str, scope: Scope) -> tuple[nw.Expr | None, nw.Expr | None]:
    """Where the part to recover of a broken hold is not known, and what is missing for it."""
    if hold.share is None:
        return None, None
    space = scope.space
    served = space.keep(Scalar(MONTHS, nw.col(broken) - nw.col(first), space, bound=LAST_MONTH))
    part = space.keep(compiled(hold.share, scope.with_moments({MomentName.SERVED: served})))
    happened = ~nw.col(broken).is_null()
    lacking = None if part.unknown is None else happened & part.unknown
    return lacking, gated(part.cause, happened, _NO_TEXT)
