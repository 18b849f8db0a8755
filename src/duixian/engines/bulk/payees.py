"""Who receives, and what share of the whole."""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

from duixian.engines.bulk.aggregates import gathered
from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled, operand
from duixian.engines.bulk.expressions import YES, Column, literal, when
from duixian.engines.bulk.numbers import over_den, over_one_den
from duixian.engines.bulk.scalar import Scalar, either
from duixian.engines.bulk.space import Space
from duixian.engines.bulk.values import cause_at, constant
from duixian.language.rule import Measure, Payee
from duixian.language.types import INT, NUMBER
from duixian.language.unknown import Lack

SHARE = "份额"


@dataclass(frozen=True)
class Received:
    """One way to receive: in the cases' rows, or (``each``) in a space below, one row for each member.

    ``there``: whether somebody receives; ``share``: of the whole, over ``den``."""

    table: str
    space: Space
    there: Column
    who: Scalar
    share: Scalar
    each: bool


@dataclass(frozen=True)
class _Found:
    received: Received
    lacking: Column | None
    cause: Cause | None


def received(measure: Measure, scope: Scope) -> tuple[tuple[Received, ...], Column, Cause | None]:
    """The payees, where they are not settled (unknown, or shares that do not add up), and what is missing."""
    found = [_found(payee, scope) for payee in measure.payees]
    lacking = either(*(f.lacking for f in found))
    odd = ~_whole([f.received for f in found], scope)
    if lacking is not None:
        odd = odd & ~lacking
    table = scope.space.frames.table(measure.table)
    choice = cause_at(scope.space, Lack.CHOICE, SHARE, table, scope.record(0), odd)
    unsettled = odd if lacking is None else odd | lacking
    return tuple(f.received for f in found), unsettled, causes_of(choice, *(f.cause for f in found))


def _whole(payees: list[Received], scope: Scope) -> Column:
    """Whether the shares add up to the whole."""
    shares = [over_one_den(one.share, one.space) for one in payees]
    den = lcm(*(share.den for share in shares if isinstance(share.den, int)))
    total = literal(0)
    for one, share in zip(payees, shares, strict=True):
        part = when(one.there, over_den(share, den, one.space), 0)
        total = total + (one.space.fold(part, "sum") if one.each else part)
    return total == den


def _found(payee: Payee, scope: Scope) -> _Found:
    if payee.each is None:
        return _one(payee, scope, each=False)
    space, owner = gathered(payee.each, None, scope)
    inner = scope.below(space, payee.each.depth, space.records(payee.each.table))
    one = _one(payee, inner, each=True)
    lacking = None if one.lacking is None else space.fold(one.lacking, "any")
    cause = causes_of(owner.cause, space.causes_below(one.cause))
    return _Found(one.received, either(lacking, owner.unknown), cause)


def _one(payee: Payee, scope: Scope, *, each: bool) -> _Found:
    space = scope.space
    who = operand(payee.who, scope)
    share = _share(payee, scope)
    meant = None if payee.when is None else compiled(payee.when, scope)
    unknown, absent = either(who.unknown, share.unknown), either(who.absent, share.absent)
    cause = causes_of(who.cause, share.cause)
    true = YES if meant is None else meant.value.sure()
    there = true if unknown is None else true & ~unknown
    there = there if absent is None else there & ~absent
    lacking = None if unknown is None else true & unknown
    cause = gated(cause, true)
    if meant is not None:
        lacking = either(lacking, meant.unknown)
        cause = causes_of(cause, meant.cause)
    return _Found(Received(str(payee.who.type.of), space, there, who, share, each), lacking, cause)


def _share(payee: Payee, scope: Scope) -> Scalar:
    if payee.share is None:
        return constant(1, INT, scope.space.frames)
    return compiled(payee.share, scope)


__all__ = ["NUMBER", "Received", "received"]
