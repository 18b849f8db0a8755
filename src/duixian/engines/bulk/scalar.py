"""One value for each row of a space, as column expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from duixian.engines.bulk.backend import SEPARATOR
from duixian.language.types import Kind, Type

HUGE = 2**63
"""A bound that says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A date so many months and days from the day of the decision, or a count of days that grows with it.

    ``of``: where it is one; a count says by ``slope`` whether it grows (1) or shrinks (−1)."""

    of: nw.Expr
    months: nw.Expr | None = None
    days: nw.Expr | None = None
    slope: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A value in every row of ``space`` (None: the same in every row of any).

    ``value`` is null where the value is unknown or there is none; ``absent`` is true where there is none (None:
    there always is one); ``vague`` says whether it can be unknown at all. Dates are packed (see ``calendar``),
    categories are ranks, records positions in their table, ratios ``value`` over ``den``; ``ratio`` says that
    the reference holds it as a fraction, ``bare`` that it holds the record's key only. ``cause``: what is
    missing, null where nothing is (only in a run for causes). ``today``: where it is the day of the
    decision itself (only in a run for days). ``shift``: how it moves with that day, where it is
    only compared. ``bound``: no value
    is further from zero. ``column``: the column that holds it, once kept, and
    ``columns`` those of all its parts. ``constant``: the value in every row.
    """

    kind: Type
    value: nw.Expr
    space: object | None = None
    absent: nw.Expr | None = None
    vague: bool = False
    den: int | nw.Expr = 1
    ratio: bool | nw.Expr = False
    bare: bool = False
    cause: nw.Expr | None = None
    today: nw.Expr | None = None
    shift: Shift | None = None
    bound: int = HUGE
    column: str | None = None
    columns: Mapping[str, str] | None = None
    constant: Any = None

    @property
    def whole(self) -> bool:
        """Whether it stands over one."""
        return isinstance(self.den, int) and self.den == 1

    @property
    def unknown(self) -> nw.Expr | None:
        """Where it is not known; None: never."""
        if not self.vague:
            return None
        return self.value.is_null() if self.absent is None else self.value.is_null() & ~self.absent

    def parts(self) -> dict[str, nw.Expr]:
        """The expressions it is made of, by the name of their field."""
        names = ("value", "absent", "den", "ratio", "cause", "today")
        found = {name: getattr(self, name) for name in names}
        return {name: part for name, part in found.items() if isinstance(part, nw.Expr)}

    def over(self, function: Callable[[str, nw.Expr], nw.Expr], space: object | None) -> Scalar:
        """The same with each of its expressions put through a function of its field's name."""
        changed: dict[str, Any] = {name: function(name, part) for name, part in self.parts().items()}
        return replace(self, space=space, column=None, **changed)


def integer(value: int | None) -> nw.Expr:
    """A 64-bit literal."""
    return nw.lit(value, nw.Int64)


def held_as(kind: Kind) -> type:
    """The Python type of a column's cells."""
    return str if kind is Kind.TEXT else bool if kind is Kind.BOOL else int


def null_of(kind: Kind) -> nw.Expr:
    """Null of a column's type."""
    types: dict[type, Any] = {str: nw.String, bool: nw.Boolean, int: nw.Int64}
    return nw.lit(None, types[held_as(kind)])


def either(*flags: nw.Expr | None) -> nw.Expr | None:
    """Where any of the flags is true; None where none can be."""
    found = [flag for flag in flags if flag is not None]
    if not found:
        return None
    joined = found[0]
    for flag in found[1:]:
        joined = joined | flag
    return joined


def any_ratio(one: bool | nw.Expr, other: bool | nw.Expr) -> bool | nw.Expr:
    """Whether either of two is held as a fraction."""
    if one is True or other is True:
        return True
    joined = either(*(part for part in (one, other) if isinstance(part, nw.Expr)))
    return False if joined is None else joined


def ratio_column(ratio: bool | nw.Expr) -> nw.Expr:
    """Whether it is held as a fraction, as a column."""
    return nw.lit(ratio) if isinstance(ratio, bool) else ratio


def both(one: nw.Expr | None, other: nw.Expr | None) -> nw.Expr | None:
    """Where both flags are true; None where that cannot be."""
    return None if one is None or other is None else one & other


def causes_of(*causes: nw.Expr | None) -> nw.Expr | None:
    """What is missing among several; None where nothing can be."""
    found = [cause for cause in causes if cause is not None]
    if len(found) < 2:
        return found[0] if found else None
    joined = nw.concat_str(*found, separator=SEPARATOR, ignore_nulls=True)
    return nw.when(joined != nw.lit("")).then(joined).otherwise(nw.lit(None, nw.String))


def gated(part: nw.Expr | None, gate: nw.Expr | None, null: nw.Expr) -> nw.Expr | None:
    """A part where the gate is true, null elsewhere."""
    if part is None or gate is None:
        return part
    return nw.when(gate).then(part).otherwise(null)


def space_of(*scalars: Scalar | None) -> object | None:
    """The space that several values share."""
    return next((s.space for s in scalars if s is not None and s.space is not None), None)
