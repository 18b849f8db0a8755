"""The reference engine's entrance: policies and facts in, outcomes out, in a stable order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from duixian.engines.single import aggregates, arithmetic, builtin, definitions, logic, tables, values
from duixian.engines.single.cases import MeasureEngine
from duixian.engines.single.compiler import Unit
from duixian.engines.single.settle import settle
from duixian.engines.single.snapshot import Snapshot, snapshot
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Policy

FAMILIES = (aggregates, arithmetic, builtin, definitions, logic, tables, values)
"""Modules whose import registers how each kind of node is compiled."""

Progress = Callable[[int, int, str], None]
"""(records done, records in all, measure)."""


class Engine:
    """Policies compiled together, so that groups across policies meet. Raises ValueError for the same one twice."""

    def __init__(self, policies: Sequence[Policy]) -> None:
        self.units = {policy.id: Unit(policy) for policy in policies}
        if len(self.units) != len(policies):
            raise ValueError("a policy was given twice")
        self.measures = [
            MeasureEngine(measure, self.units[policy.id])
            for policy in policies
            for measure in policy.measures.values()
        ]

    def decide(
        self,
        facts: Facts,
        as_of: date,
        records: Mapping[str, Iterable[Record]] | None = None,
        progress: Progress | None = None,
    ) -> list[Outcome]:
        """Every case known on ``as_of``, settled.

        ``records``: by table, the only records to make cases of; limits and groups then see no others, so they
        must hold all that share a key. Order: policy, measure, event, record.
        """
        with _uncollected():
            return self.decide_prepared(snapshot(facts, as_of), records, progress)

    def prepare(self, facts: Facts, as_of: date) -> Snapshot:
        """What was known on a day, for ``decide_prepared`` again and again (one person at a time, say)."""
        return snapshot(facts, as_of)

    def decide_prepared(
        self,
        known: Snapshot,
        records: Mapping[str, Iterable[Record]] | None = None,
        progress: Progress | None = None,
    ) -> list[Outcome]:
        """``decide`` on facts made ready before."""
        outcomes: list[Outcome] = []
        for measure in self.measures:
            table = measure.measure.table
            rows = known.facts.rows(table) if records is None else list(records.get(table, ()))
            for done, record in enumerate(rows):
                if progress is not None and done % 500 == 0:
                    progress(done, len(rows), measure.measure.name)
                outcomes.extend(measure.cases(known, record))
        settle(outcomes, self.units, known)
        return outcomes


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: outcomes hold none, and looking through millions of them again and again
    takes as long as deciding them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
