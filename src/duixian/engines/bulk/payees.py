"""Who receives, and what share of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import narwhals as nw

from duixian.engines.bulk.aggregates import gathered
from duixian.engines.bulk.compiler import Scope, compiled, operand
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.numbers import over_den
from duixian.engines.bulk.scalar import Scalar, causes_of, either, gated, integer
from duixian.engines.bulk.space import Space
from duixian.engines.bulk.values import cause_at, constant
from duixian.language.rule import Measure, Payee
from duixian.language.types import INT, NUMBER
from duixian.language.unknown import Lack

_NO_TEXT = nw.lit(None, nw.String)
SHARE = "份额"


@dataclass(frozen=True)
class Received:
    """One way to receive: in the cases' rows, or (``each``) in a space below, one row for each member.

    ``there``: the column that says whether somebody receives; ``share``: of the whole, over ``den``."""

    table: str
    space: Space
    there: str
    who: Scalar
    share: Scalar
    each: bool


@dataclass(frozen=True)
class _Found:
    received: Received
    lacking: nw.Expr | None
    cause: nw.Expr | None


def received(measure: Measure, scope: Scope) -> tuple[tuple[Received, ...], nw.Expr | None, nw.Expr | None]:
    """The payees, where they are not settled (unknown, or shares that do not add up), and what is missing."""
    found = [_found(payee, scope) for payee in measure.payees]
    lacking = either(*(f.lacking for f in found))
    odd = ~_whole([f.received for f in found], scope)
    if lacking is not None:
        odd = odd & ~lacking
    names = scope.space.keep_columns(odd if lacking is None else odd | lacking, odd)
    cause = None
    if scope.space.aim.causes:
        record = scope.record(0)
        table = scope.space.frames.table(measure.table)
        choice = cause_at(scope.space, Lack.CHOICE, SHARE, table, record, nw.col(names[1]))
        cause = causes_of(choice, *(f.cause for f in found))
    return tuple(f.received for f in found), nw.col(names[0]), cause


def _whole(payees: list[Received], scope: Scope) -> nw.Expr:
    """Whether the shares add up to the whole."""
    dens = [r.share.den for r in payees]
    if not all(isinstance(den, int) for den in dens):
        raise NotCompiled("shares that are quotients")
    den = lcm(*(den for den in dens if isinstance(den, int)))
    total = integer(0)
    for one in payees:
        part = nw.when(nw.col(one.there)).then(over_den(one.share, den, one.space)).otherwise(integer(0))
        total = total + (one.space.fold([(part, "sum")])[0].fill_null(0) if one.each else part)
    return total == den


def _found(payee: Payee, scope: Scope) -> _Found:
    if payee.each is None:
        return _one(payee, scope, each=False)
    space, owner = gathered(payee.each, None, scope)
    inner = scope.below(space, payee.each.depth, space.records(payee.each.table))
    one = _one(payee, inner, each=True)
    folds = [(nw.lit(False) if one.lacking is None else one.lacking, "any")]
    if one.cause is not None:
        folds.append((one.cause, "texts"))
    columns = space.fold(folds)  # type: ignore[arg-type]
    lacking = either(columns[0].fill_null(False), owner.unknown)
    cause = causes_of(owner.cause, columns[1] if one.cause is not None else None)
    return _Found(one.received, lacking, cause)


def _one(payee: Payee, scope: Scope, *, each: bool) -> _Found:
    space = scope.space
    who = space.keep(operand(payee.who, scope))
    share = _share(payee, scope)
    meant = None if payee.when is None else space.keep(compiled(payee.when, scope))
    unknown, absent = either(who.unknown, share.unknown), either(who.absent, share.absent)
    cause = causes_of(who.cause, share.cause)
    true = nw.lit(True) if meant is None else meant.value.fill_null(False)
    there = true if unknown is None else true & ~unknown
    there = there if absent is None else there & ~absent
    lacking = None if unknown is None else true & unknown
    cause = gated(cause, true, _NO_TEXT)
    if meant is not None:
        lacking = either(lacking, meant.unknown)
        cause = causes_of(cause, meant.cause)
    column = space.keep_columns(there)[0]
    return _Found(Received(str(payee.who.type.of), space, column, who, share, each), lacking, cause)


def _share(payee: Payee, scope: Scope) -> Scalar:
    if payee.share is None:
        return scope.space.keep(constant(1, INT, scope.policy.vocabulary))
    return scope.space.keep(compiled(payee.share, scope))


__all__ = ["NUMBER", "Received", "received"]
