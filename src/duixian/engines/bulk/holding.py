"""保持: what must still hold for some months after, in columns: until when, and the first month in which it did not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duixian.engines.bulk.calendar import LAST_MONTH, LATEST, first_day, last_day, month_in_range, month_of
from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.expressions import NO, Column, greater, smaller, when
from duixian.engines.bulk.moves import repeated
from duixian.engines.bulk.scalar import Scalar, either
from duixian.engines.bulk.space import check
from duixian.language.nodes import MomentName
from duixian.language.rule import Hold
from duixian.language.types import DATE, MONTH, MONTHS, Kind


@dataclass(frozen=True)
class Held:
    """The last day of the hold and the first day of the month in which it broke (packed,
    null: none). ``pending``: where something is missing to judge it; ``lacking`` and ``cause``: what is missing."""

    until: Column
    broken: Column
    pending: Column
    lacking: Column | None
    cause: Cause | None


def held(hold: Hold, scope: Scope) -> Held:
    """The hold of every case. Raises NotCompiled."""
    space = scope.space
    length, since = (compiled(node, scope) for node in (hold.months, hold.since))
    terms = ~(length.value.is_null() | since.value.is_null())
    first = since.value if since.kind.kind is Kind.MONTH else month_of(since.value) + 1
    last = month_of(scope.moment(MomentName.AS_OF).value)
    end = first + length.value - 1
    space.guard(terms & ~month_in_range(end))
    wanted = greater(smaller(end, last) - first + 1, 0)
    check(space.frames)
    broken, open_, cause = _months(hold, first, when(terms, wanted, 0), scope)
    share_open, share_cause = _share(hold, broken, first, scope)
    pending = open_ if share_open is None else open_ | share_open
    lacking = either(length.unknown, since.unknown, pending)
    causes = causes_of(length.cause, since.cause, cause, share_cause)
    return Held(when(terms, last_day(end), None), first_day(broken), pending, lacking, causes)


def _months(hold: Hold, first: Column, count: Column, scope: Scope) -> tuple[Column, Column, Cause | None]:
    """The first month that surely broke it; whether a month before that is unknown; what is missing in those."""
    space = scope.space
    below = space.child(repeated(space.arrays(count.node)[0]))
    start = below.lift(Scalar(MONTH, first, space, bound=LAST_MONTH))
    month = Scalar(MONTH, start.value + below.at, below, bound=LAST_MONTH)
    begin, end = (
        Scalar(DATE, day, below, bound=LATEST) for day in (first_day(month.value), last_day(month.value))
    )
    inner = replace(scope.below(below, 0, scope.stack[0]), stack=scope.stack).with_moments(
        {MomentName.MONTH: month, MomentName.PERIOD_START: begin, MomentName.PERIOD_END: end}
    )
    truth = compiled(hold.condition.test, inner)
    unknown = NO if truth.unknown is None else truth.unknown
    fails = ~truth.value.sure() & ~unknown
    broken = below.fold(when(fails, month.value, None), "min")
    mine = below.lift(Scalar(MONTH, broken, space, bound=LAST_MONTH)).value
    before = unknown & (mine.is_null() | (month.value < mine))
    return broken, below.fold(before, "any"), below.causes_below(gated(truth.cause, before))


def _share(hold: Hold, broken: Column, first: Column, scope: Scope) -> tuple[Column | None, Cause | None]:
    """Where the part to recover of a broken hold is not known, and what is missing for it."""
    if hold.share is None:
        return None, None
    served = Scalar(MONTHS, broken - first, scope.space, bound=LAST_MONTH)
    part = compiled(hold.share, scope.with_moments({MomentName.SERVED: served}))
    happened = ~broken.is_null()
    lacking = None if part.unknown is None else happened & part.unknown
    return lacking, gated(part.cause, happened)
