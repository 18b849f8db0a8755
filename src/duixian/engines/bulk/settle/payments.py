"""The register of payments already made, as settlement looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from duixian.engines.bulk.settle.codes import Part
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import Reference

RuleName = tuple[str, str]
"""The policy (empty where cases of every policy meet) and the name of a limit, group or budget."""


@dataclass(frozen=True, eq=False)
class PaidTie:
    """Payments made under a limit: their places in the register, and the limit's keys read off each."""

    payment: Array
    keys: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Payments:
    """``amount``: fen, 0 where ``lacking`` (the payment does not say); ``order``: the rank of each by its key's text;
    ``matter``: the number of the matter it was made for, a number of its own where it does not say; ``under``:
    payments by the limit they tell the keys of; ``table``: where they would stand."""

    amount: Array
    lacking: Truths
    order: Array
    matter: Array
    reference: Callable[[int], Reference]
    under: Mapping[RuleName, tuple[PaidTie, ...]] = field(default_factory=dict)
    table: str = ""

    def __len__(self) -> int:
        return len(self.amount)


def _nothing(place: int) -> Reference:
    raise IndexError(place)


NO_PAYMENTS = Payments(
    np.zeros(0, np.int64), np.zeros(0, bool), np.zeros(0, np.int64), np.zeros(0, np.int64), _nothing
)
