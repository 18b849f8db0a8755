"""Instalments as arrays, what is taken off them, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.segments import Array, Segments, exact
from duixian.language.outcome import PAYABLE, InstalmentState, Outcome

STATES = tuple(InstalmentState)
_DUE = STATES.index(InstalmentState.DUE)
_PAYABLE = [STATES.index(state) for state in PAYABLE]


@dataclass(frozen=True, eq=False)
class Laid:
    """Instalments by case (its place among several, ascending) in their order. ``state``: a place in STATES."""

    case: Array
    amount: Array
    state: NDArray[np.int8]

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Laid:
        """Those of cases that are written out."""
        found = [(n, i) for n, o in enumerate(outcomes) for i in o.instalments]
        case = np.array([n for n, _ in found], np.int64)
        state = np.array([STATES.index(i.state) for _, i in found], np.int8)
        return cls(case, exact(i.amount for _, i in found), state)


def taken_off(laid: Laid, fen: Array) -> Array:
    """What is left of each instalment when so many fen come off each case's, the last ones first."""
    taking = np.isin(laid.state, _PAYABLE) & (laid.amount > 0)
    counted = np.where(taking, laid.amount, 0)
    segments = Segments.sorted(laid.case)
    after = segments.folded(np.add, counted) - segments.sum_before(counted) - counted
    taken: Array = np.clip(fen[laid.case] - after, 0, counted)
    left: Array = laid.amount - taken
    return left


def due_now(laid: Laid, left: Array, size: int) -> tuple[Array, Array]:
    """Fen due by the day of the decision in each of so many cases, and of the first that is due alone."""
    due = laid.state == _DUE
    whole, first = np.zeros(size, left.dtype), np.zeros(size, left.dtype)
    np.add.at(whole, laid.case[due], left[due])
    cases, places = np.unique(laid.case[due], return_index=True)
    first[cases] = left[due][places]
    return whole, first
