"""A space: one row for each thing looked at, cases at the root, records of an aggregate below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw
import polars as pl

from duixian.engines.bulk import backend
from duixian.engines.bulk.backend import Fold
from duixian.engines.bulk.errors import BeyondRange
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.scalar import Scalar
from duixian.language.types import record


@dataclass(frozen=True, slots=True)
class Aim:
    """What a run is for beside the values: what is missing, or the day on which an answer may change."""

    causes: bool = False
    days: bool = False


class Space:
    """Rows with columns that grow as values are kept. ``up``: the parent's row of each row."""

    def __init__(
        self,
        frames: Frames,
        columns: Mapping[str, pl.Series],
        size: int,
        aim: Aim,
        parent: Space | None = None,
    ) -> None:
        self.frames, self.aim, self.parent, self.size = frames, aim, parent, size
        self.frame = backend.numbered(columns, size)
        self._count = 0
        self._guards: list[nw.Expr] = []
        self._lifted: dict[int, tuple[Scalar, Scalar]] = {}
        self._taken: dict[tuple[str, int], tuple[pl.Series, str]] = {}

    def name(self) -> str:
        """A new column's name."""
        self._count += 1
        return f"c{self._count}"

    def keep_columns(self, *parts: nw.Expr) -> list[str]:
        """Work expressions out, once, as columns."""
        names = [self.name() for _ in parts]
        if parts:
            self.frame = self.frame.with_columns(*(p.alias(n) for p, n in zip(parts, names, strict=True)))
        return names

    def keep(self, scalar: Scalar) -> Scalar:
        """The same value, worked out once."""
        return scalar if scalar.column is not None else self._kept(scalar)[0]

    def _kept(self, scalar: Scalar) -> tuple[Scalar, dict[str, str]]:
        parts = scalar.parts()
        names = dict(zip(parts, self.keep_columns(*parts.values()), strict=True))
        held = scalar.over(lambda name, _: nw.col(names[name]), self)
        return replace(held, column=names["value"], columns=names), names

    def column_of(self, scalar: Scalar) -> str:
        """The name of a column that holds the value."""
        return scalar.column if scalar.column is not None else self.keep_columns(scalar.value)[0]

    def guard(self, danger: nw.Expr) -> None:
        """Rows in which a number would leave its range: the run stops there."""
        self._guards.append(danger)
        if len(self._guards) >= 16:
            self.check()

    def check(self) -> None:
        """Raises BeyondRange where a guard met its danger."""
        guards, self._guards = self._guards, []
        if guards and self.size:
            named = [guard.alias(f"g{place}") for place, guard in enumerate(guards)]
            met = self.frame.with_columns(*named)
            if any(met.select(nw.col(f"g{place}").any() for place in range(len(guards))).row(0)):
                raise BeyondRange("a number or date leaves the range of a column")

    def take(self, source: pl.Series, positions: str) -> str:
        """The name of a column with what stands, for each row, in a table's column at its position."""
        known = self._taken.get((positions, id(source)))
        if known is None:
            # The source is kept beside its name so that its id is never given to another.
            known = self._taken[positions, id(source)] = (source, self.name())
            self.frame = backend.taken(self.frame, known[1], source, positions)
        return known[1]

    def lift(self, scalar: Scalar) -> Scalar:
        """A value of this space or of one above, in each of this space's rows."""
        if scalar.space is None or scalar.space is self:
            return scalar
        known = self._lifted.get(id(scalar))
        if known is None:
            known = self._lifted[id(scalar)] = (scalar, self._brought(scalar))
        return known[1]

    def _brought(self, scalar: Scalar) -> Scalar:
        parent = self.parent
        assert parent is not None
        above = parent.lift(scalar)
        if above.column is None or above.columns is None:
            above = parent._kept(above)[0]
        names = above.columns
        assert names is not None
        sources = {part: backend.column(parent.frame, name) for part, name in names.items()}
        taken = {part: self.take(source, "up") for part, source in sources.items()}
        held = above.over(lambda part, _: nw.col(taken[part]), self)
        return replace(held, column=taken["value"], columns=taken)

    def child(self, pairs: Mapping[str, pl.Series]) -> Space:
        """A space below: ``up`` and ``at`` of each of its rows."""
        return Space(self.frames, pairs, len(pairs["up"]), self.aim, self)

    def fold(self, folds: Sequence[tuple[nw.Expr, Fold]]) -> list[nw.Expr]:
        """Columns of the parent, each a fold of this space's rows; null where there is no row."""
        parent = self.parent
        assert parent is not None
        self.check()
        columns = self.keep_columns(*(part for part, _ in folds))
        names = [parent.name() for _ in folds]
        wanted = {n: (c, how) for n, c, (_, how) in zip(names, columns, folds, strict=True)}
        parent.frame = backend.folded(self.frame, "up", parent.frame, wanted)
        return [nw.col(name) for name in names]

    def records(self, table: str, column: str = "at") -> Scalar:
        """The record of ``table`` at each row's position."""
        return Scalar(record(table), nw.col(column), self, column=column, columns={"value": column})

    def mapped(self, given: Sequence[nw.Expr], function: Callable[..., Any], held: type) -> nw.Expr:
        """A Python function of a few distinct values."""
        names, made = self.keep_columns(*given), self.name()
        self.frame = backend.mapped(self.frame, made, names, function, held)
        return nw.col(made)
