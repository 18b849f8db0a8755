"""All cases of a run side by side while the passes speak: what is left of each, and what was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.contenders import CLOSED, NEVER, POSSIBLE, SURE, UNBOUNDED, Contenders
from duixian.engines.bulk.settle.effects import (
    KEPT,
    KINDS,
    PENDING,
    REDUCED,
    REFUSED,
    Effects,
    Lists,
    Log,
)
from duixian.engines.bulk.settle.payments import NO_PAYMENTS, Payments
from duixian.engines.bulk.settle.segments import Array, Truths, beyond
from duixian.language.outcome import EffectKind, Reference
from duixian.language.rule import MeasureKind


class Docket:
    """Cases are numbered through, measure after measure (``offsets``). ``sure`` and ``possible``: whether they take
    part or may; ``refused``: nothing was left; ``payable``: fen; ``tangled``: cases that are for the exact solver. ``waits_for``: the cases that a case which was
    left open turns on; ``placeless``: cases whose quota, if they have one, was not filled; ``choices``: cases in which a clerk has to settle the rank; ``unread``: cases that want the register of payments."""

    def __init__(self, blocks: Sequence[Contenders], payments: Payments = NO_PAYMENTS) -> None:
        self.blocks, self.payments, self.log = tuple(blocks), payments, Log()
        self.offsets = np.cumsum([0, *(len(block) for block in blocks)])
        self.size = int(self.offsets[-1])
        self.measure = np.repeat(np.arange(len(blocks)), np.diff(self.offsets))
        standing = self._column([block.standing for block in blocks])
        self.closed: Truths = standing == CLOSED
        self.sure: Truths = standing == SURE
        self.possible: Truths = standing == POSSIBLE
        self.dated = self._column([block.event for block in blocks])
        self.payable = np.where(self.sure, self._column([block.granted for block in blocks]), 0)
        self.ceiling = np.where(self.sure, UNBOUNDED, self._column([block.ceiling for block in blocks]))
        self.money: Truths = np.array([b.measure.kind is MeasureKind.MONEY for b in blocks], bool)[
            self.measure
        ]
        self.refused: Truths = np.zeros(self.size, bool)
        self.placeless = np.zeros(self.size, bool)
        self.waits_for: dict[int, Array] = {}
        self.choices: set[int] = set()
        self.unread: Truths = np.zeros(self.size, bool)
        self.order = self._order()
        self.tangled: Truths = self._beyond_columns()
        if self.wide:
            self.payable, self.ceiling = self.payable.astype(object), self.ceiling.astype(object)

    def _column(self, arrays: Sequence[NDArray[Any]]) -> Array:
        found = np.concatenate([np.zeros(0, np.int64), *arrays])
        return found if found.dtype == object else found.astype(np.int64)

    @cached_property
    def wide(self) -> bool:
        """Whether money could leave 64 bits when it is added up: then it stands in Python's own numbers."""
        amounts = self._column([block.amount for block in self.blocks])
        granted = self._column([block.granted for block in self.blocks])
        ceiling = self._column([block.ceiling for block in self.blocks])
        paid = self.payments.amount
        return beyond(paid, len(paid)) or any(beyond(fen, self.size) for fen in (amounts, granted, ceiling))

    def _order(self) -> Array:
        """The place of each case in time order: event, policy, place of the measure, key, year."""
        ids = sorted({block.policy.id for block in self.blocks})
        policy = np.array([ids.index(block.policy.id) for block in self.blocks], np.int64)[self.measure]
        place = np.array([block.place for block in self.blocks], np.int64)[self.measure]
        keys = self._column([block.keys for block in self.blocks])
        year = self._column([block.year for block in self.blocks])
        order = np.empty(self.size, np.int64)
        order[np.lexsort((year, keys, place, policy, self.dated))] = np.arange(self.size)
        return order

    def _beyond_columns(self) -> Truths:
        """Cases with a broken hold, and all of them if their sum could leave 64 bits."""
        broken: Truths = self._column([block.broken for block in self.blocks]) == 1
        if self.wide:
            return self.sure | self.possible
        return broken & self.sure

    @property
    def alive(self) -> Truths:
        """Cases that surely take part, and that columns settle."""
        return self.sure & ~self.refused & ~self.tangled

    @property
    def undecided(self) -> Truths:
        """Cases that may turn out to take part, beside those that columns settle."""
        return self.possible & ~self.refused & ~self.tangled

    @property
    def matters(self) -> Truths:
        """Whether a case takes anything from the others of a group: money, or what is no money."""
        left: Truths = np.where(self.sure, self.payable, self.ceiling) != 0
        return left | ~self.money

    def touch(
        self,
        kind: EffectKind,
        cases: Array,
        source: Array,
        after: Array,
        because: Lists | None = None,
        best: Array | None = None,
        next_best: Array | None = None,
    ) -> None:
        """Lower what is payable, or keep it; nothing left is a refusal."""
        before = self.payable[cases]
        result = np.where(after == before, KEPT, np.where(after != 0, REDUCED, REFUSED))
        self._note(kind, cases, source, result, after, because, best, next_best)

    def refuse(
        self,
        kind: EffectKind,
        cases: Array,
        source: Array,
        because: Lists | None = None,
        best: Array | None = None,
        next_best: Array | None = None,
    ) -> None:
        """Leave nothing, money or not."""
        result = np.full(len(cases), REFUSED)
        self._note(kind, cases, source, result, np.zeros(len(cases), np.int64), because, best, next_best)

    def pend(self, kind: EffectKind, cases: Array, source: Array, others: Sequence[Array]) -> None:
        """Leave them open: they turn on others that are not decided yet."""
        self.ceiling[cases] = self.payable[cases]
        self.waits_for.update(zip(cases.tolist(), others, strict=True))
        because = Lists.of([found[:3] for found in others])
        self._note(
            kind, cases, source, np.full(len(cases), PENDING), self.payable[cases], because, None, None
        )
        self.leave_open(cases)

    def leave_open(self, cases: Array) -> None:
        """From now on they are only possible."""
        self.sure[cases], self.possible[cases] = False, True

    def contenders(self, cases: Array) -> Array:
        """Cases as those meet them who look at what may be: possible ones without a day first, then in time order."""
        late = (self.dated[cases] != NEVER) | self.sure[cases]
        return cases[np.lexsort((self.order[cases], late))]

    def _note(
        self,
        kind: EffectKind,
        cases: Array,
        source: Array,
        result: Array,
        after: Array,
        because: Lists | None,
        best: Array | None,
        next_best: Array | None,
    ) -> None:
        if not len(cases):
            return
        size, none = len(cases), np.full(len(cases), -1)
        self.log.noted.append(
            Effects(
                cases,
                np.full(size, KINDS.index(kind), np.int8),
                source,
                result.astype(np.int8),
                self.payable[cases],
                after,
                Lists.empty(size) if because is None else because,
                none if best is None else best,
                none if next_best is None else next_best,
            )
        )
        self.refused[cases] |= result == REFUSED
        self.payable[cases] = after

    def reference(self, other: int) -> Reference:
        """How effects name a case, or a payment (−1 − its place)."""
        if other < 0:
            return self.payments.reference(-1 - other)
        number = int(self.measure[other])
        block, place = self.blocks[number], other - int(self.offsets[number])
        return Reference(block.policy.id, block.measure.name, block.key_text(place), int(block.amount[place]))
