"""One measure over its records in columns: conditions, then what is granted where none of them fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from duixian.engines.bulk.calendar import LATEST
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.expressions import YES, Column, when
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.grants import Grant, granted
from duixian.engines.bulk.logic import joined
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Aim, Space, check
from duixian.engines.bulk.trace import Tested, traced, traced_condition
from duixian.engines.bulk.values import constant
from duixian.language.columns import packed
from duixian.language.nodes import MomentName
from duixian.language.rule import Condition, Measure, Policy, Source
from duixian.language.types import DATE, TEXT
from duixian.values.bilingual import Text

PACKED_YEAR = 372
"""From the first of January to the next, packed."""
NOWHERE = -1


@dataclass(frozen=True)
class Day:
    """The days of a run: the decision's, and when cases were claimed (by matter number)."""

    as_of: date
    claimed: Mapping[str, int]


@dataclass(frozen=True)
class Looked:
    """The cases of one measure and their conditions. ``applies``: whom the measure means; ``truth``: of all."""

    scope: Scope
    applies: Tested | None
    findings: tuple[Tested, ...]
    truth: Scalar


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


@dataclass(frozen=True, eq=False)
class CaseRows:
    """The rows that might be cases. ``at``: the record of each (None: every record once, in order); ``turn``: the
    place of its year; ``as_of``: its own day of decision (None: the run's)."""

    size: int
    at: Array | None = None
    turn: Array | None = None
    as_of: Array | None = None


def all_rows(frames: Frames, policy: Policy, measure: Measure, day: Day) -> CaseRows:
    """Every case there might be."""
    years, size = years_of(policy, measure, day.as_of), frames.table(measure.table).size
    if len(years) == 1:
        return CaseRows(size)
    at, turn = np.divmod(np.arange(size * len(years)), max(1, len(years)))
    return CaseRows(len(at), at, turn)


def decided(
    frames: Frames, policy: Policy, measure: Measure, day: Day, rows: CaseRows, aim: Aim
) -> Cases | None:
    """The cases among some rows, None where there is none. Raises NotCompiled or BeyondRange."""
    looked = looked_at(frames, policy, measure, day, rows, aim)
    if looked is None:
        return None
    scope = looked.scope
    made = Cases(
        policy,
        measure,
        scope,
        looked.applies,
        looked.findings,
        looked.truth,
        tuple(compiled(node, scope) for _, node in measure.variables),
        None if measure.routing is None else compiled(measure.routing, scope),
        None if measure.matter is None else compiled(measure.matter, scope),
        tuple((c.source, compiled(c.test, scope)) for c in measure.warnings),
        granted(measure, scope, looked.truth),
    )
    check(frames)
    return made


def looked_at(
    frames: Frames, policy: Policy, measure: Measure, day: Day, rows: CaseRows, aim: Aim
) -> Looked | None:
    """The cases among some rows with their conditions, None where there is none. Raises NotCompiled."""
    scope = begun(frames, policy, measure, day, rows, aim)
    event = compiled(measure.event, scope)
    scope = scope.with_moments({MomentName.EVENT_ON: event})
    applies = traced(measure.applies, scope) if measure.applies is not None else None
    space = scope.space.part(_meant(scope, event, applies, day))
    if not space.size:
        return None
    scope = scope if space is scope.space else scope.below(space, 0, space.records(measure.table))
    if applies is not None and measure.applies is not None:
        applies = traced(measure.applies, scope)
    findings = tuple(traced_condition(condition, scope) for condition in conditions_of(measure))
    truths = [f.truth for f in ((applies,) if applies is not None else ()) + findings]
    return Looked(scope, applies, findings, joined(truths, scope, every=True))


def begun(frames: Frames, policy: Policy, measure: Measure, day: Day, rows: CaseRows, aim: Aim) -> Scope:
    """The space of all rows, with the moments that the day and the calendar give."""
    space = _root(frames, measure.table, rows, aim)
    if rows.at is not None:
        space.at = space.column(rows.at)
    if rows.turn is not None:
        space.turn = space.column(rows.turn)
    years = years_of(policy, measure, day.as_of)
    moments = {
        MomentName.AS_OF: constant(day.as_of, DATE, frames),
        MomentName.BENEFIT: constant(measure.name, TEXT, frames),
    }
    if rows.as_of is not None:
        on = space.column(rows.as_of)
        moments[MomentName.AS_OF] = Scalar(DATE, on, space, today=YES if aim.days else None, bound=LATEST)
    if years and years[0] is not None:
        start = (space.turn + years[0]) * PACKED_YEAR
        moments[MomentName.PERIOD_START] = Scalar(DATE, start, space, bound=LATEST)
        moments[MomentName.PERIOD_END] = Scalar(DATE, start + (PACKED_YEAR - 1), space, bound=LATEST)
    scope = Scope(policy, space, {0: space.records(measure.table)}, moments=moments)
    return scope.with_moments({MomentName.CLAIMED_ON: _claimed(scope, measure, day)})


def _root(frames: Frames, table: str, rows: CaseRows, aim: Aim) -> Space:
    """The space of all rows. That of every record of a table is one for all measures, with what is known of it."""
    if rows.at is not None or rows.as_of is not None or aim.days:
        return Space(frames, rows.size, aim)
    known: Space = frames.roots.setdefault((table, rows.size), Space(frames, rows.size, aim))
    return known


def by_matter(scope: Scope, measure: Measure, day: Day, numbers: Mapping[str, int]) -> Column:
    """The number that a table has for each case, as claims and payments name it: the record's key, with the year if
    there is one; null where it has none."""
    space = scope.space
    years = years_of(scope.policy, measure, day.as_of)
    found = np.full((space.frames.table(measure.table).size, len(years)), NOWHERE)
    names = {matter: named for matter in numbers if (named := _named(matter, years)) is not None}
    places = space.frames.places(measure.table, [key for key, _ in names.values()])
    for matter, (key, turn) in names.items():
        for place in places.get(key, ()):
            found[place, turn] = numbers[matter]
    value = space.take(found.reshape(-1), scope.record(0).value * len(years) + space.turn)
    return when(value == NOWHERE, None, value)


def _named(matter: str, years: list[int | None]) -> tuple[str, int] | None:
    """The key and the year's place that a matter number names, where it may name a case."""
    if years == [None]:
        return matter, 0
    key, _, year = matter.rpartition("/")
    texts = [str(one) for one in years]
    return (key, texts.index(year)) if year in texts else None


def _claimed(scope: Scope, measure: Measure, day: Day) -> Scalar:
    space = scope.space
    as_of = scope.moment(MomentName.AS_OF)
    if not day.claimed:
        return as_of
    found = by_matter(scope, measure, day, day.claimed)
    none = found.is_null()
    value = when(none, as_of.value, found)
    return Scalar(DATE, value, space, today=none if space.aim.days else None, bound=LATEST)


def _meant(scope: Scope, event: Scalar, applies: Tested | None, day: Day) -> Column:
    """The rows that are cases: the event has come, and the measure means the record."""
    here = (event.value <= packed(day.as_of)).open()
    guest = scope.space.frames.table(str(scope.stack[0].kind.of)).guest
    if guest is not None:
        here = here & ~scope.space.take(guest, scope.record(0).value)
    if applies is not None:
        here = here & applies.truth.value.open()
    return here


def named_variables(measure: Measure) -> tuple[Text, ...]:
    """The names of a measure's variables."""
    return tuple(name for name, _ in measure.variables)
