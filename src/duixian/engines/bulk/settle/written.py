"""Cases that are written out already, as arrays: of measures that the reference engine decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any, Protocol

import numpy as np

from duixian.engines.bulk.settle.codes import Part
from duixian.engines.bulk.settle.contenders import (
    CLOSED,
    ENDLESS,
    NEVER,
    POSSIBLE,
    SURE,
    UNBOUNDED,
    Contenders,
    Pairs,
    Tie,
)
from duixian.engines.bulk.settle.due import Laid
from duixian.engines.bulk.settle.pairing import equalities, told_keys, turns_on_the_day
from duixian.engines.bulk.settle.segments import Array, Truths, exact
from duixian.language.absent import ABSENT
from duixian.language.columns import packed
from duixian.language.nodes import Expr
from duixian.language.outcome import PAYABLE, InstalmentState, Outcome
from duixian.language.record import Record
from duixian.language.rule import Limit, Measure, MeasureKind, Membership, Periodic, Policy
from duixian.language.types import Kind
from duixian.language.unknown import Unknown
from duixian.values.bilingual import DuixianError


class Values(Protocol):
    """What the caller lends to look at a case that is written out."""

    def value(self, outcome: Outcome, node: Expr, payment: Record | None = None) -> Any:
        """A rule's expression for a case, with a payment as the inner record; of a record, its key."""


@dataclass(frozen=True)
class Surroundings:
    """What stands beside the cases: when each matter was claimed, the register of payments, the payments of the
    measure by matter number (places in the register), and whether somebody supplied the register."""

    claimed: Mapping[str, int]
    payments: Sequence[Record]
    paid: Mapping[str, Sequence[int]]
    supplied: bool


def contenders_of(
    policy: Policy, measure: Measure, cases: Sequence[Outcome], values: Values, around: Surroundings
) -> Contenders:
    """The cases of one measure (all of them, in their order) that settlement looks at."""
    matters = [matter_number(case) for case in cases]
    rows = [i for i, case in enumerate(cases) if case.truth is not False or matters[i] in around.paid]
    held = [cases[row] for row in rows]
    keys = [str(case.record.key) for case in held]
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    reader = _Reader(policy, measure, held, values)
    paid = [(i, p) for i, row in enumerate(rows) for p in around.paid.get(matters[row], ())]
    return Contenders(
        policy=policy,
        measure=measure,
        place=list(policy.measures).index(measure.name),
        rows=np.array(rows, np.int64),
        event=_ints(NEVER if case.event_on is None else packed(case.event_on) for case in held),
        keys=_ints(ranks[key] for key in keys),
        year=_ints(case.year or 0 for case in held),
        standing=np.array([_standing(case) for case in held], np.int8),
        granted=exact(sum(i.amount for i in case.instalments if i.state in PAYABLE) for case in held),
        amount=exact(case.amount or 0 for case in held),
        ceiling=exact(ceiling_of(case) for case in held),
        claimed=np.array([matters[row] in around.claimed for row in rows], bool),
        claimed_on=_ints(packed(case.claimed_on) for case in held),
        broken=np.array([case.broken_on is not None for case in held], bool),
        key_text=keys.__getitem__,
        outcomes=lambda places: [copied(held[place]) for place in places],
        missing=lambda place: held[place].missing,
        laid=lambda: Laid.of(held),
        counts=tuple(reader.limit(limit, limit.count, around.supplied) for limit in measure.limits),
        caps=tuple(reader.cap(limit, around.supplied) for limit in measure.limits),
        memberships=tuple(reader.member(each, around.supplied) for each in measure.memberships),
        budgets=tuple(
            reader.tie(b.keys, b.total, () if b.order is None else (b.order,)) for b in measure.budgets
        ),
        quota=None
        if (quota := measure.quota) is None
        else reader.tie(
            quota.keys, quota.places, [o.value for o in quota.order], [o.descending for o in quota.order]
        ),
        paid=_pairs([(case, payment, True) for case, payment in paid]),
        priors=tuple(_pairs(reader.priors(each, around.payments)) for each in measure.memberships),
    )


def copied(outcome: Outcome) -> Outcome:
    """The same, to be changed."""
    return replace(outcome, effects=list(outcome.effects))


