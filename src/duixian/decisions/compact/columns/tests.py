"""The masks and values of all tests of a measure, in some of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from duixian.decisions.compact.columns.cells import Found, Words, found, masked
from duixian.decisions.compact.columns.lacks import missing_frame
from duixian.decisions.compact.layout import Layout, Shown
from duixian.decisions.compact.masks import WIDTH, Mask
from duixian.decisions.compact.slots import Slot
from duixian.engines.bulk.cases import Cases
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.reading import Batch, Reader
from duixian.engines.bulk.trace import Tested


def pairs(layout: Layout, cases: Cases) -> Iterator[tuple[Slot, Tested]]:
    """Every numbered test with its columns."""
    if layout.slots.applies is not None and cases.applies is not None:
        yield from _pairs(layout.slots.applies, cases.applies)
    for slot, tested in zip(layout.slots.roots, cases.findings, strict=True):
        yield from _pairs(slot, tested)


def _pairs(slot: Slot, tested: Tested) -> Iterator[tuple[Slot, Tested]]:
    yield slot, tested
    for part, inner in zip(slot.parts, tested.parts, strict=True):
        yield from _pairs(part, inner)


def announce(reader: Reader, layout: Layout, cases: Cases) -> None:
    """Tell a reader of all that ``TestRows`` will read."""
    for slot, tested in pairs(layout, cases):
        reader.announce_scalars(tested.truth)
        if slot.number in layout.found.kept:
            reader.announce_scalars(tested.actual)
        if slot.number in layout.asked.kept:
            reader.announce_scalars(tested.threshold)


class Bits:
    """The words of a mask in some rows."""

    def __init__(self, mask: Mask, size: int) -> None:
        self._mask = mask
        self._words = [np.zeros(size, np.int64) for _ in mask.columns]

    def put(self, number: int, where: Array | None) -> None:
        """Set a bit where something is true."""
        if where is not None:
            word, bit = divmod(number, WIDTH)
            self._words[word] |= where.astype(np.int64) << bit

    def columns(self) -> dict[str, pl.Series]:
        """The columns."""
        return {name: pl.Series(word) for name, word in zip(self._mask.columns, self._words, strict=True)}


@dataclass
class ShownRows:
    """Values of one sort in some rows."""

    shown: Shown
    size: int
    cells: dict[str, pl.Series] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._bits = [Bits(mask, self.size) for mask in self.shown.masks]

    def put(self, number: int, value: Found, there: Array | None = None) -> None:
        """Take a value; ``there``: the only rows that show it."""
        flags = (value.unknown, value.none, value.whole)
        for bits, flag in zip(self._bits, flags, strict=False):
            bits.put(number, flag if flag is None or there is None else flag & there)
        self.cells |= {name: masked(cells, there) for name, cells in value.cells.items()}

    def columns(self) -> dict[str, pl.Series]:
        """Masks and cells."""
        found = dict(self.cells)
        for bits in self._bits:
            found |= bits.columns()
        return found


class TestRows:
    """All tests in the rows of a batch."""

    def __init__(self, layout: Layout, cases: Cases, batch: Batch, words: Words) -> None:
        self._layout, self._cases, self._batch, self._words = layout, cases, batch, words
        size = len(batch.rows)
        self._holds, self._fails = (Bits(mask, size) for mask in layout.truths)
        self._found, self._asked = ShownRows(layout.found, size), ShownRows(layout.asked, size)
        self._lacks: list[pl.DataFrame] = []
        hidden = self._hidden()
        within = self._of_applies()
        for slot, tested in pairs(layout, cases):
            self._take(slot, tested, None if slot.number not in within else ~hidden)

    def _hidden(self) -> Array:
        """The rows that do not show which records are meant: those where it is known."""
        applies = self._cases.applies
        if applies is None:
            return np.zeros(len(self._batch.rows), bool)
        known = self._batch.array(applies.truth.value)[1]
        return np.ones(len(self._batch.rows), bool) if known is None else known

    def _of_applies(self) -> set[int]:
        first = self._layout.slots.applies
        return set() if first is None else set(range(first.number, self._end_of(first)))

    def _end_of(self, slot: Slot) -> int:
        return self._end_of(slot.parts[-1]) if slot.parts else slot.number + 1

    def _take(self, slot: Slot, tested: Tested, there: Array | None) -> None:
        true, known = self._batch.array(tested.truth.value)
        false = ~true if known is None else known & ~true
        first = slot is self._layout.slots.applies
        self._holds.put(slot.number, true if there is None or first else true & there)
        self._fails.put(slot.number, false if there is None else false & there)
        if known is not None and not slot.parts:
            self._lack(slot, tested, ~known if there is None else ~known & there)
        if slot.number in self._layout.found.kept:
            assert tested.actual is not None
            value = found(self._layout.found.kept[slot.number], tested.actual, self._batch, self._words)
            self._found.put(slot.number, _shown(value, known) if tested.deciding else value, there)
        if slot.number in self._layout.asked.kept:
            assert tested.threshold is not None
            value = found(self._layout.asked.kept[slot.number], tested.threshold, self._batch, self._words)
            self._asked.put(slot.number, value, there)

    def _lack(self, slot: Slot, tested: Tested, unknown: Array) -> None:
        rows = np.flatnonzero(unknown)
        if len(rows):
            frame = missing_frame(tested.truth.cause, self._batch.rows[rows], rows, self._words)
            number = pl.lit(slot.number, pl.Int16).alias("test")
            self._lacks.append(frame.select("owner", number, pl.exclude("owner")))

    @property
    def lacks(self) -> pl.DataFrame | None:
        """What each test lacks, by the row's place in the batch; None: nothing."""
        return pl.concat(self._lacks).sort("owner", "test", maintain_order=True) if self._lacks else None

    def columns(self) -> Mapping[str, pl.Series]:
        """Masks and values."""
        return {
            **self._holds.columns(),
            **self._fails.columns(),
            **self._found.columns(),
            **self._asked.columns(),
        }


def _shown(value: Found, known: Array | None) -> Found:
    """The record that decided: where none did, unknown as the test is, or not shown."""
    if value.unknown is None:
        return value
    unknown = np.zeros(len(value.unknown), bool) if known is None else value.unknown & ~known
    return Found(value.cells, unknown, value.none, value.whole)
