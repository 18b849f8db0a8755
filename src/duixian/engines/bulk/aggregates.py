"""Questions to many records: the case frame joined with a table, tested in Kleene logic, folded back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import narwhals as nw

from duixian.engines.bulk import backend
from duixian.engines.bulk.backend import Column
from duixian.engines.bulk.compiler import Scope, compiled, compiles, operand
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.logic import comparison
from duixian.engines.bulk.moving import turning
from duixian.engines.bulk.numbers import SAFE
from duixian.engines.bulk.scalar import Scalar, causes_of, gated, integer
from duixian.engines.bulk.space import Space
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
    size = space.frames.table(rows.table).size
    supplied = rows.table in space.frames.supplied
    if rows.base is None:
        owner = Scalar(BOOL, nw.lit(True)) if supplied else _unsupplied(rows.table)
        return space.child(
            _everything(rows, where, scope) if supplied else backend.crossed(space.frame, 0)
        ), owner
    if isinstance(rows.base, Rows):
        return _flattened(rows, rows.base, scope, supplied)
    owner = operand(rows.base, scope)
    if not supplied:
        return space.child(backend.crossed(space.frame, 0)), _first(owner, _unsupplied(rows.table), scope)
    return space.child(_linked(space, owner, rows, size)), owner


def _linked(space: Space, owner: Scalar, rows: Rows, size: int) -> dict[str, Column]:
    links = space.frames.table(rows.table).cells(str(rows.link)).values
    return backend.linked(space.frame, space.column_of(owner), links)


def _first(owner: Scalar, then: Scalar, scope: Scope) -> Scalar:
    """Unknown for the first reason there is."""
    if owner.unknown is None:
        return then
    return replace(
        then,
        cause=nw.when(owner.unknown).then(owner.cause).otherwise(then.cause)
        if owner.cause is not None
        else then.cause,
    )


def _flattened(rows: Rows, base: Rows, scope: Scope, supplied: bool) -> tuple[Space, Scalar]:
    middle, owner = gathered(base, None, scope)
    if not supplied:
        return scope.space.child(backend.crossed(scope.space.frame, 0)), _first(
            owner, _unsupplied(rows.table), scope
        )
    links = scope.space.frames.table(rows.table).cells(str(rows.link)).values
    pairs = backend.linked(middle.frame, "at", links)
    ups = backend.column(middle.frame, "up").gather(pairs["up"])
    return scope.space.child(backend.in_order(ups, pairs["at"])), owner


def _everything(rows: Rows, where: Expr | None, scope: Scope) -> dict[str, Column]:
    """Every record of a table, or, where the test asks for an equal column, those that may be equal."""
    space, table = scope.space, scope.space.frames.table(rows.table)
    equal = _equality(where, rows, scope)
    if equal is None or space.size * table.size < 10_000:
        return backend.crossed(space.frame, table.size)
    column, wanted = equal
    cells, asked = table.cells(column), scope.space.keep(operand(wanted, scope))
    if cells.vague or asked.vague or cells.den != 1 or not asked.whole:
        return backend.crossed(space.frame, table.size)
    return backend.linked(space.frame, space.column_of(asked), cells.values)


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
        return Selection(inner, found, Scalar(BOOL, nw.lit(True), space), owner)
    truth = compiled(node.where, inner)
    if truth.absent is not None:
        truth = replace(
            truth, value=nw.when(truth.absent).then(nw.lit(False)).otherwise(truth.value), absent=None
        )
    return Selection(inner, found, space.keep(replace(truth, space=space, column=None)), owner)


@dataclass(frozen=True)
class Folded:
    """What an aggregate's records come to in each row above. ``some``: one matches; ``open``: one may match."""

    some: nw.Expr
    open: nw.Expr | None
    cause: nw.Expr | None
    more: list[nw.Expr]


def folded(selection: Selection, *more: tuple[nw.Expr, backend.Fold]) -> Folded:
    """The truths of the records folded, with further columns."""
    truth, space = selection.matches, selection.scope.space
    folds: list[tuple[nw.Expr, backend.Fold]] = [(truth.value, "any"), *more]
    optional: dict[str, tuple[nw.Expr, backend.Fold]] = {}
    if truth.vague:
        optional["open"] = (truth.value.is_null(), "any")
    if truth.cause is not None:
        optional["cause"] = (truth.cause, "texts")
    columns = space.fold([*folds, *optional.values()])
    named = dict(zip(optional, columns[len(folds) :], strict=True))
    open_ = named["open"].fill_null(False) if "open" in named else None
    some = columns[0].fill_null(False)
    return Folded(some, open_, named.get("cause"), columns[1 : len(folds)])


