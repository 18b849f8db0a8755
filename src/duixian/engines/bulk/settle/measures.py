"""What settlement made of one measure's cases, by their row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.balance import INELIGIBLE, VERDICTS
from duixian.engines.bulk.settle.segments import Array
from duixian.engines.bulk.settle.settled import Settled
from duixian.engines.bulk.settle.settlement import settle
from duixian.language.outcome import Outcome


class MeasureSettled:
    """One measure (by its number among those settled). Cases that settlement did not look at are refused."""

    def __init__(self, settled: Settled, number: int | None) -> None:
        self._settled, self._number = settled, number

    @classmethod
    def nothing(cls) -> MeasureSettled:
        """No case at all."""
        return cls(settle([], _nobody), None)

    @property
    def rows(self) -> Array:
        """The cases that settlement looked at, in no order."""
        if self._number is None:
            return np.zeros(0, np.int64)
        return self._settled.docket.blocks[self._number].rows

    def amount(self, size: int) -> Array:
        """Fen before limits and groups; 0 for what is no money or not known."""
        docket = self._settled.docket
        blocks = [block.amount for block in docket.blocks]
        kind = object if docket.wide else np.int64
        return self._spread(np.concatenate([np.zeros(0, kind), *blocks]), size, 0)

    def due_now(self, size: int) -> Array:
        """Fen due by the day of the decision and not yet paid."""
        if self._number is None:
            return np.zeros(size, np.int64)
        due = self._settled.due_now(self._number)
        found = np.zeros(size, due.dtype)
        found[self.rows] = due
        return found

    def payable(self, size: int) -> Array:
        """Fen payable, of so many cases in all."""
        return self._spread(self._settled.balance.payable, size, 0)

    def paid(self, size: int) -> Array:
        """Fen paid for the very case before."""
        return self._spread(self._settled.balance.paid, size, 0)

    def recovery(self, size: int) -> Array:
        """Fen to come back."""
        return self._spread(self._settled.balance.recovery, size, 0)

    def verdicts(self, size: int) -> NDArray[np.int8]:
        """Places in VERDICTS."""
        return self._spread(self._settled.balance.verdict, size, INELIGIBLE).astype(np.int8)

    def cut(self, size: int) -> Array:
        """Fen that limits, groups and budgets took off what was granted: they come off the instalments, the last
        ones first. Of a case that the exact solver settled 0: its instalments are cut already."""
        return self._spread(self._settled.cut, size, 0)

    def touched(self) -> dict[int, Outcome]:
        """Cases (by row) that are not simply what they were granted: with effects, or settled exactly."""
        block = self._settled.docket.blocks[self._number] if self._number is not None else None
        if block is None:
            return {}
        places = self._settled.touched(self._number or 0)
        rows = block.rows[places].tolist()
        return dict(zip(rows, self._settled.outcomes_of(self._number or 0, places.tolist()), strict=True))

    def outcomes(self, rows: Sequence[int]) -> dict[int, Outcome]:
        """Those of some rows that settlement looked at, with all that it did to them."""
        if self._number is None:
            return {}
        asked = [row for row in rows if row in self._places]
        places = [self._places[row] for row in asked]
        return dict(zip(asked, self._settled.outcomes_of(self._number, places), strict=True))

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {row: place for place, row in enumerate(self.rows.tolist())}

    def _spread(self, values: NDArray[Any], size: int, rest: int) -> Array:
        found = np.full(size, rest, values.dtype if values.dtype == object else np.int64)
        if self._number is not None:
            found[self.rows] = values[self._settled.stretch(self._number)]
        return found


def _nobody(outcomes: list[Outcome], payments: Array) -> None:
    """There is nobody to settle."""


__all__ = ["VERDICTS", "MeasureSettled"]
