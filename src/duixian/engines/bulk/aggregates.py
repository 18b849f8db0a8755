"""Questions to many records: the case frame joined with a table, tested in Kleene logic, folded back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled, compiles, operand
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import MAYBE, NO, NULL, YES, Column, when
from duixian.engines.bulk.logic import comparison
from duixian.engines.bulk.moves import Pairs, crossed, equal_to, in_order, linked
from duixian.engines.bulk.moving import turning
from duixian.engines.bulk.numbers import SAFE, over_one_den
from duixian.engines.bulk.scalar import Scalar, changed
from duixian.engines.bulk.space import Fold, Space
from duixian.engines.bulk.values import unknown_constant
from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Compare,
    Comparison,
    Expr,
    Field,
    Here,
    How,
    MomentName,
    Rows,
)
from duixian.language.types import BOOL, Kind, record
from duixian.language.unknown import Lack, Missing


@dataclass(frozen=True)
class Selection:
    """The records looked at, in a space of their own. ``matches``: which surely match (null: unknown).

    ``owner``: what kept them from being found at all, unknown or none."""

    scope: Scope
    found: Scalar
    matches: Scalar
    owner: Scalar


def _unsupplied(table: str) -> Scalar:
    return unknown_constant(BOOL, Missing(Lack.TABLE, table, table))


def gathered(rows: Rows, where: Expr | None, scope: Scope) -> tuple[Space, Scalar]:
    """The space of the records, and the owner: unknown where the register or the owner is not known."""
    space = scope.space
    supplied = rows.table in space.frames.supplied
    nothing = Scalar(BOOL, YES) if supplied else _unsupplied(rows.table)
    if rows.base is None:
        return space.child(_everything(rows, where, scope) if supplied else crossed(0, 0)), nothing
    if isinstance(rows.base, Rows):
        return _flattened(rows, rows.base, scope, supplied)
    owner = operand(rows.base, scope)
    if not supplied:
        return space.child(crossed(0, 0)), _first(owner, nothing)
    return space.linked(rows.table, str(rows.link), owner), owner


def _first(owner: Scalar, then: Scalar) -> Scalar:
    """Unknown for the first reason there is."""
    if owner.unknown is None:
        return then
    return changed(
        then, cause=causes_of(gated(owner.cause, owner.unknown), gated(then.cause, ~owner.unknown))
    )


def _flattened(rows: Rows, base: Rows, scope: Scope, supplied: bool) -> tuple[Space, Scalar]:
    middle, owner = gathered(base, None, scope)
    if not supplied:
        return scope.space.child(crossed(0, 0)), _first(owner, _unsupplied(rows.table))
    links = scope.space.frames.table(rows.table).links(str(rows.link))
    pairs = linked(*middle.numbers(middle.at), links)
    assert middle.up is not None
    return scope.space.child(in_order(Pairs(middle.up[pairs.up], pairs.at))), owner


def _everything(rows: Rows, where: Expr | None, scope: Scope) -> Pairs:
    """Every record of a table, or, where the test asks for an equal column, those that may be equal."""
    space, table = scope.space, scope.space.frames.table(rows.table)
    equal = _equality(where, rows, scope)
    if equal is None or space.size * table.size < 10_000:
        return crossed(space.size, table.size)
    cells, asked = table.cells(equal[0]), operand(equal[1], scope)
    if cells.vague or asked.vague or cells.den != 1 or not asked.whole or asked.value.truth:
        return crossed(space.size, table.size)
    known = np.arange(table.size) if cells.known is None else np.flatnonzero(cells.known)
    pairs = equal_to(*space.numbers(asked.value), space.frames.values(cells)[known])
    return Pairs(pairs.up, known[pairs.at])


def _equality(where: Expr | None, rows: Rows, scope: Scope) -> tuple[str, Expr] | None:
    parts = where.parts if isinstance(where, AllOf) else (where,) if where is not None else ()
    for part in parts:
        if isinstance(part, Compare) and part.operator is Comparison.EQ:
            for one, other in ((part.left, part.right), (part.right, part.left)):
                if _own_column(one, rows.depth) and not _looks_at(other, rows.depth):
                    assert isinstance(one, Field)
                    return one.column, other
    return None


def _own_column(node: Expr, depth: int) -> bool:
    return isinstance(node, Field) and isinstance(node.base, Here) and node.base.depth == depth


def _looks_at(node: Expr, depth: int) -> bool:
    """Whether an expression may look at the record at a depth; only plain paths are told apart."""
    while isinstance(node, Field) or hasattr(node, "base"):
        node = node.base
    return not isinstance(node, Here) or node.depth >= depth


def selected(node: Aggregate, scope: Scope) -> Selection:
    """The records an aggregate looks at, and which of them match."""
    space, owner = gathered(node.rows, node.where, scope)
    found = space.records(node.rows.table)
    inner = scope.below(space, node.rows.depth, found)
    if node.where is None:
        return Selection(inner, found, Scalar(BOOL, YES, space), owner)
    truth = compiled(node.where, inner)
    if truth.absent is not None:
        truth = changed(truth, value=when(truth.absent, NO, truth.value), absent=None)
    return Selection(inner, found, changed(truth, space=space), owner)


@dataclass(frozen=True)
class Folded:
    """What an aggregate's records come to in each row above. ``some``: one matches; ``open``: one may match."""

    some: Column
    open: Column | None
    cause: Cause | None


