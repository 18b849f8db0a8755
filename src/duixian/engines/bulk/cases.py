"""One measure over its records in columns: conditions, then what is granted where none of them fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import narwhals as nw
import polars as pl

from duixian.engines.bulk import backend
from duixian.engines.bulk.calendar import LATEST, packed
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.grants import Grant, granted
from duixian.engines.bulk.logic import joined
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Aim, Space
from duixian.engines.bulk.trace import Tested, traced, traced_condition
from duixian.engines.bulk.values import constant
from duixian.language.nodes import MomentName
from duixian.language.rule import Condition, Measure, Policy, Source
from duixian.language.types import DATE, INT, TEXT
from duixian.values.bilingual import Text


@dataclass(frozen=True)
class Day:
    """The days of a run: the decision's, and when cases were claimed (by matter number)."""

    as_of: date
    claimed: Mapping[str, int]


@dataclass(frozen=True)
class Cases:
    """The cases of one measure. ``applies``: shown only where it is unknown. ``truth``: of all conditions.

    ``grant``: None where every case is refused."""

    policy: Policy
    measure: Measure
    scope: Scope
    applies: Tested | None
    findings: tuple[Tested, ...]
    truth: Scalar
    variables: tuple[Scalar, ...]
    routing: Scalar | None
    matter: Scalar | None
    warnings: tuple[tuple[Source, Scalar], ...]
    grant: Grant | None

    @property
    def space(self) -> Space:
        """One row for each case, in the order of records and years."""
        return self.scope.space


def conditions_of(measure: Measure) -> tuple[Condition, ...]:
    """Every condition of a measure in the order shown: the term, its own, the claim's deadline."""
    window = (measure.window,) if measure.window is not None else ()
    deadline = (measure.deadline,) if measure.deadline is not None else ()
    return (*window, *measure.conditions, *deadline)


def years_of(policy: Policy, measure: Measure, as_of: date) -> list[int | None]:
    """The calendar years with a case each, or one case without a year."""
    if not measure.yearly:
        return [None]
    window = policy.window
    last = as_of.year if window.end is None else min(as_of.year, window.end.year)
    return list(range(window.start.year, last + 1))


def all_rows(frames: Frames, policy: Policy, measure: Measure, day: Day) -> tuple[pl.Series, pl.Series]:
    """The record's position and the year's place of every case there might be."""
    years = years_of(policy, measure, day.as_of)
    return backend.counted_up(frames.table(measure.table).size if years else 0, max(1, len(years)))


def decided(
    frames: Frames, policy: Policy, measure: Measure, day: Day, rows: tuple[pl.Series, pl.Series], aim: Aim
) -> Cases | None:
    """The cases among some rows, None where there is none. Raises NotCompiled or BeyondRange."""
    scope = begun(frames, policy, measure, day, {"at": rows[0], "turn": rows[1]}, aim)
    event = scope.space.keep(compiled(measure.event, scope))
    scope = scope.with_moments({MomentName.EVENT_ON: event})
    applies = traced(measure.applies, scope) if measure.applies is not None else None
    scope = _meant(scope, event, applies, day)
    if not scope.space.size:
        return None
    if applies is not None and measure.applies is not None:
        applies = traced(measure.applies, scope)
    findings = tuple(traced_condition(condition, scope) for condition in conditions_of(measure))
    truths = [f.truth for f in ((applies,) if applies is not None else ()) + findings]
    truth = scope.space.keep(joined(truths, scope, every=True))
    made = Cases(
        policy,
        measure,
        scope,
        applies,
        findings,
        truth,
        tuple(scope.space.keep(compiled(node, scope)) for _, node in measure.variables),
        None if measure.routing is None else scope.space.keep(compiled(measure.routing, scope)),
        None if measure.matter is None else scope.space.keep(compiled(measure.matter, scope)),
        tuple((c.source, scope.space.keep(compiled(c.test, scope))) for c in measure.warnings),
        granted(measure, scope, truth) if _any_left(scope, truth) else None,
    )
    scope.space.check()
    return made


