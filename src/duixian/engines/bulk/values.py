"""Literals, parameters, moments, records and their columns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import narwhals as nw

from duixian.engines.bulk.backend import SEPARATOR
from duixian.engines.bulk.calendar import LATEST, packed
from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.frames import Cells, TableColumns
from duixian.engines.bulk.scalar import HUGE, Scalar, causes_of, either, integer, null_of
from duixian.engines.bulk.space import Space
from duixian.language.absent import ABSENT
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
from duixian.language.vocabulary import Vocabulary

FIELDS = "\x1f"
"""Between the parts of one missing thing; ``SEPARATOR`` stands between several."""


def constant(value: Any, kind: Type, vocabulary: Vocabulary) -> Scalar:
    """A run-time value that is the same in every row."""
    if value is ABSENT:
        return Scalar(kind, null_of(kind.kind), absent=nw.lit(True), constant=value)
    if isinstance(value, Fraction):
        number = integer(value.numerator)
        bound = abs(value.numerator)
        return Scalar(kind, number, den=value.denominator, ratio=True, bound=bound, constant=value)
    cell = cell_of(value, kind, vocabulary)
    if isinstance(cell, bool | str):
        return Scalar(kind, nw.lit(cell), constant=value)
    return Scalar(kind, integer(cell), bound=abs(cell), constant=value)


def cell_of(value: Any, kind: Type, vocabulary: Vocabulary) -> Any:
    """A known run-time value as a column holds it."""
    if isinstance(value, date):
        return packed(value)
    if kind.kind is Kind.CATEGORY and isinstance(value, str):
        return vocabulary.categories[str(kind.of)].rank(value)
    return value


def unknown_constant(kind: Type, missing: Missing) -> Scalar:
    """A value that is not known in any row."""
    return Scalar(kind, null_of(kind.kind), vague=True, cause=_written(missing))


def _written(missing: Missing) -> nw.Expr:
    return nw.lit(FIELDS.join((missing.kind.value, missing.name, missing.table, missing.key)))


def missing_of(text: str | None) -> frozenset[Missing]:
    """The missing things that a column of causes holds."""
    found = [] if not text else [part.split(FIELDS) for part in text.split(SEPARATOR)]
    return frozenset(Missing(Lack(kind), name, table, key) for kind, name, table, key in found)


def cause_at(
    space: Space, lack: Lack, name: str, table: TableColumns, record: Scalar, where: nw.Expr
) -> nw.Expr:
    """A missing thing of the record's own row, where a test is true."""
    key = nw.col(space.take(table.key_texts, space.column_of(record)))
    text = nw.concat_str(nw.lit(FIELDS.join((lack.value, name, table.table.name, ""))), key)
    return nw.when(where).then(text).otherwise(nw.lit(None, nw.String))


@compiles(Literal, heavy=False)
def literal(node: Literal, scope: Scope) -> Scalar:
    """The value itself."""
    return constant(node.value, node.type, scope.policy.vocabulary)


@compiles(Parameter, heavy=False)
def parameter(node: Parameter, scope: Scope) -> Scalar:
    """The value decided, or unknown while the question is open."""
    if node.value is None:
        return unknown_constant(node.type, Missing(Lack.QUESTION, node.name, node.record))
    return constant(node.value, node.type, scope.policy.vocabulary)


@compiles(Moment, heavy=False)
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
        return constant(constants[node.name], node.type, policy.vocabulary)
    return scope.moment(node.name)


@compiles(Argument, heavy=False)
def argument(node: Argument, scope: Scope) -> Scalar:
    """An argument of the definition."""
    return scope.space.lift(scope.arguments[node.index])


@compiles(Local, heavy=False)
def local(node: Local, scope: Scope) -> Scalar:
    """A named value of the rule is its body."""
    return compiled(node.body, scope)


@compiles(Here, heavy=False)
def here(node: Here, scope: Scope) -> Scalar:
    """The record in hand."""
    return scope.record(node.depth)


@compiles(Field, heavy=False)
def field(node: Field, scope: Scope) -> Scalar:
    """A column's value."""
    return field_of(compiled(node.base, scope), node.column, scope)


def field_of(base: Scalar, column: str, scope: Scope) -> Scalar:
    """What stands in a column of a record."""
    space = scope.space
    table = space.frames.table(str(base.kind.of))
    kind = table.table.columns[column].type
    cells, at = table.cells(column), space.column_of(base)
    absent = base.absent
    if cells.absent is not None:
        absent = either(absent, nw.col(space.take(cells.absent, at)).fill_null(False))
    name = space.take(cells.values, at)
    vague = base.vague or cells.vague
    read = Scalar(
        kind, nw.col(name), space, absent, vague, cells.den, cells.ratio, column=name, columns={"value": name}
    )
    read = replace(read, bare=kind.kind is Kind.RECORD, bound=_bound(cells, kind))
    if space.aim.causes and read.vague:
        read = replace(read, cause=causes_of(base.cause, _cell_cause(space, column, table, base, read)))
    return space.keep(replace(read, column=None)) if len(read.parts()) > 1 else read


def _cell_cause(space: Space, column: str, table: TableColumns, base: Scalar, read: Scalar) -> nw.Expr | None:
    if not table.cells(column).vague:
        return None
    unknown = read.unknown
    assert unknown is not None
    return cause_at(space, Lack.CELL, column, table, base, unknown & ~base.value.is_null())


def _bound(cells: Cells, kind: Type) -> int:
    if kind.kind is Kind.DATE:
        return LATEST
    if kind.kind in (Kind.TEXT, Kind.BOOL):
        return HUGE
    return cells.bound


@compiles(Follow)
def follow(node: Follow, scope: Scope) -> Scalar:
    """The record a link points to; unknown where the register does not hold it."""
    link = field_of(compiled(node.base, scope), node.column, scope)
    space = scope.space
    table = space.frames.table(str(node.type.of))
    if link.bound < table.size:
        return replace(link, bare=False)
    found = nw.when(link.value < table.size).then(link.value).otherwise(integer(None))
    cause = link.cause
    if space.aim.causes:
        cause = causes_of(cause, _not_found(space, table, link))
    absent = link.absent
    return replace(link, value=found, absent=absent, vague=True, bare=False, cause=cause, column=None)


def _not_found(space: Space, table: TableColumns, link: Scalar) -> nw.Expr:
    where, name = link.value >= table.size, table.table.name
    if name not in space.frames.supplied:
        return (
            nw.when(where).then(_written(Missing(Lack.TABLE, name, name))).otherwise(nw.lit(None, nw.String))
        )
    return cause_at(space, Lack.RECORD, name, table, link, where)
