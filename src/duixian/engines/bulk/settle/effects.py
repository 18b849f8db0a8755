"""What the passes did to cases, as arrays: one entry for each effect, in the order in which a case met them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import Effect, EffectKind, EffectResult, Reference
from duixian.language.rule import Source

KINDS = tuple(EffectKind)
RESULTS = tuple(EffectResult)
KEPT, REDUCED, REFUSED, PENDING = (
    RESULTS.index(result)
    for result in (EffectResult.KEPT, EffectResult.REDUCED, EffectResult.REFUSED, EffectResult.PENDING)
)


@dataclass(frozen=True, eq=False)
class Lists:
    """One list of numbers for each of several things: that of ``i`` is ``items[offsets[i]:offsets[i + 1]]``."""

    items: Array
    offsets: Array

    @classmethod
    def empty(cls, size: int) -> Lists:
        """Lists with nothing in them."""
        return cls(np.zeros(0, np.int64), np.zeros(size + 1, np.int64))

    @classmethod
    def of_one(cls, items: Array) -> Lists:
        """Lists of one thing each; of none where it is below zero."""
        held = items >= 0
        return cls(items[held], np.concatenate(([0], np.cumsum(held))))

    @classmethod
    def of(cls, lists: Sequence[Array]) -> Lists:
        """Lists that are written out."""
        offsets = np.concatenate(([0], np.cumsum([len(items) for items in lists]))).astype(np.int64)
        return cls(np.concatenate([np.zeros(0, np.int64), *lists]).astype(np.int64), offsets)

    @classmethod
    def ranges(cls, start: Array, end: Array, items: Array) -> Lists:
        """Lists that are stretches of ``items``."""
        counts = np.maximum(end - start, 0)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        within = np.arange(int(offsets[-1])) - np.repeat(offsets[:-1], counts)
        return cls(items[np.repeat(start, counts) + within], offsets)

    def __getitem__(self, place: int) -> Array:
        return self.items[self.offsets[place] : self.offsets[place + 1]]

    def at(self, places: Array) -> Lists:
        """The lists of some things."""
        return Lists.ranges(self.offsets[places], self.offsets[places + 1], self.items)


@dataclass(frozen=True, eq=False)
class Effects:
    """``because``: other cases (their place in the docket), or payments (−1 − their place in the register).

    ``best`` and ``next_best`` are below zero where there is none."""

    case: Array
    kind: NDArray[np.int8]
    source: Array
    result: NDArray[np.int8]
    before: Array
    after: Array
    because: Lists
    best: Array
    next_best: Array

    def __len__(self) -> int:
        return len(self.case)

    def at(self, places: Array) -> Effects:
        """Some of them."""
        return Effects(
            self.case[places],
            self.kind[places],
            self.source[places],
            self.result[places],
            self.before[places],
            self.after[places],
            self.because.at(places),
            self.best[places],
            self.next_best[places],
        )

    @classmethod
    def of_payments(cls, case: Array, source: Array, before: Array, after: Array, payments: Lists) -> Effects:
        """What was paid for the very cases."""
        size, none = len(case), np.full(len(case), -1)
        kind = np.full(size, KINDS.index(EffectKind.PAID), np.int8)
        result = np.full(size, REDUCED, np.int8)
        return cls(case, kind, source, result, before, after, payments, none, none)

    @classmethod
    def together(cls, several: Sequence[Effects]) -> Effects:
        """One after another."""
        lists = [effects.because for effects in several]
        starts = np.cumsum([0, *(len(found.items) for found in lists)])
        offsets = [found.offsets[:-1] + start for found, start in zip(lists, starts, strict=False)]
        because = Lists(_joined([found.items for found in lists]), _joined([*offsets, starts[-1:]]))
        return cls(
            _joined([e.case for e in several]),
            _joined([e.kind for e in several]).astype(np.int8),
            _joined([e.source for e in several]),
            _joined([e.result for e in several]).astype(np.int8),
            _joined([e.before for e in several]),
            _joined([e.after for e in several]),
            because,
            _joined([e.best for e in several]),
            _joined([e.next_best for e in several]),
        )


def _joined(arrays: Sequence[NDArray[np.int64]] | Sequence[NDArray[np.int8]]) -> Array:
    found = np.concatenate([np.zeros(0, np.int64), *arrays])
    return found if found.dtype == object else found.astype(np.int64)


@dataclass
class Log:
    """Effects as they are noted, and the sources they speak of."""

    noted: list[Effects] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    _places: dict[int, int] = field(default_factory=dict)

    def source(self, source: Source) -> int:
        """The number of a source."""
        place = self._places.get(id(source))
        if place is None:
            place = self._places[id(source)] = len(self.sources)
            self.sources.append(source)
        return place

    def in_order(self) -> Effects:
        """All effects by case, each case's in the order noted."""
        found = Effects.together(self.noted)
        return found.at(np.argsort(found.case, kind="stable"))

    def keep(self, cases: Truths, placed: Truths) -> None:
        """Forget all but the effects of some cases, and those of places on some others."""
        quota = KINDS.index(EffectKind.QUOTA)
        masks = (cases[e.case] | (placed[e.case] & (e.kind == quota)) for e in self.noted)
        self.noted = [e.at(np.flatnonzero(kept)) for e, kept in zip(self.noted, masks, strict=True)]


def written(
    effects: Effects, place: int, sources: Sequence[Source], named: Callable[[int], Reference]
) -> Effect:
    """One effect as outcomes hold it."""
    best, next_best = int(effects.best[place]), int(effects.next_best[place])
    return Effect(
        KINDS[effects.kind[place]],
        sources[effects.source[place]],
        RESULTS[effects.result[place]],
        int(effects.before[place]),
        int(effects.after[place]),
        tuple(named(int(other)) for other in effects.because[place]),
        None if best < 0 else best,
        None if next_best < 0 else next_best,
    )
