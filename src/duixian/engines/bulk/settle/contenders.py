"""The cases of one measure that settlement looks at, as arrays: those no condition refuses, and those paid for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.codes import Part
from duixian.engines.bulk.settle.due import Laid
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import Outcome
from duixian.language.rule import Measure, Policy
from duixian.language.unknown import Missing

CLOSED, POSSIBLE, SURE = range(3)
"""Where a case stands before settlement: refused, open until something missing is known, or taking part."""
NEVER = 2**40
"""The day of an event that is not known: after every day there is."""
ENDLESS = 2**62
"""More than all that columns add up can come to."""
UNBOUNDED = -1
"""A ceiling that is not known."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Cases (by their place) beside payments (by their place in the register), in the order of the payments.

    ``sure``: whether it is known that the payment counts."""

    case: Array
    payment: Array
    sure: Truths


NO_PAIRS = Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, bool))


@dataclass(frozen=True, eq=False)
class Tie:
    """What one limit, group, quota or budget looks at in each case of a measure.

    ``figure``: its count, cap, places or total (0 where ``lacking``); ``binds``: the cases it applies to (None: all of
    them), ``doubt``: those of which that, or the months it looks back, is unknown. ``loose``: keys that turn on
    the period paid for; they are given as unknown. ``unread``: it asks for the register of payments, which nobody
    handed in. ``order``: what ranks the cases, smallest first."""

    keys: tuple[Part, ...]
    figure: Array | None = None
    lacking: Truths | None = None
    binds: Truths | None = None
    doubt: Truths | None = None
    loose: bool = False
    unread: bool = False
    order: tuple[Part, ...] = ()


@dataclass(frozen=True, eq=False)
class Contenders:
    """``rows``: the cases' places in their measure; ``event``: packed, NEVER where unknown; ``keys``: the rank of the
    record's key by its text; ``granted`` and ``amount`` in fen (0 for none); ``ceiling``: the most a possible case
    can bring, UNBOUNDED where unknown (these three are Python's own numbers where 64 bits do not hold one); ``broken``: a hold was broken. The ties stand beside the measure's
    limits (of times and of money), memberships and budgets. ``paid``: payments for the very case; ``priors``: beside each membership the
    payments that it counts or may count against a case. ``outcomes`` writes cases (by their places here) out as before settlement,
    each to be changed; ``laid``: their instalments."""

    policy: Policy
    measure: Measure
    place: int
    rows: Array
    event: Array
    keys: Array
    year: Array
    standing: NDArray[np.int8]
    granted: Array
    amount: Array
    ceiling: Array
    claimed: Truths
    claimed_on: Array
    broken: Truths
    key_text: Callable[[int], str]
    outcomes: Callable[[Sequence[int]], list[Outcome]]
    missing: Callable[[int], frozenset[Missing]]
    laid: Callable[[], Laid]
    counts: tuple[Tie | None, ...] = ()
    caps: tuple[Tie | None, ...] = ()
    memberships: tuple[Tie, ...] = ()
    budgets: tuple[Tie, ...] = ()
    quota: Tie | None = None
    paid: Pairs = NO_PAIRS
    priors: tuple[Pairs, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)