def _any_left(scope: Scope, truth: Scalar) -> bool:
    """Whether some case is not refused."""
    kept = backend.kept_rows(scope.space.frame, truth.value.fill_null(True), (backend.ROW,))
    return len(kept[backend.ROW]) > 0


def begun(
    frames: Frames, policy: Policy, measure: Measure, day: Day, rows: Mapping[str, pl.Series], aim: Aim
) -> Scope:
    """The space of all rows (``at``: the record, ``turn``: the year's place), with the moments that the day and
    the calendar give. With a column ``as_of`` each row has its own day of decision."""
    space = Space(frames, rows, len(rows["at"]), aim)
    years = years_of(policy, measure, day.as_of)
    moments = {MomentName.AS_OF: constant(day.as_of, DATE, frames.vocabulary)}
    if "as_of" in rows:
        always = nw.col(space.keep_columns(nw.lit(True))[0]) if aim.days else None
        on = Scalar(DATE, nw.col("as_of"), space, today=always, bound=LATEST)
        moments = {MomentName.AS_OF: space.keep(on)}
    moments[MomentName.BENEFIT] = constant(measure.name, TEXT, frames.vocabulary)
    if years != [None]:
        moments |= _year_moments(space, [year for year in years if year is not None])
    record = space.records(measure.table)
    scope = Scope(policy, space, {0: record}, moments=moments)
    return scope.with_moments({MomentName.CLAIMED_ON: _claimed(scope, measure, day)})


def _year_moments(space: Space, years: list[int]) -> dict[MomentName, Scalar]:
    year = nw.col(space.keep_columns(nw.col("turn") + (years[0] if years else 0))[0])
    start, end = year * 372, year * 372 + 371
    return {
        MomentName.PERIOD_START: space.keep(Scalar(DATE, start, space, bound=LATEST)),
        MomentName.PERIOD_END: space.keep(Scalar(DATE, end, space, bound=LATEST)),
    }


def matter_column(scope: Scope, measure: Measure) -> str:
    """The column with how claims and payments name each case: the record's key, with the year if there is one."""
    space = scope.space
    table = space.frames.table(measure.table)
    key = nw.col(space.take(table.key_texts, space.column_of(scope.record(0))))
    if not measure.yearly:
        return space.keep_columns(key)[0]
    year = (scope.moment(MomentName.PERIOD_START).value // 372).cast(nw.String)
    return space.keep_columns(nw.concat_str(key, nw.lit("/"), year))[0]


def _claimed(scope: Scope, measure: Measure, day: Day) -> Scalar:
    space = scope.space
    if not day.claimed:
        return scope.moment(MomentName.AS_OF)
    key, name = matter_column(scope, measure), space.name()
    space.frame = backend.looked_up(space.frame, name, key, day.claimed)
    none = nw.col(name).is_null()
    value = nw.when(none).then(scope.moment(MomentName.AS_OF).value).otherwise(nw.col(name))
    return space.keep(Scalar(DATE, value, space, today=none if space.aim.days else None, bound=LATEST))


def _meant(scope: Scope, event: Scalar, applies: Tested | None, day: Day) -> Scope:
    """The scope of the rows that are cases: the event has come, and the measure means the record."""
    here = (event.value <= packed(day.as_of)).fill_null(True)
    if applies is not None:
        here = here & applies.truth.value.fill_null(True)
    pairs = backend.kept_rows(scope.space.frame, here, (backend.ROW, "at", "turn"))
    return within(scope, {"up": pairs[backend.ROW], "at": pairs["at"], "turn": pairs["turn"]})


def within(scope: Scope, pairs: Mapping[str, pl.Series]) -> Scope:
    """The scope of some of its rows."""
    space = scope.space.child(pairs)
    return scope.below(space, 0, space.records(str(scope.stack[0].kind.of)))


def named_variables(measure: Measure) -> tuple[Text, ...]:
    """The names of a measure's variables."""
    return tuple(name for name, _ in measure.variables)


__all__ = ["INT", "Cases", "Day", "all_rows", "conditions_of", "decided", "matter_column", "within"]
