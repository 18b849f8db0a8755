"""Columns read back in some rows, as the reference engine holds their values: each kind of value decoded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from duixian.engines.bulk.causes import Cause, missing_in
from duixian.engines.bulk.evaluation import Plan
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.nodes import TRUE, Array, Node
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Space
from duixian.language.absent import ABSENT
from duixian.language.columns import unpacked
from duixian.language.types import Kind
from duixian.language.unknown import Missing, Unknown

day_of = lru_cache(maxsize=1 << 14)(unpacked)
fraction = lru_cache(maxsize=1 << 14)(Fraction)


class Reader:
    """Reads columns of one space. They are announced first, so that one plan works all of them out together."""

    def __init__(self, space: Space) -> None:
        self.space = space
        self._places: dict[int, int] = {}
        self._nodes: list[Node] = []
        self._plan: Plan | None = None

    def announce(self, *columns: Column | None) -> None:
        """Columns that will be read."""
        for column in columns:
            if column is not None:
                self.place(column.node)
                self.place(column.known)

    def announce_scalars(self, *scalars: Scalar | None) -> None:
        """Values that will be read."""
        for scalar in scalars:
            if scalar is not None:
                self.announce(*scalar.columns().values())

    def place(self, node: Node) -> int:
        """Where a node's array stands among those read."""
        place = self._places.get(id(node))
        if place is None:
            assert self._plan is None
            place = self._places[id(node)] = len(self._nodes)
            self._nodes.append(node)
        return place

    def read(self, rows: Array) -> Batch:
        """Some rows."""
        if self._plan is None:
            self._plan = Plan(self._nodes, deep=True)
        return Batch(self, rows, self._plan.run(rows))


class Batch:
    """What was read in some rows."""

    def __init__(self, reader: Reader, rows: Array, found: Sequence[Array]) -> None:
        self.rows, self._reader, self._found = rows, reader, found
        self._values: dict[int, list[Any]] = {}

    def array(self, column: Column) -> tuple[Array, Array | None]:
        """A column's cells, and where they are known (None: everywhere)."""
        values = self._found[self._reader.place(column.node)]
        return values, None if column.known is TRUE else self._found[self._reader.place(column.known)]

    def plain(self, column: Column, decoded: Callable[[Any], Any] | None = None) -> list[Any]:
        """A column's cells; None where there is none."""
        values, known = self.array(column)
        if known is None:
            cells = values.tolist()
            return cells if decoded is None else [decoded(cell) for cell in cells]
        found: list[Any] = [None] * len(values)
        for place in np.flatnonzero(known).tolist():
            cell = values[place].item()
            found[place] = cell if decoded is None else decoded(cell)
        return found

    def values(self, scalar: Scalar) -> list[Any]:
        """Values as the reference engine holds them."""
        found = self._values.get(id(scalar))
        if found is None:
            found = self._values[id(scalar)] = self._filled(scalar)
        return found

    def _filled(self, scalar: Scalar) -> list[Any]:
        found = self._known(scalar)
        if scalar.value.known is TRUE:
            return found
        known = self._found[self._reader.place(scalar.value.known)]
        if scalar.absent is not None:
            none = self.array(scalar.absent)[0] & ~known
            known = known | none
            for place in np.flatnonzero(none).tolist():
                found[place] = ABSENT
        empty = np.flatnonzero(~known)
        for place, missing in zip(empty.tolist(), self.missing(scalar.cause, empty), strict=True):
            found[place] = Unknown(missing)
        return found

    def _known(self, scalar: Scalar) -> list[Any]:
        if isinstance(scalar.den, int) and isinstance(scalar.ratio, bool):
            return self.plain(scalar.value, _decoder(scalar, self._reader.space.frames))
        values, dens, ratios = self.plain(scalar.value), self._each(scalar.den), self._each(scalar.ratio)
        return [
            None if value is None else fraction(value, den) if ratio else value // den
            for value, den, ratio in zip(values, dens, ratios, strict=True)
        ]

    def _each(self, part: Column | int) -> list[Any]:
        return self.plain(part) if isinstance(part, Column) else [part] * len(self.rows)

    def missing(self, cause: Cause | None, places: Array) -> list[frozenset[Missing]]:
        """What is missing at some places among the rows."""
        return missing_in(cause, self.rows[places])


def _decoder(scalar: Scalar, frames: Frames) -> Callable[[Any], Any] | None:
    kind, den = scalar.kind, scalar.den
    assert isinstance(den, int)
    if scalar.ratio:
        return lambda cell: fraction(cell, den)
    if den != 1:
        return lambda cell: cell // den
    if kind.kind is Kind.DATE:
        return day_of
    if kind.kind is Kind.CATEGORY:
        return frames.vocabulary.categories[str(kind.of)].members.__getitem__
    if kind.kind is Kind.TEXT:
        return frames.words.__getitem__
    if kind.kind is Kind.RECORD:
        table = frames.table(str(kind.of))
        return table.key if scalar.bare else table.record
    return None


@dataclass(frozen=True, eq=False)
class Worked:
    """A value's arrays in some rows: ``values`` 0 or False where not ``known`` (None: known everywhere), ``absent``
    where there is none (None: nowhere), numbers over ``den``, held as a fraction where ``ratio``."""

    values: Array
    known: Array | None
    absent: Array | None
    den: int | Array
    ratio: bool | Array


def worked_out(scalar: Scalar, space: Space, rows: Array | None = None) -> Worked:
    """A value's arrays in all rows of a space, or in some. Texts are codes of the frames' words."""
    held = space.lift(scalar)
    parts = held.columns()
    nodes = [node for part in parts.values() for node in (part.node, part.known)]
    arrays = space.arrays(*nodes) if rows is None else Plan(nodes, deep=True).run(rows)
    found: dict[str, Any] = {name: arrays[2 * place] for place, name in enumerate(parts)}
    known = None if held.value.known is TRUE else arrays[1]
    values = found["value"]
    if values.dtype != np.bool_:
        values = values.astype(np.int64, copy=False)
    if known is not None:
        values = np.where(known, values, values.dtype.type(0))
    den, ratio = found.get("den", held.den), found.get("ratio", held.ratio)
    return Worked(values, known, found.get("absent"), den, ratio)
