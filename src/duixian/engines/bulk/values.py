"""Literals, parameters, moments, records and their columns."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from duixian.engines.bulk.causes import Cause, OfRecord, Same, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.errors import BeyondRange
from duixian.engines.bulk.expressions import YES, Column, literal, when
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.scalar import HUGE, Scalar, changed, either, null_of
from duixian.engines.bulk.space import Space
from duixian.language.absent import ABSENT
from duixian.language.columns import Cells, TableColumns, packed
from duixian.language.nodes import (
    Argument,
    Field,
    Follow,
    Here,
    Literal,
    Local,
    Moment,
    MomentName,
    Parameter,
)
from duixian.language.types import Kind, Type
from duixian.language.unknown import Lack, Missing


def constant(value: Any, kind: Type, frames: Frames) -> Scalar:
    """A run-time value that is the same in every row."""
    if value is ABSENT:
        return Scalar(kind, null_of(kind.kind), absent=YES, constant=value)
    if isinstance(value, Fraction):
        number, bound = literal(value.numerator), abs(value.numerator)
        return Scalar(kind, number, den=value.denominator, ratio=True, bound=bound, constant=value)
    cell = cell_of(value, kind, frames)
    if isinstance(cell, bool) or isinstance(value, str):
        return Scalar(kind, literal(cell), constant=value, bound=HUGE if kind.kind in _BARE else cell)
    if abs(cell) >= HUGE:
        raise BeyondRange("a number of a rule does not fit into 64 bits")
    return Scalar(kind, literal(cell), bound=abs(cell), constant=value)


_BARE = (Kind.TEXT, Kind.BOOL)
"""Kinds whose cells are no numbers."""


def cell_of(value: Any, kind: Type, frames: Frames) -> Any:
    """A known run-time value as a column holds it."""
    if isinstance(value, date):
        return packed(value)
    if kind.kind is Kind.CATEGORY and isinstance(value, str):
        return frames.vocabulary.categories[str(kind.of)].rank(value)
    return frames.words.code(value) if isinstance(value, str) else value


def unknown_constant(kind: Type, missing: Missing) -> Scalar:
    """A value that is not known in any row."""
    return Scalar(kind, null_of(kind.kind), vague=True, cause=Same(missing))


def cause_at(
    space: Space, lack: Lack, name: str, table: TableColumns, record: Scalar, where: Column
) -> Cause | None:
    """A missing thing of the record's own row, where a test is true."""
    of, key_text = table.table.name, space.frames.key_text

    def missing(position: int) -> Missing:
        return Missing(lack, name, of, key_text(of, position))

    return gated(OfRecord(missing, record.value), where)


@compiles(Literal)
def written(node: Literal, scope: Scope) -> Scalar:
    """The value itself."""
    return constant(node.value, node.type, scope.space.frames)


@compiles(Parameter)
def parameter(node: Parameter, scope: Scope) -> Scalar:
    """The value decided, or unknown while the question is open."""
    if node.value is None:
        return unknown_constant(node.type, Missing(Lack.QUESTION, node.name, node.record))
    return constant(node.value, node.type, scope.space.frames)


@compiles(Moment)
def moment(node: Moment, scope: Scope) -> Scalar:
    """A value that the engine supplies."""
    policy = scope.policy
    constants: dict[MomentName, Any] = {
        MomentName.AREA: policy.area,
        MomentName.POLICY: policy.title.zh,
        MomentName.TIER: policy.tier,
        MomentName.WINDOW_START: policy.window.start,
        MomentName.WINDOW_END: policy.window.end if policy.window.end is not None else ABSENT,
    }
    if node.name in constants:
        return constant(constants[node.name], node.type, scope.space.frames)
    return scope.moment(node.name)


@compiles(Argument)
def argument(node: Argument, scope: Scope) -> Scalar:
    """An argument of the definition."""
    return scope.space.lift(scope.arguments[node.index])


@compiles(Local)
def local(node: Local, scope: Scope) -> Scalar:
    """A named value of the rule is its body."""
    return compiled(node.body, scope)


@compiles(Here)
def here(node: Here, scope: Scope) -> Scalar:
    """The record in hand."""
    return scope.record(node.depth)


@compiles(Field)
def field(node: Field, scope: Scope) -> Scalar:
    """A column's value."""
    return field_of(compiled(node.base, scope), node.column, scope)


def field_of(base: Scalar, name: str, scope: Scope) -> Scalar:
    """What stands in a column of a record."""
    space = scope.space
    table = space.frames.table(str(base.kind.of))
    kind, cells = table.table.columns[name].type, table.cells(name)
    absent = base.absent
    if cells.absent is not None:
        absent = either(absent, space.take(cells.absent, base.value).sure())
    read = Scalar(
        kind,
        space.take_cells(cells, base.value),
        space,
        absent,
        base.vague or cells.vague,
        cells.den,
        cells.ratio,
        bare=kind.kind is Kind.RECORD,
        bound=_bound(cells, kind),
    )
    return changed(read, cause=causes_of(base.cause, _cell_cause(space, name, table, base, read)))


def _cell_cause(space: Space, name: str, table: TableColumns, base: Scalar, read: Scalar) -> Cause | None:
    if not table.cells(name).vague:
        return None
    unknown = read.unknown
    assert unknown is not None
    return cause_at(space, Lack.CELL, name, table, base, unknown & ~base.value.is_null())


def _bound(cells: Cells, kind: Type) -> int:
    if kind.kind in _BARE:
        return HUGE
    return cells.bound


@compiles(Follow)
def follow(node: Follow, scope: Scope) -> Scalar:
    """The record a link points to; unknown where the register does not hold it."""
    link = field_of(compiled(node.base, scope), node.column, scope)
    space = scope.space
    table = space.frames.table(str(node.type.of))
    if link.bound < table.size:
        return changed(link, bare=False)
    found = when(link.value < table.size, link.value, None)
    cause = causes_of(link.cause, _not_found(space, table, link))
    return changed(link, value=found, vague=True, bare=False, cause=cause)


def _not_found(space: Space, table: TableColumns, link: Scalar) -> Cause | None:
    where, name = link.value >= table.size, table.table.name
    if name not in space.frames.supplied:
        return gated(Same(Missing(Lack.TABLE, name, name)), where)
    return cause_at(space, Lack.RECORD, name, table, link, where)
