"""One measure in columns, and any of its cases written out with every reason."""

from __future__ import annotations

from collections.abc import Iterator

import narwhals as nw

from duixian.engines.bulk import (
    aggregates,
    arithmetic,
    backend,
    definitions,
    functions,
    logic,
    periods,
    scales,
    values,
)
from duixian.engines.bulk.cases import Cases, Day, all_rows, decided
from duixian.engines.bulk.expand import Expansion
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.instalments import UNKNOWN
from duixian.engines.bulk.not_yet import first_days
from duixian.engines.bulk.space import Aim
from duixian.engines.bulk.trace import Tested
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy

FAMILIES = (aggregates, arithmetic, definitions, functions, logic, periods, scales, values)
"""Modules whose import registers how each kind of node is compiled."""


class MeasureColumns:
    """One measure decided in columns; ``vague`` rows are decided once more for what they lack."""

    def __init__(self, frames: Frames, policy: Policy, measure: Measure, day: Day) -> None:
        self.measure, self.day = measure, day
        rows = all_rows(frames, policy, measure, day)
        self.cases = decided(frames, policy, measure, day, rows, Aim())
        self.vague = vague_rows(self.cases) if self.cases is not None else []
        self._plain = Expansion(self.cases, day) if self.cases is not None else None
        self._causes: Expansion | None = None
        if self.vague and self.cases is not None:
            at, turn = (
                backend.column(self.cases.space.frame, name).gather(self.vague) for name in ("at", "turn")
            )
            again = decided(frames, policy, measure, day, (at, turn), Aim(causes=True))
            self._causes = None if again is None else Expansion(again, day)
        self.not_yet = first_days(frames, self.cases, day) if self.cases is not None else {}
        self._place = {row: place for place, row in enumerate(self.vague)}

    @property
    def size(self) -> int:
        """How many cases there are."""
        return self.cases.space.size if self.cases is not None else 0

    def outcome(self, row: int) -> Outcome:
        """One case with every reason, before quotas, limits, groups and budgets."""
        place = self._place.get(row)
        plain, causes = self._plain, self._causes
        assert plain is not None
        outcome = plain.outcome(row) if place is None or causes is None else causes.outcome(place)
        outcome.not_yet = self.not_yet.get(row)
        return outcome


def vague_rows(cases: Cases) -> list[int]:
    """Cases in which something is unknown."""
    found: set[int] = set()
    tested = (*cases.findings, *((cases.applies,) if cases.applies is not None else ()))
    truths = [truth for t in tested for truth in _truths(t)]
    for column in truths:
        found |= set(backend.rows_with_null(cases.space.frame, column))
    if cases.grant is not None:
        found |= set(backend.rows_where(cases.grant.space.frame, cases.grant.lacking, "up"))
        found |= set(_unjudged(cases.grant))
    return sorted(found)


def _unjudged(grant: Grant) -> Iterator[int]:
    """Cases with an instalment that nobody can judge yet."""
    layout, ups = grant.layout, backend.column(grant.space.frame, "up")
    if layout is None:
        return
    for piece in layout.pieces:
        unknown = nw.col(piece.there) & (nw.col(piece.state) == UNKNOWN)
        number = backend.ROW if layout.space is grant.space else "up"
        for row in backend.kept_rows(layout.space.frame, unknown, (number,))[number].to_list():
            yield ups[row]


def _truths(tested: Tested) -> Iterator[str]:
    if tested.truth.vague and tested.truth.column is not None:
        yield tested.truth.column
    for part in tested.parts:
        yield from _truths(part)
