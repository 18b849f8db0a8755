"""One value for each row of a space, as column expressions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from duixian.engines.bulk.causes import Cause
from duixian.engines.bulk.expressions import MAYBE, NULL, Column, literal
from duixian.language.types import Kind, Type

HUGE = 2**63
"""A bound that says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """A date so many months and days from the day of the decision, or a count of days that grows with it.

    ``of``: where it is one; a count says by ``slope`` whether it grows (1) or shrinks (−1)."""

    of: Column
    months: Column | None = None
    days: Column | None = None
    slope: int = 0


@dataclass(slots=True, eq=False)
class Scalar:
    """A value in every row of ``space`` (None: the same in every row of any).

    ``value`` is null where the value is unknown or there is none; ``absent`` is true where there is none (None:
    there always is one); ``vague`` says whether it can be unknown at all. Dates are packed (see ``calendar``),
    categories are ranks, texts codes of the run's words, records positions in their table, ratios ``value`` over
    ``den``; ``ratio`` says that the reference holds it as a fraction, ``bare`` that it holds the record's key only.
    ``cause``: what is missing where it is unknown. ``today``: where it is the day of the decision itself (only in a
    run for days). ``shift``: how it moves with that day, where it is only compared. ``bound``: no value is further
    from zero. ``constant``: the value in every row. Never changed once made; tens of thousands are made in a run,
    and a frozen class would take three times as long for each.
    """

    kind: Type
    value: Column
    space: object | None = None
    absent: Column | None = None
    vague: bool = False
    den: int | Column = 1
    ratio: bool | Column = False
    bare: bool = False
    cause: Cause | None = None
    today: Column | None = None
    shift: Shift | None = None
    bound: int = HUGE
    constant: Any = None

    @property
    def whole(self) -> bool:
        """Whether it stands over one."""
        return isinstance(self.den, int) and self.den == 1

    @property
    def unknown(self) -> Column | None:
        """Where it is not known; None: never."""
        if not self.vague:
            return None
        return self.value.is_null() if self.absent is None else self.value.is_null() & ~self.absent

    def columns(self) -> dict[str, Column]:
        """The columns it is made of, by the name of their field."""
        names = ("value", "absent", "den", "ratio", "today")
        found = {name: getattr(self, name) for name in names}
        return {name: part for name, part in found.items() if isinstance(part, Column)}

    def over(self, function: Callable[[Column], Column], space: object | None) -> Scalar:
        """The same with each of its columns put through a function."""
        return changed(self, space=space, **{name: function(p) for name, p in self.columns().items()})


_ALL_PARTS = attrgetter(*(part.name for part in fields(Scalar)))


def changed(scalar: Scalar, **parts: Any) -> Scalar:
    """The same value with some of its parts others; what ``dataclasses.replace`` does, in a fifth of its time."""
    made = Scalar(*_ALL_PARTS(scalar))
    for name, part in parts.items():
        setattr(made, name, part)
    return made


def null_of(kind: Kind) -> Column:
    """Null of a column's type."""
    return MAYBE if kind is Kind.BOOL else NULL


def either(*flags: Column | None) -> Column | None:
    """Where any of the flags is true; None where none can be."""
    found = [flag for flag in flags if flag is not None]
    if not found:
        return None
    joined = found[0]
    for flag in found[1:]:
        joined = joined | flag
    return joined


def any_ratio(one: bool | Column, other: bool | Column) -> bool | Column:
    """Whether either of two is held as a fraction."""
    if one is True or other is True:
        return True
    joined = either(*(part for part in (one, other) if isinstance(part, Column)))
    return False if joined is None else joined


def ratio_column(ratio: bool | Column) -> Column:
    """Whether it is held as a fraction, as a column."""
    return literal(ratio)


def space_of(*scalars: Scalar | None) -> object | None:
    """The space that several values share."""
    return next((s.space for s in scalars if s is not None and s.space is not None), None)