def folded(selection: Selection) -> Folded:
    """The truths of the records folded."""
    truth, space = selection.matches, selection.scope.space
    open_ = space.fold(truth.value.is_null(), "any") if truth.vague else None
    return Folded(space.fold(truth.value, "any"), open_, space.causes_below(truth.cause))


def owned(made: Scalar, selection: Selection, scope: Scope) -> Scalar:
    """The answer, unknown where the records could not be looked for."""
    owner = selection.owner
    unknown = owner.unknown
    if unknown is None:
        return made
    space = scope.space
    value = when(unknown, NULL, made.value)
    absent = None if made.absent is None else made.absent & ~unknown
    cause = causes_of(owner.cause, gated(made.cause, ~unknown))
    return changed(made, value=value, absent=absent, vague=True, cause=cause, space=space)


@compiles(Aggregate)
def aggregate(node: Aggregate, scope: Scope) -> Scalar:
    """One question to many records."""
    if node.how in _MONTHS:
        return _MONTHS[node.how](node, scope)
    selection = selected(node, scope)
    if node.how in (How.EXISTS, How.NONE):
        return owned(existence(node, folded(selection), scope), selection, scope)
    if node.how in (How.FIRST, How.LAST):
        return owned(_end(node, selection, scope), selection, scope)
    if node.how is How.COUNT and node.value is None:
        return owned(_count(node, selection, scope), selection, scope)
    return owned(_of_values(node, selection, scope), selection, scope)


_MONTHS: dict[How, Callable[[Aggregate, Scope], Scalar]] = {}
"""Filled by ``months``: the questions about covered months."""


def existence(node: Aggregate, found: Folded, scope: Scope) -> Scalar:
    """存在 and 没有: true as soon as one surely matches."""
    value = found.some
    if found.open is not None:
        value = when(~found.some & found.open, MAYBE, found.some)
    cause = gated(found.cause, ~found.some)
    value = value if node.how is How.EXISTS else ~value
    return Scalar(BOOL, value, scope.space, vague=found.open is not None, cause=cause)


def _surely(found: Folded, value: Column, node: Aggregate, scope: Scope, absent: Column | None) -> Scalar:
    """A value of all matching records: unknown where one may match."""
    if found.open is not None:
        value = when(found.open, NULL, value)
        absent = None if absent is None else absent & ~found.open
    return Scalar(node.type, value, scope.space, absent, found.open is not None, cause=found.cause)


