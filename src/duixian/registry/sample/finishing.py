"""The last hand on rows, in the order of the whole registry: numbers, added columns, former codes, wrong rows.

What stands in a row may depend on how many rows came before it. A stretch says what it takes (``taken``), the
``Course`` of the registry tells each stretch in turn what came before, and then it can be finished anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from duixian.registry.sample.dice import Dice, dice
from duixian.registry.sample.dirt import Dirt
from duixian.registry.sample.extras import extras_of
from duixian.registry.sample.layout import COLUMNS
from duixian.registry.sample.profile import Profile
from duixian.registry.sample.sheets import Stretch
from duixian.registry.sample.throws import Ints, words_of

_STREAM = 10


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: right and wrong rows by table, and the wrong ones by table and kind of reject."""

    rows: Mapping[str, int]
    planted: Mapping[tuple[str, str], int]


@dataclass(slots=True)
class Taken:
    """What a stretch takes: numbers of claims and payments, rows and words of each table's dice."""

    numbers: int
    rows: dict[str, int]
    words: dict[str, int]


@dataclass(slots=True)
class Before:
    """What came before a stretch: which it is (from 1), numbers and rows so far, and the words its tables' dice
    throw for it."""

    stretch: int
    numbers: int
    rows: dict[str, int]
    words: dict[str, Ints]


@dataclass(slots=True)
class Course:
    """How far a registry has come; asked in the order of its stretches."""

    seed: int
    numbers: int = 0
    stretches: int = 0
    _rows: Counter[str] = field(default_factory=Counter)
    _dice: dict[str, Dice] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._dice = {table: dice(self.seed, _STREAM, place) for place, table in enumerate(COLUMNS)}

    def before(self, taken: Taken) -> Before:
        """What came before the next stretch, which takes so much."""
        words = {table: self._words(table, count) for table, count in taken.words.items()}
        self.stretches += 1
        before = Before(
            self.stretches, self.numbers, {table: self._rows[table] for table in taken.rows}, words
        )
        self.numbers += taken.numbers
        self._rows.update(taken.rows)
        return before

    def _words(self, table: str, count: int) -> Ints:
        if not count:
            return np.empty(0, np.int64)
        return words_of(self._dice[table].getrandbits(32 * count), count).astype(np.int64)


class Finishing:
    """Finishes stretches of a registry of a profile."""

    def __init__(self, profile: Profile) -> None:
        self._extras = extras_of(profile)
        self._dirt = Dirt(profile.dirt, columns_of(profile))

    def taken(self, stretch: Stretch) -> Taken:
        """What a stretch takes."""
        rows = {table: frame.height for table, frame in stretch.frames.items()}
        words = {table: self._extras[table].throws(frame) for table, frame in stretch.frames.items()}
        return Taken(stretch.numbered, rows, words)

    def finished(self, stretch: Stretch, before: Before) -> tuple[dict[str, pl.DataFrame], Made]:
        """The rows as they are written, and what they are."""
        stretch.number(before.numbers)
        frames: dict[str, pl.DataFrame] = {}
        planted: dict[tuple[str, str], int] = {}
        for table, plain in stretch.frames.items():
            frame = self._extras[table].over(plain, before.words[table])
            frames[table], wrong = self._dirt.over(table, frame, before.rows[table])
            planted.update({(table, kind): count for kind, count in wrong.items()})
        return frames, Made({table: frame.height for table, frame in frames.items()}, planted)


def columns_of(profile: Profile) -> dict[str, tuple[str, ...]]:
    """The columns of every table, with what the policy adds."""
    extra = {table: tuple(columns) for table, columns in profile.extra_columns.items()}
    shared = {table: columns + extra.get(table, ()) for table, columns in COLUMNS.items()}
    return shared | dict(profile.extra_tables)