def matter_number(case: Outcome) -> str:
    """How claims and payments name a case."""
    return str(case.record.key) if case.year is None else f"{case.record.key}/{case.year}"


@dataclass(frozen=True)
class _Reader:
    policy: Policy
    measure: Measure
    cases: Sequence[Outcome]
    values: Values

    def _each(self, node: Expr, *, sure: bool = False) -> list[Any]:
        """An expression in each case that is asked: the sure ones alone, or the possible ones too."""
        asked = (case.open if sure else case.truth is not False for case in self.cases)
        return [self._value(case, node) if a else ABSENT for case, a in zip(self.cases, asked, strict=True)]

    def _value(self, case: Outcome, node: Expr, payment: Record | None = None) -> Any:
        """One value; what cannot be worked out is left for the exact solver to meet, if it ever asks."""
        try:
            return self.values.value(case, node, payment)
        except (DuixianError, ArithmeticError):
            return Unknown(())

    def part(self, node: Expr) -> Part:
        """An expression's value in each case."""
        return part_of(self._each(node), node, self.policy)

    def tie(
        self,
        keys: Sequence[Expr],
        figure: Expr | None,
        order: Sequence[Expr] = (),
        descending: Sequence[bool] = (),
        binds: Truths | None = None,
        doubt: Truths | None = None,
    ) -> Tie:
        """What a rule looks at."""
        found = None if figure is None else self._each(figure, sure=True)
        ranks = tuple(self.part(node) for node in order)
        return Tie(
            tuple(self.part(key) for key in keys),
            None if found is None else _ints(_within(int(v)) if _told(v) else 0 for v in found),
            None if found is None else np.array([not _told(v) for v in found], bool),
            binds,
            doubt,
            order=tuple(
                negative(part) if down else part
                for part, down in zip(ranks, [*descending, *[False] * len(ranks)], strict=False)
            ),
        )

    def limit(self, limit: Limit, figure: Expr | None, supplied: bool) -> Tie | None:
        """A limit by one of its figures; None where it has none of that sort."""
        if figure is None:
            return None
        truths = [True] * len(self.cases) if limit.applies is None else self._each(limit.applies)
        months = [0] * len(self.cases) if limit.rolling is None else self._each(limit.rolling, sure=True)
        doubt = np.array([_vague(t) or _vague(m) for t, m in zip(truths, months, strict=True)], bool)
        unread = told_by_payments(limit) and not supplied
        binds = np.array([t is True for t in truths], bool)
        return replace(self.tie(limit.keys, figure, binds=binds, doubt=doubt), unread=unread)

    def cap(self, limit: Limit, supplied: bool) -> Tie | None:
        """A limit of money."""
        found = self.limit(limit, limit.money, supplied)
        return None if found is None else loosened(found, limit, self.measure, self.policy)

    def member(self, membership: Membership, supplied: bool) -> Tie:
        """A place in a group."""
        cap = self.policy.groups[membership.group].cap
        return replace(self.tie(membership.keys, cap), unread=membership.prior is not None and not supplied)

    def priors(self, membership: Membership, payments: Sequence[Record]) -> list[tuple[int, int, bool]]:
        """Payments that the group counts or may count against each case."""
        prior = membership.prior
        if prior is None:
            return []
        near = self._near(prior, payments)
        return [
            (place, payment, truth is True)
            for place, case in enumerate(self.cases)
            if case.open
            for payment in near(case)
            if not self._another(membership, case, payments[payment])
            for truth in (self._value(case, prior, payments[payment]),)
            if truth is True or _vague(truth)
        ]

    def _another(self, membership: Membership, case: Outcome, payment: Record) -> bool:
        """Whether a payment says that it is another's; an empty cell says nothing."""
        table = self.policy.vocabulary.tables[payment.table]
        told = (
            (payment.values.get(n), self._value(case, key)) for n, key in told_keys(membership.keys, table)
        )
        return any(held is not None and held is not ABSENT and held != value for held, value in told)

    def _near(self, prior: Expr, payments: Sequence[Record]) -> Callable[[Outcome], Sequence[int]]:
        for column, outer in equalities(prior):
            by_value: dict[Any, list[int]] = {}
            for place, row in enumerate(payments):
                by_value.setdefault(row.values.get(column), []).append(place)
            return lambda case: _at(by_value, self._value(case, outer), len(payments))
        return lambda case: range(len(payments))


