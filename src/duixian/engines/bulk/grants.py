"""What a case is granted where no condition fails: payees, amount with its steps, instalments, what is lacking."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Note, Scope, compiled
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import NO, NULL, YES, Column, when
from duixian.engines.bulk.holding import Held, held
from duixian.engines.bulk.layouts import Layout, laid_out, what_lacks
from duixian.engines.bulk.nodes import natural
from duixian.engines.bulk.payees import Received, received
from duixian.engines.bulk.scalar import Scalar, either
from duixian.engines.bulk.space import Space
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Measure, MeasureKind, Periodic, Prepayment


@dataclass(frozen=True)
class Grant:
    """In a space below the cases': one row (``up``) for each case that no condition refuses.

    ``refused``: the amount's table has no row for it; ``nothing``: it comes to nothing;
    ``bare``: there is no day to pay it on, or
    whatever else of ``wanted`` is none. ``lacking``: something is missing; ``cause``: what."""

    scope: Scope
    payees: tuple[Received, ...]
    amount: Scalar | None
    notes: tuple[Note, ...]
    layout: Layout | None
    held: Held | None
    refused: Column
    nothing: Column
    bare: Column
    wanted: tuple[tuple[Expr, Scalar], ...]
    lacking: Column
    cause: Cause | None

    @property
    def space(self) -> Space:
        """One row for each case that no condition refuses."""
        return self.scope.space


def open_cases(measure: Measure, cases: Scope, truth: Scalar) -> Scope | None:
    """The scope of the rows whose truth is not false; None where there is none."""
    space = cases.space.part(truth.value.open())
    return cases.below(space, 0, space.records(measure.table)) if space.size else None


def worth(measure: Measure, scope: Scope) -> Column | None:
    """Only what each open case comes to; None for what is not money. Raises NotCompiled."""
    if isinstance(measure.payout, Periodic):
        return laid_out(measure.payout, scope, None).nominal
    amount = None if measure.amount is None else compiled(measure.amount, scope)
    return None if amount is None else _not_below_zero(amount.value)


def granted(measure: Measure, cases: Scope, truth: Scalar) -> Grant | None:
    """What is granted in the rows whose truth is not false; None where there is none."""
    scope = open_cases(measure, cases, truth)
    if scope is None:
        return None
    space = scope.space
    payees, unsettled, unsettled_cause = received(measure, scope)
    undecided = [compiled(node, scope) for node in measure.undecided]
    lacking = [space.lift(truth).unknown, unsettled, *(u.unknown for u in undecided)]
    causes = [space.lift(truth).cause, unsettled_cause, *(u.cause for u in undecided)]
    if measure.kind is not MeasureKind.MONEY:
        return _finished(scope, _Given(payees), _Refusal(NO, NO, NO), lacking, causes)
    listening = scope.listening()
    amount = None if measure.amount is None else compiled(measure.amount, listening)
    refused = nothing = NO
    laid = amount
    if amount is not None:
        refused = NO if amount.absent is None else amount.absent
        lacking.append(amount.unknown)
        causes.append(amount.cause)
        amount = replace(amount, value=_not_below_zero(amount.value))
        laid = amount
        if not isinstance(measure.payout, Prepayment):
            nothing = (amount.value == 0).sure()
            laid = replace(amount, absent=either(amount.absent, nothing), value=_but(nothing, amount))
        scope = scope.with_moments({MomentName.GROSS: laid})
    layout = _layout(measure, scope, laid)
    none = refused | nothing
    lacking.append(None if layout.lacking is None else layout.lacking & ~none)
    causes.append(gated(layout.cause, ~none))
    bare = layout.bare & ~none
    if amount is not None and amount.unknown is not None and not isinstance(measure.payout, Prepayment):
        bare = bare & ~amount.unknown
    refusal = _Refusal(refused, nothing, bare, tuple(what_lacks(measure.payout, scope)))
    hold = None if measure.hold is None else held(measure.hold, scope)
    if hold is not None:
        reached = _reached(measure, laid)
        lacking.append(None if hold.lacking is None else hold.lacking & reached)
        causes.append(gated(hold.cause, reached))
    given = _Given(payees, amount, tuple(listening.notes or ()), layout, hold)
    return _finished(scope, given, refusal, lacking, causes)


def _reached(measure: Measure, amount: Scalar | None) -> Column:
    """Where there is something to lay out, so that a hold is asked about."""
    if amount is None:
        return YES
    known = YES if amount.absent is None else ~amount.absent
    if amount.unknown is None or isinstance(measure.payout, Periodic | Prepayment):
        return known
    return known & ~amount.unknown


@dataclass(frozen=True)
class _Given:
    """What a grant holds."""

    payees: tuple[Received, ...]
    amount: Scalar | None = None
    notes: tuple[Note, ...] = ()
    layout: Layout | None = None
    held: Held | None = None


@dataclass(frozen=True)
class _Refusal:
    """Where an amount or a day to pay it on is none."""

    refused: Column
    nothing: Column
    bare: Column
    wanted: tuple[tuple[Expr, Scalar], ...] = ()


def _not_below_zero(fen: Column) -> Column:
    """What comes out below zero is nothing to pay, and nothing to recover."""
    return fen if natural(fen.node) else when(fen < 0, 0, fen)


def _but(nothing: Column, amount: Scalar) -> Column:
    return when(nothing, NULL, amount.value)


def _layout(measure: Measure, scope: Scope, amount: Scalar | None) -> Layout:
    if amount is None and not isinstance(measure.payout, Periodic | Prepayment):
        raise NotCompiled("money without an amount", measure.name)
    return laid_out(measure.payout, scope, amount)


def _finished(
    scope: Scope,
    given: _Given,
    refusal: _Refusal,
    lacking: list[Column | None],
    causes: list[Cause | None],
) -> Grant:
    lacks = either(*lacking)
    return Grant(
        scope,
        given.payees,
        given.amount,
        given.notes,
        given.layout,
        given.held,
        refusal.refused,
        refusal.nothing,
        refusal.bare,
        refusal.wanted,
        NO if lacks is None else lacks,
        causes_of(*causes),
    )