def owned(made: Scalar, selection: Selection, scope: Scope) -> Scalar:
    """The answer, unknown where the records could not be looked for."""
    owner = selection.owner
    unknown = owner.unknown
    if unknown is None:
        return made
    space = scope.space
    value = nw.when(unknown).then(nw.lit(None)).otherwise(made.value)
    absent = None if made.absent is None else made.absent & ~unknown
    cause = causes_of(owner.cause, gated(made.cause, ~unknown, nw.lit(None, nw.String)))
    return replace(made, value=value, absent=absent, vague=True, cause=cause, space=space, column=None)


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
        value = nw.when(~found.some & found.open).then(nw.lit(None, nw.Boolean)).otherwise(found.some)
    cause = gated(found.cause, ~found.some, nw.lit(None, nw.String))
    value = value if node.how is How.EXISTS else ~value
    return Scalar(BOOL, value, scope.space, vague=found.open is not None, cause=cause)


def _surely(found: Folded, value: nw.Expr, node: Aggregate, scope: Scope, absent: nw.Expr | None) -> Scalar:
    """A value of all matching records: unknown where one may match."""
    if found.open is not None:
        value = nw.when(found.open).then(nw.lit(None)).otherwise(value)
        absent = None if absent is None else absent & ~found.open
    return Scalar(node.type, value, scope.space, absent, found.open is not None, cause=found.cause)


def _count(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    one = nw.when(selection.matches.value.fill_null(False)).then(integer(1)).otherwise(integer(None))
    found = folded(selection, (one, "len"))
    bound = selection.scope.space.size
    return replace(_surely(found, found.more[0].fill_null(0), node, scope, None), bound=bound)


def _end(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    """The first or last matching record, by the order in which they are looked at."""
    space = selection.scope.space
    row = nw.when(selection.matches.value.fill_null(False)).then(nw.col(backend.ROW)).otherwise(integer(None))
    found = folded(selection, (row, "max" if node.how is How.LAST else "min"))
    names = scope.space.keep_columns(found.more[0])
    at = scope.space.take(backend.column(space.frame, "at"), names[0])
    made = _surely(found, nw.col(at), node, scope, ~found.some)
    return replace(made, kind=record(node.rows.table), bound=scope.space.frames.table(node.rows.table).size)


def _of_values(node: Aggregate, selection: Selection, scope: Scope) -> Scalar:
    assert node.value is not None
    space = selection.scope.space
    kept = nw.col(space.keep_columns(selection.matches.value.fill_null(False))[0])
    value = space.keep(operand(node.value, selection.scope))
    if not isinstance(value.den, int):
        raise NotCompiled("an aggregate of quotients", node.text)
    if value.kind.kind is Kind.DATE:
        turning(selection.scope.moment(MomentName.AS_OF), value.value, selection.scope, value.today)
    held = nw.when(kept).then(value.value).otherwise(nw.lit(None))
    folds: list[tuple[nw.Expr, backend.Fold]] = [(held, _fold_of(node, value, space, held))]
    if value.vague:
        folds.append((kept & value.unknown, "any"))
        if value.cause is not None:
            folds.append((nw.when(kept).then(value.cause).otherwise(nw.lit(None, nw.String)), "texts"))
    found = folded(selection, *folds)
    return _valued(node, value, found, scope)


def _valued(node: Aggregate, value: Scalar, found: Folded, scope: Scope) -> Scalar:
    more = list(found.more)
    answer = more.pop(0)
    open_ = more.pop(0).fill_null(False) if value.vague else None
    cause = more.pop(0) if value.vague and value.cause is not None else None
    if open_ is not None and found.open is not None:
        cause = gated(cause, ~found.open, nw.lit(None, nw.String))
    absent = None
    if node.how in (How.MAX, How.MIN):
        absent = answer.is_null() if open_ is None else answer.is_null() & ~open_
    else:
        answer = answer.fill_null(0)
    if open_ is not None:
        answer = nw.when(open_).then(nw.lit(None)).otherwise(answer)
    made = _surely(found, answer, node, scope, absent)
    bound = (
        SAFE
        if node.how is How.SUM
        else scope.space.size
        if node.how in (How.COUNT, How.DISTINCT)
        else value.bound
    )
    den = value.den if node.how in (How.MAX, How.MIN, How.SUM) else 1
    if isinstance(value.ratio, nw.Expr):
        raise NotCompiled("an aggregate of whole numbers and ratios", node.text)
    ratio = value.ratio or (node.how is How.SUM and value.kind.kind is Kind.NUMBER)
    return replace(
        made,
        vague=made.vague or open_ is not None,
        cause=causes_of(made.cause, cause),
        bound=max(bound, selection_size(scope)),
        den=den,
        ratio=ratio and node.how in (How.MAX, How.MIN, How.SUM),
    )


def selection_size(scope: Scope) -> int:
    """No count of rows is greater than this."""
    return max((scope.space.frames.table(name).size for name in scope.space.frames.supplied), default=0)


def _fold_of(node: Aggregate, value: Scalar, space: Space, held: nw.Expr) -> backend.Fold:
    if node.how is How.DISTINCT:
        return "distinct"
    if node.how is How.COUNT:
        return "len"
    if node.how is How.MAX:
        return "max"
    if node.how is How.MIN:
        return "min"
    if value.bound * max(1, space.size) > SAFE:
        limit = SAFE // max(1, space.size)
        space.guard((held > limit) | (held < -limit))
    return "sum"


__all__ = ["Folded", "Selection", "comparison", "existence", "folded", "gathered", "owned", "selected"]