def _at(by_value: Mapping[Any, Sequence[int]], wanted: Any, size: int) -> Sequence[int]:
    if wanted.__class__ is Unknown:
        return range(size)
    return [*by_value.get(wanted, ()), *by_value.get(None, ())]


def part_of(values: Sequence[Any], node: Expr, policy: Policy) -> Part:
    """Values of a key as the reference engine holds them."""
    unknown = np.array([_vague(value) for value in values], bool)
    absent = np.array([value is ABSENT for value in values], bool)
    told = [value if _told(value) else None for value in values]
    kind = node.type.kind
    if kind is Kind.CATEGORY:
        members = policy.vocabulary.categories[str(node.type.of)].members
        return Part(
            "text", _ints(0 if v is None else members.index(v) for v in told), unknown, absent, members
        )
    if kind in (Kind.TEXT, Kind.RECORD):
        texts = sorted({str(value) for value in told if value is not None})
        places = {text: place for place, text in enumerate(texts)}
        return Part("text", _ints(0 if v is None else places[str(v)] for v in told), unknown, absent, texts)
    if kind is Kind.DATE:
        return Part("date", _ints(0 if v is None else packed(v) for v in told), unknown, absent)
    numbers = [Fraction(0) if value is None else Fraction(value) for value in told]
    den = lcm(*(number.denominator for number in numbers))
    return Part("number", exact(int(number * den) for number in numbers), unknown, absent, None, den)


def negative(part: Part) -> Part:
    """The same in the opposite order."""
    return Part(part.sort, -part.values, part.unknown, part.absent, None, part.den)


def loosened(tie: Tie, limit: Limit, measure: Measure, policy: Policy) -> Tie:
    """A cap on payments by periods: what turns on the day of the event is each period's own."""
    moving = [turns_on_the_day(key, policy) for key in limit.keys]
    if not isinstance(measure.payout, Periodic) or limit.rolling is not None or not any(moving):
        return tie
    size = len(tie.keys[0])
    keys = (
        Part(k.sort, k.values, np.ones(size, bool), None, k.texts, k.den) if moves else k
        for k, moves in zip(tie.keys, moving, strict=True)
    )
    return Tie(tuple(keys), tie.figure, tie.lacking, tie.binds, tie.doubt, loose=True)


def told_by_payments(limit: Limit) -> bool:
    """Whether payments already made count, and tell the limit's keys."""
    return limit.counts_prior and len(limit.prior_keys) == len(limit.keys) and None not in limit.prior_keys


def _standing(case: Outcome) -> int:
    if case.truth is False:
        return CLOSED
    return POSSIBLE if case.missing else SURE


def ceiling_of(case: Outcome) -> int:
    """The most an outcome can bring: every instalment that is not lost."""
    if case.measure.kind is not MeasureKind.MONEY:
        return 0
    left = [i for i in case.instalments if i.state not in (InstalmentState.LOST, InstalmentState.STOPPED)]
    if case.amount is None or any(i.state is InstalmentState.UNKNOWN and not i.amount for i in left):
        return UNBOUNDED
    return max(0, sum(i.amount for i in left)) if case.instalments else case.amount


def _vague(value: Any) -> bool:
    return value.__class__ is Unknown


def _told(value: Any) -> bool:
    return value is not ABSENT and not _vague(value)


def _within(figure: int) -> int:
    """A figure that no sum in columns reaches is as good as any other such."""
    return max(-ENDLESS, min(figure, ENDLESS))


def _pairs(found: Sequence[tuple[int, int, bool]]) -> Pairs:
    sure = np.array([sure for _, _, sure in found], bool)
    return Pairs(_ints(case for case, _, _ in found), _ints(payment for _, payment, _ in found), sure)


def _ints(values: Any) -> Array:
    return np.array(list(values), np.int64)


__all__ = ["Surroundings", "Values", "contenders_of", "part_of", "told_by_payments"]
