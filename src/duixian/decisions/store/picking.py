"""Cases of some records picked out of a run; no other is written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from duixian.decisions.runs.decided import InColumns, MeasureRun
from duixian.engines.bulk.engine import MeasureColumns
from duixian.language.outcome import Outcome
from duixian.language.record import Key, Record


def cases_of(run: MeasureRun, records: Iterable[Record]) -> Iterator[Outcome]:
    """The cases of some records of the measure's table, in the run's order."""
    keys = {record.key for record in records}
    if not keys:
        return
    if isinstance(run, InColumns) and run.decisions.columns is not None:
        yield from run.decisions.outcomes(_rows(run.decisions.columns, keys))
    else:
        yield from (outcome for outcome in run if outcome.record.key in keys)


def _rows(columns: MeasureColumns, keys: Iterable[Key]) -> list[int]:
    if columns.cases is None:
        return []
    space = columns.cases.space
    rows = space.frames.facts.table(columns.measure.table).rows
    places = [place for place in map(rows.place, keys) if place is not None]
    found: list[int] = np.flatnonzero(np.isin(space.arrays(space.at.node)[0], places)).tolist()
    return found