def _count(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    space = selection.scope.space
    one = when(selection.matches.value, 1, None)
    return changed(_surely(folded(selection), space.fold(one, "len"), node, scope, None), bound=space.size)


def deciding(selection: Selection, scope: Scope, *, last: bool = False) -> Column:
    """The position of the first or last record that surely matches, by the order in which they are looked at."""
    space = selection.scope.space
    row = space.fold(when(selection.matches.value, space.row, None), "max" if last else "min")
    return scope.space.take(space.numbers(space.at)[0], row)


def _end(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    found = folded(selection)
    at = deciding(selection, scope, last=node.how is How.LAST)
    made = _surely(found, at, node, scope, ~found.some)
    return changed(made, kind=record(node.rows.table), bound=scope.space.frames.table(node.rows.table).size)


def _of_values(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    assert node.value is not None
    space = selection.scope.space
    kept = selection.matches.value.sure()
    value = over_one_den(operand(node.value, selection.scope), space)
    if value.kind.kind is Kind.DATE:
        turning(selection.scope.moment(MomentName.AS_OF), value.value, selection.scope, value.today)
    held = when(kept, value.value, NULL)
    answer = space.fold(held, _fold_of(node, value, space, held))
    open_ = None if value.unknown is None else space.fold(kept & value.unknown, "any")
    return _valued(node, value, answer, open_, space.causes_below(gated(value.cause, kept)), selection, scope)


def _valued(
    node: Aggregate,
    value: Scalar,
    answer: Column,
    open_: Column | None,
    cause: Cause | None,
    selection: Selection,
    scope: Scope,
) -> Scalar:
    found = folded(selection)
    if open_ is not None and found.open is not None:
        cause = gated(cause, ~found.open)
    absent = None
    if node.how in (How.MAX, How.MIN):
        absent = answer.is_null() if open_ is None else answer.is_null() & ~open_
    if open_ is not None:
        answer = when(open_, NULL, answer)
    made = _surely(found, answer, node, scope, absent)
    kept = node.how in (How.MAX, How.MIN, How.SUM)
    return changed(
        made,
        vague=made.vague or open_ is not None,
        cause=causes_of(made.cause, cause if open_ is not None else None),
        bound=max(_bound(node, value, scope), selection_size(scope)),
        den=value.den if kept else 1,
        ratio=kept and _ratio(node, value, answer, selection),
    )


def _ratio(node: Aggregate, value: Scalar, answer: Column, selection: Selection) -> bool | Column:
    """Whether the reference holds it as a fraction: sums of numbers always, of several greatest values the first."""
    if node.how is How.SUM:
        return value.kind.kind is Kind.NUMBER or value.ratio
    if not isinstance(value.ratio, Column):
        return value.ratio
    space = selection.scope.space
    equal = selection.matches.value.sure() & (value.value == space.column_from_above(answer)).sure()
    first = space.column_from_above(space.fold(when(equal, space.row, None), "min"))
    return space.fold((space.row == first).sure() & value.ratio, "any")


def _bound(node: Aggregate, value: Scalar, scope: Scope) -> int:
    if node.how is How.SUM:
        return SAFE
    return scope.space.size if node.how in (How.COUNT, How.DISTINCT) else value.bound


def selection_size(scope: Scope) -> int:
    """No count of rows is greater than this."""
    return max((scope.space.frames.table(name).size for name in scope.space.frames.supplied), default=0)


_FOLDS: dict[How, Fold] = {How.DISTINCT: "distinct", How.COUNT: "len", How.MAX: "max", How.MIN: "min"}


def _fold_of(node: Aggregate, value: Scalar, space: Space, held: Column) -> Fold:
    if node.how in _FOLDS:
        if value.kind.kind is Kind.TEXT and node.how in (How.MAX, How.MIN):
            raise NotCompiled("the greatest of texts", node.text)
        return _FOLDS[node.how]
    if value.bound * max(1, space.size) > SAFE:
        limit = SAFE // max(1, space.size)
        space.guard((held > limit) | (held < -limit))
    return "sum"


__all__ = ["Folded", "Selection", "comparison", "existence", "folded", "gathered", "owned", "selected"]
