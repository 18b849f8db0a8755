"""The cases of a measure in columns, as arrays: what its rules ask is worked out for the few that are not refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.cases import Cases, Day, by_matter, years_of
from duixian.engines.bulk.causes import missing_in
from duixian.engines.bulk.compiler import Scope, compiled, operand
from duixian.engines.bulk.engine import MeasureColumns
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.instalments import Layout
from duixian.engines.bulk.moves import Pairs as Below
from duixian.engines.bulk.reading import worked_out
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.settle.codes import Part, flagged
from duixian.engines.bulk.settle.contenders import (
    CLOSED,
    NEVER,
    NO_PAIRS,
    POSSIBLE,
    SURE,
    UNBOUNDED,
    Contenders,
    Pairs,
    Tie,
)
from duixian.engines.bulk.settle.due import Laid
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.pairing import Meet, equalities, paired, told_keys
from duixian.engines.bulk.settle.parts import part_in, ranks_of
from duixian.engines.bulk.settle.register import Register
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.texts import KeyTexts
from duixian.engines.bulk.settle.written import ceiling_of, copied, loosened, negative, told_by_payments
from duixian.engines.bulk.space import Space, check
from duixian.engines.bulk.values import constant
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr, Field, Here, Literal, MomentName
from duixian.language.outcome import Outcome
from duixian.language.rule import Limit, Measure, MeasureKind, Membership, Policy
from duixian.language.types import INT, MONEY, Kind
from duixian.language.unknown import Missing


def contenders_in(columns: MeasureColumns, policy: Policy, register: Register) -> Contenders:
    """The cases of one measure that settlement looks at. Raises NotInColumns where a rule has no column form."""
    cases = columns.cases
    assert cases is not None
    cases.space.frames.guards.clear()
    found = _Contending(columns, cases, policy, register).contenders()
    check(cases.space.frames)
    return found


def open_rows(columns: MeasureColumns, policy: Policy, register: Register) -> Array:
    """The rows of those cases."""
    cases = columns.cases
    assert cases is not None
    return _Contending(columns, cases, policy, register).rows


@dataclass(frozen=True)
class _Contending:
    columns: MeasureColumns
    cases: Cases
    policy: Policy
    register: Register

    @property
    def measure(self) -> Measure:
        return self.cases.measure

    @property
    def day(self) -> Day:
        return self.columns.day

    @cached_property
    def grant(self) -> Grant | None:
        return self.cases.grant

    @cached_property
    def granted(self) -> Array:
        """Rows of the grants that nothing refuses."""
        grant = self.grant
        if grant is None:
            return np.zeros(0, np.int64)
        return np.asarray(grant.space.rows_where(~(grant.refused | grant.nothing | grant.bare)), np.int64)

    @cached_property
    def open(self) -> Array:
        """Rows of their cases."""
        grant = self.grant
        if grant is None or grant.space is self.cases.space:
            return self.granted
        assert grant.space.up is not None
        return np.asarray(grant.space.up[self.granted], np.int64)

    @cached_property
    def rows(self) -> Array:
        """Rows of the cases that settlement looks at: the open ones, then the refused ones paid for."""
        return np.concatenate([self.open, np.setdiff1d(self._paid_rows[0], self.open)])

    @cached_property
    def _paid_rows(self) -> tuple[Array, Array]:
        """Rows of cases that were paid for, and of each the number of its matter."""
        if not len(self._payments):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        numbers = {matter: number for number, matter in enumerate(self._matters)}
        matter = by_matter(self.cases.scope, self.measure, self.day, numbers)
        values, known = self.cases.space.numbers(matter)
        rows = np.arange(self.cases.space.size) if known is None else np.flatnonzero(known)
        return rows.astype(np.int64), np.asarray(values[rows], np.int64)

    @cached_property
    def _payments(self) -> Array:
        return self.register.of(self.policy, self.measure)

    @cached_property
    def _matters(self) -> list[str]:
        return sorted(set(self.register.matters(self._payments)) - {""})

    def contenders(self) -> Contenders:
        """All of it."""
        rows, table = self.rows, self.cases.space.frames.table(self.measure.table)
        at = _numbers(self.cases.space, self.cases.scope.record(0).value, rows)
        measure, read = self.measure, self._reader()
        standing = self._standing()
        sure = standing == SURE
        return Contenders(
            policy=self.policy,
            measure=measure,
            place=list(self.policy.measures).index(measure.name),
            rows=rows,
            event=self._moment(MomentName.EVENT_ON, NEVER),
            keys=ranks_of(table.keys.gather(at)),
            year=self._years(),
            standing=standing,
            granted=self._fen(None if self._layout is None else self._layout.granted),
            amount=self._amounts(),
            ceiling=self._ceilings(),
            claimed=self._claimed(),
            claimed_on=self._moment(MomentName.CLAIMED_ON, 0),
            broken=self._broken(),
            key_text=lambda place: self.cases.space.frames.key_text(measure.table, int(at[place])),
            outcomes=self._outcomes,
            missing=self._missing,
            laid=self._laid,
            counts=tuple(read.limit(limit, limit.count) for limit in measure.limits),
            caps=tuple(read.cap(limit) for limit in measure.limits),
            memberships=tuple(read.member(each) for each in measure.memberships),
            budgets=tuple(
                read.tie(b.keys, b.total, () if b.order is None else (b.order,)) for b in measure.budgets
            ),
            quota=read.quota(),
            paid=self._paid(),
            priors=tuple(read.priors(each, sure) for each in measure.memberships),
        )

    def _reader(self) -> _Ties:
        grant = self.grant
        closed = len(self.rows) - len(self.open)
        if grant is None:
            return _Ties(self.cases.scope, np.zeros(0, np.int64), closed, self.measure, self.register)
        return _Ties(_settling(grant), self.granted, closed, self.measure, self.register)

    @property
    def _layout(self) -> Layout | None:
        return None if self.grant is None else self.grant.layout

    def _padded(self, values: NDArray[Any]) -> NDArray[Any]:
        return np.concatenate([values, np.zeros(len(self.rows) - len(values), values.dtype)])

    def _fen(self, column: Column | None) -> Array:
        if column is None or self.grant is None:
            return np.zeros(len(self.rows), np.int64)
        return self._padded(_numbers(self.grant.space, column, self.granted))

    def _amounts(self) -> Array:
        """What the case is worth, 0 where that is not known."""
        grant, layout = self.grant, self._layout
        if layout is not None and layout.nominal is not None:
            return self._fen(layout.nominal)
        return self._fen(None if grant is None or grant.amount is None else grant.amount.value)

    def _standing(self) -> NDArray[np.int8]:
        if self.grant is None:
            return np.full(len(self.rows), CLOSED, np.int8)
        lacking = _truths(self.grant.space, self.grant.lacking, self.granted)
        return self._padded(np.where(lacking, POSSIBLE, SURE).astype(np.int8))

    def _broken(self) -> Truths:
        held = None if self.grant is None else self.grant.held
        if held is None or self.grant is None:
            return np.zeros(len(self.rows), bool)
        found: Truths = self._padded(~_truths(self.grant.space, held.broken.is_null(), self.granted))
        return found

    def _moment(self, name: MomentName, instead: int) -> Array:
        found = worked_out(self.cases.scope.moment(name), self.cases.space, self.rows)
        return found.values if found.known is None else np.where(found.known, found.values, instead)

    def _years(self) -> Array:
        if not self.measure.yearly:
            return np.zeros(len(self.rows), np.int64)
        first = years_of(self.policy, self.measure, self.day.as_of)[0]
        assert first is not None
        return first + _numbers(self.cases.space, self.cases.space.turn, self.rows)

    def _claimed(self) -> Truths:
        if not self.day.claimed:
            return np.zeros(len(self.rows), bool)
        found = by_matter(self.cases.scope, self.measure, self.day, self.day.claimed)
        return ~_truths(self.cases.space, found.is_null(), self.rows)

    def _ceilings(self) -> Array:
        """The most that possible cases can bring. Only budgets look closer than at whether it is unknown."""
        found = np.full(len(self.rows), 0 if self.measure.kind is not MeasureKind.MONEY else UNBOUNDED)
        if self.measure.budgets:
            open_ = np.flatnonzero(self._standing() == POSSIBLE)
            written = self.columns.outcomes(self.rows[open_].tolist())
            found[open_] = [ceiling_of(outcome) for outcome in written]
        return found.astype(np.int64)

    def _outcomes(self, places: Sequence[int]) -> list[Outcome]:
        rows = self.rows[np.asarray(places, np.int64)].tolist()
        return [copied(outcome) for outcome in self.columns.outcomes(rows)]

    def _laid(self) -> Laid:
        grant, layout = self.grant, self._layout
        if grant is None or layout is None:
            return Laid.of(())
        rows, case = self.granted, np.arange(len(self.granted))
        if layout.space is not grant.space:
            assert layout.space.up is not None
            place = np.full(grant.space.size, -1)
            place[rows] = case
            rows = np.flatnonzero(place[layout.space.up] >= 0)
            case = place[layout.space.up[rows]]
        there = np.stack([_truths(layout.space, piece.there, rows) for piece in layout.pieces], axis=1)
        amount = np.stack([_numbers(layout.space, piece.amount, rows) for piece in layout.pieces], axis=1)
        state = np.stack([_numbers(layout.space, piece.state, rows) for piece in layout.pieces], axis=1)
        cases = np.repeat(case, len(layout.pieces)).reshape(there.shape)
        return Laid(cases[there], amount[there], state[there].astype(np.int8))

    def _missing(self, place: int) -> frozenset[Missing]:
        if self.grant is None or place >= len(self.granted):
            return frozenset()
        return missing_in(self.grant.cause, self.granted[place : place + 1])[0]

    def _paid(self) -> Pairs:
        """Payments for the very cases."""
        rows, number = self._paid_rows
        if not len(rows):
            return NO_PAIRS
        named = {matter: n for n, matter in enumerate(self._matters)}
        numbers = np.array([named.get(m, -1) for m in self.register.matters(self._payments)], np.int64)
        order = np.argsort(numbers, kind="stable")
        low = np.searchsorted(numbers[order], number)
        high = np.searchsorted(numbers[order], number, side="right")
        lists = Lists.ranges(low, high, self._payments[order])
        places = np.empty(self.cases.space.size, np.int64)
        places[self.rows] = np.arange(len(self.rows))
        case = np.repeat(places[rows], high - low)
        return Pairs(case, lists.items, np.ones(len(case), bool))


def _settling(grant: Grant) -> Scope:
    """The scope in which settlement asks: an event that is not known is none, the amount what the case is worth."""
    scope, layout = grant.scope, grant.layout
    event = scope.moment(MomentName.EVENT_ON)
    none = event.value.is_null()
    moments: dict[MomentName, Scalar] = {
        MomentName.EVENT_ON: replace(event, absent=none, vague=False, cause=None)
    }
    if layout is None:
        moments[MomentName.GROSS] = constant(ABSENT, MONEY, scope.space.frames)
    elif layout.nominal is not None:
        moments[MomentName.GROSS] = Scalar(MONEY, layout.nominal, grant.space)
    elif grant.amount is not None:
        moments[MomentName.GROSS] = grant.amount
    return scope.with_moments(moments)


@dataclass(frozen=True)
class _Ties:
    """What the rules of a measure ask of some rows; behind them stand ``closed`` cases of which nothing is asked."""

    scope: Scope
    rows: Array
    closed: int
    measure: Measure
    register: Register

    @property
    def size(self) -> int:
        return len(self.rows) + self.closed

    @property
    def policy(self) -> Policy:
        return self.scope.policy

    def part(self, node: Expr) -> Part:
        """A value in each case."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._part(node)
        return found

    @cached_property
    def _known(self) -> dict[int, Part]:
        return {}

    def _part(self, node: Expr) -> Part:
        if not len(self.rows):
            nothing = np.zeros(self.size, np.int64)
            return Part("number", nothing, None, np.ones(self.size, bool))
        if isinstance(node, Literal) and isinstance(node.value, str) and node.type.kind is Kind.TEXT:
            return self._padded(Part("text", np.zeros(len(self.rows), np.int64), texts=[node.value]))
        found = self._text_of_record(node)
        if found is None:
            found = part_in(operand(node, self.scope), self.scope.space, self.rows, node)
        return self._padded(found)

    def _padded(self, found: Part) -> Part:
        if not self.closed:
            return found
        none = np.zeros(len(self.rows), bool) if found.absent is None else found.absent
        return replace(
            found,
            values=np.concatenate([found.values, np.zeros(self.closed, np.int64)]),
            unknown=None
            if found.unknown is None
            else np.concatenate([found.unknown, np.zeros(self.closed, bool)]),
            absent=np.concatenate([none, np.ones(self.closed, bool)]),
        )

    def _text_of_record(self, node: Expr) -> Part | None:
        """A text of the record itself, by the texts of its column: most are read in few rows of many."""
        here = isinstance(node, Field) and isinstance(node.base, Here) and node.type.kind is Kind.TEXT
        if not here or not isinstance(node, Field):
            return None
        table = self.scope.space.frames.table(self.measure.table)
        at = _numbers(self.scope.space, self.scope.record(0).value, self.rows)
        if node.column == table.table.key:
            return Part("text", at, texts=KeyTexts(table))
        cells = table.cells(node.column)
        unknown = None if cells.known is None else ~cells.known[at]
        absent = None if cells.absent is None else cells.absent[at]
        if unknown is not None and absent is not None:
            unknown &= ~absent
        return Part("text", cells.values[at].astype(np.int64), unknown, absent, cells.texts)

    def tie(
        self,
        keys: Sequence[Expr],
        figure: Expr | None,
        order: Sequence[Expr] = (),
        binds: Truths | None = None,
        doubt: Truths | None = None,
    ) -> Tie:
        """What a rule looks at."""
        number = None if figure is None else self.part(figure)
        return Tie(
            tuple(self.part(key) for key in keys),
            None if number is None else _whole(number),
            None if number is None else flagged((number.unknown, number.absent), self.size),
            binds,
            doubt,
            order=tuple(self.part(node) for node in order),
        )

    def quota(self) -> Tie | None:
        """Places by rank."""
        quota = self.measure.quota
        if quota is None:
            return None
        found = self.tie(quota.keys, quota.places, [order.value for order in quota.order])
        ranks = zip(found.order, quota.order, strict=True)
        return replace(found, order=tuple(negative(part) if o.descending else part for part, o in ranks))

    def limit(self, limit: Limit, figure: Expr | None) -> Tie | None:
        """A limit by one of its figures; None where it has none of that sort."""
        if figure is None:
            return None
        doubt = np.zeros(self.size, bool)
        binds = None
        if limit.applies is not None:
            truth = self.part(limit.applies)
            binds = (truth.values != 0) & ~flagged((truth.unknown, truth.absent), self.size)
            doubt |= flagged((truth.unknown,), self.size)
        if limit.rolling is not None:
            doubt |= flagged((self.part(limit.rolling).unknown,), self.size)
        unread = told_by_payments(limit) and not self.register.supplied
        return replace(self.tie(limit.keys, figure, binds=binds, doubt=doubt), unread=unread)

    def cap(self, limit: Limit) -> Tie | None:
        """A limit of money."""
        found = self.limit(limit, limit.money)
        return None if found is None else loosened(found, limit, self.measure, self.policy)

    def member(self, membership: Membership) -> Tie:
        """A place in a group."""
        found = self.tie(membership.keys, self.policy.groups[membership.group].cap)
        return replace(found, unread=membership.prior is not None and not self.register.supplied)

    def priors(self, membership: Membership, among: Truths) -> Pairs:
        """Payments that the group counts or may count against each sure case."""
        prior, table = membership.prior, self.register.declared
        places = np.flatnonzero(among)
        if prior is None or table is None or self.register.table is None or not len(places):
            return NO_PAIRS
        near, at = paired(list(self._meets(prior, membership, places)), len(places), self.register.table.size)
        up = places[near]
        if not len(up):
            return NO_PAIRS
        space = self.scope.space.child(Below(self.rows[up], at))
        inner = self.scope.below(space, 1, space.records(table.name))
        truth = worked_out(compiled(prior, inner), space)
        sure = truth.values.astype(bool)
        may = sure
        if truth.known is not None:
            none = np.zeros(len(up), bool) if truth.absent is None else truth.absent
            sure = sure & truth.known
            may = sure | (~truth.known & ~none)
        return Pairs(up[may], at[may], sure[may])

    def _meets(self, prior: Expr, membership: Membership, places: Array) -> Iterator[Meet]:
        """What a payment must hold to count: it tells no other key of the group than the case's own, and a column
        of it equals something of the case."""
        table, declared = self.register.table, self.register.declared
        assert table is not None
        assert declared is not None
        told = ((name, node, True) for name, node in told_keys(membership.keys, declared))
        for column, outer, tells in (*told, *((name, node, False) for name, node in equalities(prior))):
            wanted = self.part(outer).at(places)
            if (
                outer.type.kind in (Kind.RECORD, Kind.TEXT)
                and not flagged((wanted.unknown,), len(wanted)).any()
            ):
                cells = table.cells(column)
                none = flagged((wanted.absent,), len(wanted))
                there = flagged(() if cells.known is None else (cells.known,), table.size)
                there = there if cells.known is not None else ~there
                silent = ~there & (tells | ~flagged((cells.absent,), table.size))
                yield Meet(wanted.values, none, self.scope.space.frames.values(cells), there, silent)


def _whole(part: Part) -> Array:
    return part.values if part.den == 1 else np.asarray(part.values // part.den, np.int64)


def _numbers(space: Space, column: Column, rows: Array) -> Array:
    found = worked_out(Scalar(INT, column, space), space, rows)
    return np.asarray(found.values, np.int64)


def _truths(space: Space, truth: Column, rows: Array) -> Truths:
    found: Truths = worked_out(Scalar(INT, truth, space), space, rows).values.astype(bool)
    return found
