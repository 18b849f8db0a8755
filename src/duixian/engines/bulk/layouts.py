"""From an amount to instalments in columns: at once, in parts, or prepaid and settled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duixian.engines.bulk.arithmetic import times
from duixian.engines.bulk.calendar import month_of
from duixian.engines.bulk.causes import Cause, causes_of, gated
from duixian.engines.bulk.compiler import Scope, compiled
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.expressions import NO, NULL, Column, literal, when
from duixian.engines.bulk.instalments import (
    DUE,
    SCHEDULED,
    STATES,
    UNKNOWN,
    Layout,
    Piece,
    by_day,
    judged,
)
from duixian.engines.bulk.numbers import half_up, product
from duixian.engines.bulk.recurring import recurring
from duixian.engines.bulk.scalar import Scalar, either
from duixian.language.nodes import Expr, MomentName
from duixian.language.rule import Condition, Once, Part, Parts, Payout, Periodic, Prepayment
from duixian.language.types import DATE, INT, MONTH
from duixian.values.bilingual import Text


def laid_out(payout: Payout, scope: Scope, amount: Scalar | None) -> Layout:
    """How a payout lays out an amount. Raises NotCompiled."""
    if isinstance(payout, Prepayment):
        return _prepaid(payout, scope, amount)
    if isinstance(payout, Periodic):
        return recurring(payout, scope)
    if amount is None or isinstance(payout, Once):
        if not isinstance(payout, Once) or amount is None:
            raise NotCompiled(type(payout).__name__)
        return _once(payout, scope, amount)
    if isinstance(payout, Parts):
        return _parts(payout, scope, amount)
    raise NotCompiled(type(payout).__name__)


@dataclass(frozen=True)
class Draft:
    """A piece as expressions. ``open``: where its state is not known for want of something."""

    there: Column
    number: int
    due: Column
    amount: Column
    state: Column
    cause: Cause | None = None
    label: Text | None = None
    open: Column | None = None

    @property
    def piece(self) -> Piece:
        """The piece it makes."""
        number = literal(self.number)
        return Piece(self.there, number, self.due, self.amount, self.state, self.cause, self.label)


def _once(payout: Once, scope: Scope, amount: Scalar) -> Layout:
    there = ~amount.value.is_null()
    if payout.due is None:
        return _layout(scope, [Draft(there, 1, NULL, amount.value, DUE)], None, None)
    due = compiled(payout.due, scope)
    state = by_day(due.value, scope)
    draft = Draft(there & ~due.value.is_null(), 1, due.value, amount.value, state)
    lacking = None if due.unknown is None else due.unknown & there
    return _layout(scope, [draft], lacking, gated(due.cause, there))


def what_lacks(payout: Payout, scope: Scope) -> list[tuple[Expr, Scalar]]:
    """What a payout that lays out nothing at all may want: each day, length or base, and what it comes to."""
    asked: tuple[Expr | None, ...] = ()
    if isinstance(payout, Periodic):
        asked = (payout.start, payout.length)
    elif isinstance(payout, Prepayment):
        asked = (payout.base, payout.share, payout.due)
    elif isinstance(payout, Once):
        asked = (payout.due,)
    return [(node, compiled(node, scope)) for node in asked if node is not None]


def _layout(scope: Scope, drafts: list[Draft], lacking: Column | None, cause: Cause | None) -> Layout:
    """Pieces side by side; what is missing in them counts while none of them is known."""
    granted, sure, vague, some = literal(0), NO, NO, NO
    for draft in drafts:
        payable = draft.there & ((draft.state == DUE) | (draft.state == SCHEDULED))
        granted = granted + when(payable, draft.amount, 0)
        sure, some = sure | payable, some | draft.there
        vague = vague if draft.open is None else vague | (draft.there & draft.open)
    bare = ~some if lacking is None else ~some & ~lacking
    doubt = vague & ~sure
    of_pieces = causes_of(*(gated(draft.cause, draft.there) for draft in drafts))
    whole = causes_of(cause, gated(of_pieces, doubt))
    pieces = tuple(draft.piece for draft in drafts)
    return Layout(scope.space, pieces, bare, granted, either(lacking, doubt), whole)


def _parts(payout: Parts, scope: Scope, amount: Scalar) -> Layout:
    space, given, share = scope.space, literal(0), (0, 1)
    drafts = []
    there = ~amount.value.is_null()
    for number, part in enumerate(payout.parts, 1):
        share = share[0] * part.denominator + part.numerator * share[1], share[1] * part.denominator
        top, bound = product(space, amount.value, amount.bound, share[0], 1)
        whole = half_up(space, top, bound, share[1])
        due = compiled(part.due, scope)
        drafts.append(_part(part, number, due, whole - given, there, scope))
        given = whole
    return _layout(scope, drafts, None, None)


def _part(part: Part, number: int, due: Scalar, amount: Column, there: Column, scope: Scope) -> Draft:
    state, cause, open_ = by_day(due.value, scope), due.cause, due.unknown
    if part.condition is not None:
        truth = _still(part.condition, number, due, scope)
        later = due.value > scope.moment(MomentName.AS_OF).value
        state = when(later, state, judged(truth, due.value, scope))
        then = (~later).sure()
        cause = causes_of(cause, gated(truth.cause, then))
        open_ = either(open_, None if truth.unknown is None else then & truth.unknown)
    state = when(due.value.is_null(), UNKNOWN, state)
    return Draft(there, number, due.value, amount, state, cause, part.source.name, open_)


def _still(condition: Condition, number: int, due: Scalar, scope: Scope) -> Scalar:
    """Whether a condition still holds on the day an instalment falls due."""
    day = replace(due, kind=DATE)
    then = scope.with_moments(
        {
            MomentName.PERIOD_NUMBER: Scalar(INT, literal(number), scope.space, bound=number),
            MomentName.MONTH: Scalar(MONTH, month_of(due.value), scope.space, bound=2**20),
            MomentName.PERIOD_START: day,
            MomentName.PERIOD_END: day,
        }
    )
    return compiled(condition.test, then)


def _prepaid(payout: Prepayment, scope: Scope, amount: Scalar | None) -> Layout:
    base, share, due, settled = (
        compiled(node, scope) for node in (payout.base, payout.share, payout.due, payout.settled)
    )
    paid = times(payout.base, base, share, (base, share), scope)
    there = ~(base.value.is_null() | share.value.is_null() | due.value.is_null())
    unknown = either(base.unknown, share.unknown, due.unknown)
    if amount is not None and amount.absent is not None:
        there = there & ~amount.absent
    truth = None if payout.condition is None else compiled(payout.condition.test, scope)
    state = by_day(due.value, scope) if truth is None else judged(truth, due.value, scope)
    cause = None if truth is None else truth.cause
    open_ = None if truth is None else truth.unknown
    first = Draft(there, 1, due.value, paid.value, state, cause, Text("预付", "prepaid"), open_)
    drafts = [first]
    if amount is not None:
        drafts.append(_rest(amount, paid, state, settled, there, scope))
    whole = causes_of(base.cause, share.cause, due.cause)
    return _layout(scope, drafts, unknown, whole)


def _rest(amount: Scalar, paid: Scalar, state: Column, settled: Scalar, there: Column, scope: Scope) -> Draft:
    """What the final amount leaves after the prepayment, or what of it comes back."""
    given = when((state == DUE) | (state == SCHEDULED), paid.value, literal(0))
    vague = settled.value.is_null()
    judged_ = when(vague, UNKNOWN, by_day(settled.value, scope))
    known = there & ~amount.value.is_null()
    label, rest = Text("结算", "settled"), amount.value - given
    return Draft(known, 2, settled.value, rest, judged_, settled.cause, label, settled.unknown)


__all__ = ["STATES", "Draft", "Expr", "Layout", "Piece", "laid_out"]
