"""The walk through a measure's expressions that says which records each of them looks at (see ``reach``)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import singledispatchmethod
from typing import Any

from duixian.decisions.partitions.homes import Homes
from duixian.decisions.partitions.reach import Ground, Reach, Spot, worst
from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Argument,
    Compare,
    Comparison,
    Expr,
    Field,
    Follow,
    Here,
    Holds,
    Local,
    Rows,
    Use,
)
from duixian.language.rule import Limit, Measure, Membership, Payee, Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Purpose, Vocabulary
from duixian.language.vocabulary.columns import MATTER_NUMBER

Spots = tuple[Spot | None, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The records by depth, and the arguments of the definition being read."""

    stack: Mapping[int, Spot]
    arguments: Spots = ()

    def at(self, depth: int, spot: Spot) -> Scope:
        """The scope of something that looks at a record at a depth."""
        return replace(self, stack={**self.stack, depth: spot})


class Walk:
    """Reads the expressions of one measure into its reach."""

    def __init__(self, policy: Policy, measure: Measure, homes: Homes, vocabulary: Vocabulary) -> None:
        self.reach = Reach(policy, measure)
        self.ground = Ground(vocabulary, homes, self.reach)
        self._policy = policy
        self._used: dict[tuple[str, Spots, bool], Spot | None] = {}
        self.case = Scope({0: self.ground.case()})

    def measure(self) -> Reach:
        """Everything of the measure."""
        measure = self.reach.measure
        own = (Payee, Limit, Membership)
        for part in dataclasses.fields(measure):
            held = getattr(measure, part.name)
            if not (isinstance(held, tuple) and held and isinstance(held[0], own)):
                self.inside(held, self.case)
        for payee in measure.payees:
            self._payee(payee)
        for limit in measure.limits:
            self.inside(replace(limit, prior_keys=()), self.case)
            self._prior_keys(limit)
        for membership in measure.memberships:
            self.inside(membership.keys, self.case)
            self.inside(self._policy.groups[membership.group].cap, self.case)
            self._prior(membership)
        return self.reach

    def spot(self, node: Expr, scope: Scope) -> Spot | None:
        """Where the record of an expression may be; None for what is no record."""
        return self._read(node, scope)

    def inside(self, value: Any, scope: Scope) -> None:
        """Every expression in a value, whatever holds it."""
        if isinstance(value, Expr):
            self._read(value, scope)
        elif isinstance(value, tuple):
            for part in value:
                self.inside(part, scope)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            for part in dataclasses.fields(value):
                self.inside(getattr(value, part.name), scope)

    @singledispatchmethod
    def _read(self, node: Expr, scope: Scope) -> Spot | None:
        spots = list(self._children(node, scope))
        if node.type.kind is not Kind.RECORD:
            return None
        return worst(iter(spots), str(node.type.of)) or self.ground.every_row(str(node.type.of))

    def _children(self, node: Any, scope: Scope) -> Iterator[Spot | None]:
        """The parts of a node, and of what it holds them in."""
        for part in dataclasses.fields(node):
            held = getattr(node, part.name)
            for child in held if isinstance(held, tuple) else (held,):
                if isinstance(child, Expr):
                    yield self._read(child, scope)
                elif dataclasses.is_dataclass(child) and not isinstance(child, type):
                    yield from self._children(child, scope)

    @_read.register
    def _here(self, node: Here, scope: Scope) -> Spot | None:
        return scope.stack[node.depth]

    @_read.register
    def _argument(self, node: Argument, scope: Scope) -> Spot | None:
        return scope.arguments[node.index]

    @_read.register
    def _local(self, node: Local, scope: Scope) -> Spot | None:
        return self._read(node.body, scope)

    @_read.register
    def _follow(self, node: Follow, scope: Scope) -> Spot | None:
        base = self._read(node.base, scope)
        assert base is not None
        return self.ground.followed(base, node.column)

    @_read.register
    def _field(self, node: Field, scope: Scope) -> Spot | None:
        base = self._read(node.base, scope)
        assert base is not None
        self.ground.column(base.table, node.column)
        return None

    @_read.register
    def _holds(self, node: Holds, scope: Scope) -> Spot | None:
        table = self.ground.vocabulary.tables[scope.stack[node.depth].table]
        for column in table.period or ():
            self.ground.column(table.name, column)
        self.inside((node.since, node.until), scope)
        return None

    @_read.register
    def _use(self, node: Use, scope: Scope) -> Spot | None:
        arguments = tuple(self._read(argument, scope) for argument in node.arguments)
        name = (node.definition, arguments, self.ground.at_payments)
        if name not in self._used:
            definition, within = self._policy.definitions[node.definition], Scope({}, arguments)
            self._used[name] = None
            if definition.value is not None:
                self._used[name] = self._read(definition.value, within)
            self.inside(definition.conditions, within)
        return self._used[name]

    @_read.register
    def _aggregate(self, node: Aggregate, scope: Scope) -> Spot | None:
        spot, inner = self.looked_at(node.rows, node.where, scope)
        self.inside((node.where, node.value, node.start, node.end), inner)
        return spot if node.type.kind is Kind.RECORD else None

    def looked_at(self, rows: Rows, where: Expr | None, scope: Scope) -> tuple[Spot, Scope]:
        """The rows of an aggregate, and the scope in which each is looked at."""
        for column in self.ground.vocabulary.tables[rows.table].period or ():
            self.ground.column(rows.table, column)
        spot = self._rows(rows, where, scope)
        return spot, scope.at(rows.depth, spot)

    def _rows(self, rows: Rows, where: Expr | None, scope: Scope) -> Spot:
        if rows.base is None:
            return self.ground.every_row(rows.table, of=self._owner(rows.table, rows.depth, where, scope))
        if isinstance(rows.base, Rows):
            base: Spot | None = self._rows(rows.base, None, scope)
        else:
            base = self._read(rows.base, scope)
        assert base is not None
        return self.ground.rows_linked(base, rows.table, str(rows.link))

    def _owner(self, table: str, depth: int, where: Expr | None, scope: Scope) -> Spot | None:
        """The record that the way home of every matching row begins at, if the test says so."""
        homes = self.ground.homes
        if table not in homes.first or not homes.sure(table, self.ground.vocabulary):
            return None
        return next(self._equals(table, depth, where, scope), None)

    def _equals(self, table: str, depth: int, where: Expr | None, scope: Scope) -> Iterator[Spot]:
        first = self.ground.homes.first.get(table)
        for one, other in _equalities(where):
            if _is_column(one, depth, first) and not _looks_at(other, depth):
                spot = self._read(other, scope)
                if spot is not None and self.ground.stands_home(spot):
                    yield spot

    def _payee(self, payee: Payee) -> None:
        scope = self.case
        if payee.each is not None:
            _, scope = self.looked_at(payee.each, None, scope)
        self.inside((payee.who, payee.share, payee.when), scope)

    def _payments(self, of: Spot | None) -> Scope | None:
        """The scope in which a payment made before is looked at; ``of``: whose payments alone can count."""
        table = self.ground.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        return None if table is None else self.case.at(1, self.ground.every_row(table.name, of=of))

    def _prior_keys(self, limit: Limit) -> None:
        owner = self.pin(limit.keys)
        scope = self._payments(owner) if limit.prior_keys and limit.counts_prior else None
        if scope is not None:
            self._paid(limit.prior_keys, scope)

    def _prior(self, membership: Membership) -> None:
        if membership.prior is None:
            return
        table = self.ground.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        assert table is not None
        named = next(self._equals(table.name, 1, membership.prior, self.case), None)
        scope = self._payments(named or self._matter(membership.prior) or self.pin(membership.keys))
        if scope is not None:
            self._paid(membership.prior, scope)

    def _paid(self, value: Any, scope: Scope) -> None:
        """Expressions that begin at a payment made before."""
        self.ground.at_payments = True
        self.inside(value, scope)
        self.ground.at_payments = False

    def _matter(self, prior: Expr) -> Spot | None:
        """The case's record, if only payments that name its key as their matter can count."""
        case = self.case.stack[0]
        key = self.ground.vocabulary.tables[case.table].key
        for one, other in _equalities(prior):
            own = isinstance(other, Field) and _is_column(other, 0, key)
            if own and _is_column(one, 1, MATTER_NUMBER) and self.ground.stands_home(case):
                return case
        return None

    def pin(self, keys: tuple[Expr, ...]) -> Spot | None:
        """The person's own record among some keys, if it is one of them."""
        spots = (self._read(key, self.case) for key in keys)
        person = self.ground.homes.person
        return next(
            (s for s in spots if s is not None and s.table == person and self.ground.stands_home(s)), None
        )


def _equalities(where: Expr | None) -> Iterator[tuple[Expr, Expr]]:
    """Both ways round, the equalities that a test asks for."""
    for part in where.parts if isinstance(where, AllOf) else (where,):
        if isinstance(part, Compare) and part.operator is Comparison.EQ:
            yield part.left, part.right
            yield part.right, part.left


def _is_column(node: Expr, depth: int, column: str | None) -> bool:
    while isinstance(node, Local):
        node = node.body
    return (
        isinstance(node, Follow | Field)
        and node.column == column
        and isinstance(node.base, Here)
        and node.base.depth == depth
    )


def _looks_at(node: Expr, depth: int) -> bool:
    """Whether an expression may look at the record at a depth or below; only plain paths are told apart."""
    while isinstance(node, Field | Follow | Local):
        node = node.body if isinstance(node, Local) else node.base
    return not isinstance(node, Here) or node.depth >= depth


def reach_of(policy: Policy, measure: Measure, homes: Homes, vocabulary: Vocabulary) -> Reach:
    """What a measure of a policy looks at, when tables are split as ``homes`` says."""
    return Walk(policy, measure, homes, vocabulary).measure()
