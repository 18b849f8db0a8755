"""A measure's compact rows: tests and values from the arrays, what was granted and settled of the cases it concerns."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from duixian.decisions.compact.columns.cells import Words, days, found, masked
from duixian.decisions.compact.columns.granted import OWNER, Granting
from duixian.decisions.compact.columns.tests import Bits, ShownRows, TestRows, announce
from duixian.decisions.compact.layout import LISTS, Layout
from duixian.decisions.compact.packing import rows_frame, settled_of
from duixian.engines.bulk.deciding import MeasureDecisions
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.reading import Batch, Reader
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.settle.measures import VERDICTS
from duixian.language.nodes import MomentName

_AT_ONCE = 1 << 17
"""Rows worked out at a time."""
_FIGURES = ("payable", "due_now", "paid", "recovery")
_GRANTED = ("amount", "held_until", "broken_on", "barred", "barred_en", "barred_by", "barred_at")
_LISTS = tuple(name for name in LISTS if name != "lacks")
_SETTLED = ("verdict", "truth", *_FIGURES, *_GRANTED, *_LISTS)
"""Columns that no test says: what was granted and what settlement made of it."""
_WORDS = pl.Series([verdict.value for verdict in VERDICTS])


def packed_columns(layout: Layout, decisions: MeasureDecisions) -> pl.DataFrame:
    """All rows of a measure that lies in columns."""
    columns = decisions.columns
    frames = [pl.DataFrame(schema=layout.schema)]
    if columns is not None and columns.cases is not None:
        frames += _Cases(layout, decisions, columns).frames()
    return pl.concat(frames)


class _Cases:
    def __init__(self, layout: Layout, decisions: MeasureDecisions, columns: MeasureColumns) -> None:
        assert columns.cases is not None
        self._layout, self._columns = layout, columns
        self._cases = cases = columns.cases
        self._words = Words(cases.space.frames)
        self._event = cases.scope.moment(MomentName.EVENT_ON)
        self._claimed = cases.scope.moment(MomentName.CLAIMED_ON)
        self._start = cases.scope.moment(MomentName.PERIOD_START) if cases.measure.yearly else None
        self._reader = Reader(cases.space)
        self._reader.announce(cases.space.at)
        self._reader.announce_scalars(self._event, self._claimed, self._start, cases.routing, cases.matter)
        self._reader.announce_scalars(*cases.variables, *(truth for _, truth in cases.warnings))
        self._reader.announce_scalars(cases.truth)
        first = sorted(columns.not_yet.items())
        self._not_yet_rows = np.array([row for row, _ in first], np.int64)
        self._not_yet_days = pl.Series([day for _, day in first], dtype=pl.Date)
        announce(self._reader, layout, cases)
        size, settled = cases.space.size, decisions.settled
        self._verdicts = settled.verdicts(size)
        self._sums = {name: getattr(settled, name)(size) for name in _FIGURES}
        self._touched = settled.touched()
        grant = cases.grant
        self._granting = None if grant is None else Granting(layout, grant, cases.space, self._words)

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows, some at a time."""
        for start in range(0, self._cases.space.size, _AT_ONCE):
            rows = np.arange(start, min(start + _AT_ONCE, self._cases.space.size))
            yield self._frame(self._reader.read(rows))

    def _frame(self, batch: Batch) -> pl.DataFrame:
        tests = TestRows(self._layout, self._cases, batch, self._words)
        columns = {**self._case(batch), **tests.columns(), **self._described(batch), **self._figures(batch)}
        frame = pl.DataFrame({OWNER: np.arange(len(batch.rows)), **columns})
        frame = self._with_grants(frame, batch)
        if tests.lacks is not None:
            frame = beside(frame, listed(tests.lacks, "lacks"))
        kinds = self._layout.schema
        absent = [pl.lit(None, kinds[name]).alias(name) for name in kinds if name not in frame.columns]
        frame = frame.with_columns(absent).select(OWNER, *(pl.col(n).cast(kind) for n, kind in kinds.items()))
        return self._with_touched(frame, batch).drop(OWNER)

    def _figures(self, batch: Batch) -> dict[str, pl.Series]:
        true, known = batch.array(self._cases.truth.value)
        verdicts = pl.Series(self._verdicts[batch.rows].astype(np.uint32))
        figures = {name: pl.Series(found[batch.rows]) for name, found in self._sums.items()}
        truth = pl.Series(np.ascontiguousarray(true, dtype=bool))
        return {"verdict": _WORDS.gather(verdicts), "truth": masked(truth, known), **figures}

    def _with_grants(self, frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
        if self._granting is None:
            return frame
        found = self._granting.rows(batch.rows)
        if not len(found.plain):
            return frame
        frame = beside(frame, found.plain)
        for name, things in found.lists.items():
            if len(things):
                fields = [pl.col(field).cast(kind) for field, kind in LISTS[name].items()]
                frame = beside(frame, listed(things.select(OWNER, *fields), name))
        if "barred" in frame.columns:
            truth = pl.when(pl.col("barred").is_null()).then(pl.col("truth")).otherwise(pl.lit(False))
            frame = frame.with_columns(truth.alias("truth"))
        return frame

    def _with_touched(self, frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
        """Cases to which settlement did something are written out: there are few."""
        first, last = int(batch.rows[0]), int(batch.rows[-1])
        here = [row for row in sorted(self._touched) if first <= row <= last]
        if not here:
            return frame
        rows = [{OWNER: row - first, **settled_of(self._layout, self._touched[row])} for row in here]
        kinds = {name: self._layout.schema[name] for name in _SETTLED}
        found = rows_frame(self._layout, rows, {OWNER: pl.Int64, **kinds})
        found = found.rename({name: f"{name}!" for name in _SETTLED}).with_columns(
            pl.lit(True).alias("touched")
        )
        touched = pl.col("touched").is_not_null()
        chosen = [pl.when(touched).then(pl.col(f"{n}!")).otherwise(pl.col(n)).alias(n) for n in _SETTLED]
        return beside(frame, found).with_columns(chosen).select(frame.columns)

    def _case(self, batch: Batch) -> dict[str, pl.Series]:
        table = self._cases.space.frames.table(self._cases.measure.table)
        positions = batch.array(self._cases.space.at)[0]
        found = {
            "record": self._words.keys(self._cases.measure.table).gather(
                pl.Series(positions.astype(np.uint32))
            ),
            "source": table.sources(positions),
            "event_on": self._day(self._event, batch),
            "claimed_on": self._day(self._claimed, batch),
            "not_yet": self._not_yet(batch.rows),
        }
        if self._start is not None:
            found["year"] = self._day(self._start, batch).dt.year()
        return found

    def _day(self, moment: Scalar, batch: Batch) -> pl.Series:
        values, known = batch.array(moment.value)
        return masked(days(values if known is None else np.where(known, values, 0)), known)

    def _not_yet(self, rows: Array) -> pl.Series:
        found = self._not_yet_rows
        places = np.searchsorted(found, rows)
        there = (
            (places < len(found)) & (found[np.minimum(places, len(found) - 1)] == rows)
            if len(found)
            else None
        )
        if there is None:
            return pl.Series([None] * len(rows), dtype=pl.Date)
        return masked(
            self._not_yet_days.gather(pl.Series(np.where(there, places, 0).astype(np.uint32))), there
        )

    def _described(self, batch: Batch) -> dict[str, pl.Series]:
        layout, cases = self._layout, self._cases
        variables = ShownRows(layout.variables, len(batch.rows))
        for number, variable in enumerate(cases.variables):
            variables.put(number, found(layout.variables.kept[number], variable, batch, self._words))
        made = variables.columns()
        for kept, value in ((layout.routing, cases.routing), (layout.matter, cases.matter)):
            if kept is not None and value is not None:
                made |= found(kept, value, batch, self._words).cells
        warned = Bits(layout.warnings, len(batch.rows))
        for number, (_, truth) in enumerate(cases.warnings):
            warned.put(number, batch.array(truth.value)[0])
        return made | warned.columns()


def beside(frame: pl.DataFrame, other: pl.DataFrame) -> pl.DataFrame:
    """Further columns of some of the cases; null for the others."""
    return frame.join(other, on=OWNER, how="left", maintain_order="left")


def listed(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Rows of things, by owner, as one list for each owner that has any."""
    fields = [field for field in frame.columns if field != OWNER]
    return frame.group_by(OWNER, maintain_order=True).agg(pl.struct(fields).alias(name))
