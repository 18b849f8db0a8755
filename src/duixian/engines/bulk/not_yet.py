"""The first day, within ten years, on which a refused case would hold if nothing else changes.

While a case is tested, every day on which an answer may change is noted. All cases that waiting may help are
tested on all such days at once; what those tests note in turn is looked at next, until no day is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import narwhals as nw
import polars as pl

from duixian.engines.bulk import backend
from duixian.engines.bulk.backend import ROW, Frame
from duixian.engines.bulk.calendar import add_months, month_of, of_ordinal, packed
from duixian.engines.bulk.cases import Cases, Day, begun, conditions_of
from duixian.engines.bulk.compiler import DAILY, Scope, Turn, compiled
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.logic import settled
from duixian.engines.bulk.space import Aim
from duixian.engines.bulk.timeless import Clock
from duixian.engines.bulk.trace import Tested
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Measure

MOST_DAYS = 3660
MOST_PAIRS = 1 << 19
MOST_LOOKS = 1 << 24
"""Cases times days beyond which the reference engine is asked instead."""


@dataclass(frozen=True)
class _Looked:
    """Cases looked at on given days. ``tests``: of each the column of its truth and the days noted."""

    scope: Scope
    tests: tuple[tuple[str, tuple[Turn, ...]], ...]
    event: tuple[Turn, ...]

    @property
    def frame(self) -> Frame:
        """One row for each case and day."""
        return self.scope.space.frame


def first_days(frames: Frames, cases: Cases, day: Day) -> dict[int, date]:
    """By row of the cases, the first later day on which every test is true, where there is one."""
    clock = Clock(cases.policy, cases.measure.event)
    moving = tuple(clock.looks_at_day(node) for node in _nodes(cases.measure))
    columns = _refused(cases, day, moving) if any(moving) else None
    if columns is None:
        return {}
    nodes = tuple(node for node, moves in zip(_nodes(cases.measure), moving, strict=True) if moves)
    last = min(day.as_of.toordinal() + MOST_DAYS, date.max.toordinal() - 1)
    horizon = packed(date.fromordinal(last))
    looked = _looked(frames, cases, day, columns, nodes)
    left = _hopeful(looked, packed(day.as_of), horizon)
    found: dict[int, int] = {}
    seen = left.select("case", "as_of").head(0)
    while len(left):
        if len(seen) + len(left) > MOST_LOOKS:
            raise NotCompiled("too many days on which a case may turn", cases.measure.name)
        batch, rest = left.head(MOST_PAIRS), left.tail(max(0, len(left) - MOST_PAIRS))
        seen = nw.concat([seen, batch.select("case", "as_of")])
        looked = _looked(frames, cases, day, backend.columns_of(batch), nodes)
        holds = nw.all_horizontal(*(nw.col(c).fill_null(False) for c, _ in looked.tests), ignore_nulls=True)
        for case, on in looked.frame.filter(holds).select("case", "as_of").iter_rows():
            found[case] = min(on, found.get(case, on))
        later = _turned(looked, looked.event + tuple(t for _, turns in looked.tests for t in turns), horizon)
        left = nw.concat([rest, later]).unique().join(seen, on=["case", "as_of"], how="anti")
        left = _still_asked(left, found)
    return {case: _date(on) for case, on in found.items()}


def _refused(cases: Cases, day: Day, moving: tuple[bool, ...]) -> dict[str, pl.Series] | None:
    """The refused cases in which every test that does not hold may turn as days pass; None where there is none."""
    wanted = cases.truth.value == nw.lit(False)
    for moves, tested in zip(moving, _tested(cases), strict=True):
        wanted = wanted if moves else wanted & tested.truth.value.fill_null(False)
    kept = backend.kept_rows(cases.space.frame, wanted, ("at", "turn", ROW))
    if not len(kept["at"]):
        return None
    as_of = backend.series([packed(day.as_of)] * len(kept["at"]), int)
    return {"at": kept["at"], "turn": kept["turn"], "case": kept[ROW], "as_of": as_of}


def _tested(cases: Cases) -> tuple[Tested, ...]:
    return ((cases.applies,) if cases.applies is not None else ()) + cases.findings


def _nodes(measure: Measure) -> tuple[Expr, ...]:
    meant = (measure.applies,) if measure.applies is not None else ()
    return (*meant, *(condition.test for condition in conditions_of(measure)))


def _looked(
    frames: Frames, cases: Cases, day: Day, columns: Mapping[str, pl.Series], nodes: tuple[Expr, ...]
) -> _Looked:
    """The tests that may turn, of the cases on their days; all others hold."""
    measure, policy = cases.measure, cases.policy
    scope = replace(begun(frames, policy, measure, day, columns, Aim(days=True)), turns=[])
    event = scope.space.keep(compiled(measure.event, scope))
    of_event = tuple(scope.turns or ())
    scope = scope.with_moments({MomentName.EVENT_ON: event})
    tests = []
    for node in nodes:
        asked = replace(scope, turns=[])
        truth = compiled(node, asked)
        tests.append((scope.space.keep_columns(settled(truth))[0], tuple(asked.turns or ())))
    scope.space.check()
    return _Looked(scope, tuple(tests), of_event)


def _hopeful(looked: _Looked, as_of: int, horizon: int) -> Frame:
    """Cases and the later days to look at, without the cases in which a test does not hold and never turns."""
    moving = _turned(looked, looked.event, horizon)
    days = [_turned(looked, turns, horizon) for _, turns in looked.tests]
    left = nw.concat([moving, *days]).unique()
    for (truth, _), turned in zip(looked.tests, days, strict=True):
        open_ = looked.frame.filter(~nw.col(truth).fill_null(False)).select("case")
        hopeless = open_.join(turned.select("case"), on="case", how="anti")
        hopeless = hopeless.join(moving.select("case"), on="case", how="anti")
        left = left.join(hopeless, on="case", how="anti")
    return left.filter(nw.col("as_of") > as_of)


def _turned(looked: _Looked, turns: tuple[Turn, ...], horizon: int) -> Frame:
    """The cases with each of the noted days that lies ahead."""
    root = looked.scope.space
    found = [_days(turn, horizon) for turn in turns]
    names = ("case", "at", "turn")
    base = root.frame.select(ROW, *names, nw.col("as_of").alias("before"))
    made = []
    for days in found:
        joined = days.join(base, left_on="up", right_on=ROW, how="inner")
        ahead = joined.filter((nw.col("as_of") > nw.col("before")) & (nw.col("as_of") <= horizon))
        made.append(ahead.select(*names, "as_of").unique())
    empty = base.head(0).select(*names, nw.col("before").alias("as_of"))
    return nw.concat([empty, *made]).unique()


def _days(turn: Turn, horizon: int) -> Frame:
    """``up``: the row of the first space, ``as_of``: the day."""
    space = turn.space
    names = space.keep_columns(turn.day, turn.where)
    where = nw.col(names[1]) & ~nw.col(names[0]).is_null()
    kept = backend.kept_rows(space.frame, where, (ROW, names[0]))
    rows = kept[ROW]
    while space.parent is not None:
        rows, space = backend.column(space.frame, "up").gather(rows), space.parent
    before = backend.column(space.frame, "as_of").gather(rows)
    return _repeated(
        backend.distinct({"up": rows, "day": kept[names[0]], "before": before}), turn.every, horizon
    )


def _repeated(frame: Frame, every: int, horizon: int) -> Frame:
    """Each day, and again as often as it comes back between the case's day and the horizon."""
    if every == 0:
        return frame.select("up", nw.col("day").alias("as_of"))
    if every == DAILY:
        return _every_day(frame)
    since = (month_of(nw.col("before")) - month_of(nw.col("day"))) // every
    since = nw.max_horizontal(since, nw.lit(0, nw.Int64))
    until = (month_of(nw.lit(horizon, nw.Int64)) - month_of(nw.col("day"))) // every
    frame = frame.with_columns(since.alias("since"), (until - since + 1).alias("times"))
    pairs = backend.repeated(
        frame.with_columns(nw.max_horizontal("times", nw.lit(0, nw.Int64)).alias("n")), "n"
    )
    long = backend.numbered(
        {
            "up": backend.column(frame, "up").gather(pairs["up"]),
            "day": backend.column(frame, "day").gather(pairs["up"]),
            "step": backend.column(frame, "since").gather(pairs["up"]) + pairs["at"],
        },
        len(pairs["up"]),
    )
    return long.select("up", add_months(nw.col("day"), nw.col("step") * every).alias("as_of"))


