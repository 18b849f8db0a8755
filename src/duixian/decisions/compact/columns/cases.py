"""A measure's compact rows: tests and values from the arrays, what was granted and settled of the cases it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from duixian.decisions.compact.columns.cells import Words, days, found, masked
from duixian.decisions.compact.columns.tests import Bits, ShownRows, TestRows, announce
from duixian.decisions.compact.layout import LISTS, Layout
from duixian.decisions.compact.packing import rows_frame, settled_of
from duixian.engines.bulk.deciding import MeasureDecisions
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.reading import Batch, Reader
from duixian.engines.bulk.scalar import Scalar
from duixian.language.nodes import MomentName
from duixian.language.outcome import Verdict

_AT_ONCE = 1 << 17
"""Rows worked out at a time."""
_REFUSED: Mapping[str, Any] = {
    "verdict": Verdict.INELIGIBLE.value,
    "truth": False,
    "payable": 0,
    "due_now": 0,
    "paid": 0,
    "recovery": 0,
}
"""What is said of a case that a condition refuses and that nothing was paid for."""
_SETTLED = (
    *("verdict", "truth", "amount", "payable", "due_now", "paid", "recovery", "held_until", "broken_on"),
    *("barred", "barred_en", "barred_by", "barred_at"),
    *(name for name in LISTS if name != "lacks"),
)
"""Columns that only cases have on which settlement looked."""


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
        self._layout, self._decisions, self._columns = layout, decisions, columns
        self._cases = cases = columns.cases
        self._words = Words(cases.space.frames)
        self._event = cases.scope.moment(MomentName.EVENT_ON)
        self._claimed = cases.scope.moment(MomentName.CLAIMED_ON)
        self._start = cases.scope.moment(MomentName.PERIOD_START) if cases.measure.yearly else None
        self._reader = Reader(cases.space)
        self._reader.announce(cases.space.at)
        self._reader.announce_scalars(self._event, self._claimed, self._start, cases.routing, cases.matter)
        self._reader.announce_scalars(*cases.variables, *(truth for _, truth in cases.warnings))
        announce(self._reader, layout, cases)

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows, some at a time."""
        for start in range(0, self._cases.space.size, _AT_ONCE):
            rows = np.arange(start, min(start + _AT_ONCE, self._cases.space.size))
            yield self._frame(self._reader.read(rows))

    def _frame(self, batch: Batch) -> pl.DataFrame:
        tests = TestRows(self._layout, self._cases, batch, self._words)
        columns = {**self._case(batch), **tests.columns(), **self._described(batch)}
        frame = pl.DataFrame(columns).with_row_index("owner").with_columns(pl.col("owner").cast(pl.Int64))
        frame = frame.join(self._settled(batch), on="owner", how="left", maintain_order="left")
        if tests.lacks is not None:
            lists = listed(tests.lacks, "lacks")
            frame = frame.join(lists, on="owner", how="left", maintain_order="left")
        defaults = [pl.col(name).fill_null(value) for name, value in _REFUSED.items() if name != "truth"]
        settled = pl.col("settled").is_null()
        truth = pl.when(settled).then(pl.lit(False)).otherwise(pl.col("truth")).alias("truth")
        frame = frame.with_columns(truth, *defaults)
        kinds = self._layout.schema
        absent = [pl.lit(None, kinds[name]).alias(name) for name in kinds if name not in frame.columns]
        return frame.with_columns(absent).select(pl.col(name).cast(kind) for name, kind in kinds.items())

    def _case(self, batch: Batch) -> dict[str, pl.Series]:
        table = self._cases.space.frames.table(self._cases.measure.table)
        positions = batch.array(self._cases.space.at)[0]
        found = {
            "record": table.keys.gather(pl.Series(positions.astype(np.uint32))),
            "source": pl.Series([table.record(p).source for p in positions.tolist()], dtype=pl.String),
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
        known = self._columns.not_yet
        return pl.Series([known.get(row) for row in rows.tolist()], dtype=pl.Date)

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

    def _settled(self, batch: Batch) -> pl.DataFrame:
        """What settlement said of the cases that it looked at."""
        settled, first = self._decisions.settled, int(batch.rows[0])
        here = settled.outcomes(batch.rows.tolist())
        rows = [
            {"owner": row - first, "settled": True, **settled_of(self._layout, here[row])} for row in here
        ]
        kinds = {name: self._layout.schema[name] for name in _SETTLED}
        return rows_frame(self._layout, rows, {"owner": pl.Int64, "settled": pl.Boolean, **kinds})


def listed(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """Rows of things, by owner, as one list for each owner that has any."""
    fields = [field for field in frame.columns if field != "owner"]
    return frame.group_by("owner", maintain_order=True).agg(pl.struct(fields).alias(name))