def _every_day(frame: Frame) -> Frame:
    times = backend.with_series(frame, "n", backend.series([MOST_DAYS] * len(frame), int))
    pairs = backend.repeated(times, "n")
    starts = _ordinals(backend.column(frame, "before")).gather(pairs["up"])
    long = backend.numbered(
        {"up": backend.column(frame, "up").gather(pairs["up"]), "number": starts + pairs["at"] + 1},
        len(pairs["up"]),
    )
    return long.select("up", of_ordinal(nw.col("number")).alias("as_of"))


def _ordinals(days: pl.Series) -> pl.Series:
    return backend.series([_date(day).toordinal() for day in days.to_list()], int)


def _still_asked(left: Frame, found: Mapping[int, int]) -> Frame:
    """Without the days that come after one on which the case holds."""
    if not found:
        return left
    best = backend.numbered(
        {"case": backend.series(list(found), int), "best": backend.series(list(found.values()), int)},
        len(found),
    )
    joined = left.join(best.select("case", "best"), on="case", how="left")
    open_ = joined.filter(nw.col("best").is_null() | (nw.col("as_of") < nw.col("best")))
    return open_.select(*left.columns)


def _date(number: int) -> date:
    month, at = divmod(number, 31)
    return date(month // 12, month % 12 + 1, 1) + timedelta(days=at)
