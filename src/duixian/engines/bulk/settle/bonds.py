"""Bonds: all cases of a run that one limit, group or budget ties together, with the number of their key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from duixian.engines.bulk.settle.codes import Part, coded, combined, flagged
from duixian.engines.bulk.settle.contenders import Contenders, Tie
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.payments import PaidTie, RuleName
from duixian.engines.bulk.settle.segments import Array, Segments, Truths, twice
from duixian.language.rule import Budget, Limit, Measure, Membership, Policy


@dataclass(frozen=True)
class Knot:
    """One measure's part in a bond: the block of its cases, the rule, and what it looks at."""

    block: int
    rule: Any
    tie: Tie


@dataclass(frozen=True, eq=False)
class Bond:
    """``case``: of the docket; ``knot``: which measure's part brought it; ``key``: −1 where part of it is unknown;
    ``figure``: its count, cap, places or total; ``doubt``: what decides about it is unknown; ``unplaced``: its place
    in the queue is.

    ``classes``: for the cases with a key unknown in part, the number of what is known of it, of all that know as
    much (−1: another does not). ``payments`` and ``payment_key``: payments told by the same keys."""

    name: RuleName
    knots: tuple[Knot, ...]
    case: Array
    knot: Array
    key: Array
    figure: Array
    doubt: Truths
    unplaced: Truths
    classes: tuple[Array, ...]
    payments: Array
    payment_key: Array

    def segments(self, docket: Docket, among: Truths) -> Segments:
        """Rows of some cases whose key is known, by key in time order."""
        rows = np.flatnonzero(among[self.case] & (self.key >= 0))
        found = Segments.of(self.key[rows], docket.order[self.case[rows]])
        return Segments(rows[found.rows], found.first)

    @cached_property
    def several(self) -> Truths:
        """Rows whose key another row has too."""
        return shared(self.key)


def shared(key: Array) -> Truths:
    """Where a number stands more than once; not below zero."""
    return (key >= 0) & twice(np.maximum(key, 0))


def limit_name(measure: Measure, limit: Limit) -> str:
    """Measures that share a limit share its name."""
    return limit.shared or f"{measure.name}/{limit.source.name.zh}"


def counting(docket: Docket) -> list[Bond]:
    """Limits of so many times."""
    return bonds(
        docket, [named for n, block in enumerate(docket.blocks) for named in _limits(n, block, block.counts)]
    )


def capping(docket: Docket) -> list[Bond]:
    """Limits of so much money."""
    return bonds(
        docket, [named for n, block in enumerate(docket.blocks) for named in _limits(n, block, block.caps)]
    )


def _limits(number: int, block: Contenders, ties: Sequence[Tie | None]) -> Iterator[tuple[RuleName, Knot]]:
    for limit, tie in zip(block.measure.limits, ties, strict=True):
        if tie is not None:
            yield (block.policy.id, limit_name(block.measure, limit)), Knot(number, limit, tie)


def grouping(docket: Docket) -> list[Bond]:
    """Groups, in the order of their names' first case."""
    return bonds(docket, list(_memberships(docket)), paid_under=False)


def _memberships(docket: Docket) -> Iterator[tuple[RuleName, Knot]]:
    for number, block in enumerate(docket.blocks):
        for membership, tie in zip(block.measure.memberships, block.memberships, strict=True):
            yield group_name(block, membership), Knot(number, membership, tie)


def group_name(block: Contenders, membership: Membership) -> RuleName:
    """Members of every policy meet where the group says so."""
    across = block.policy.groups[membership.group].across
    return "" if across else block.policy.id, membership.group


def budgeting(docket: Docket) -> list[Bond]:
    """Budgets, in the order in which their policies write them."""
    knots = [
        (budget_name(block.policy, block.measure, budget), Knot(number, budget, tie))
        for number, block in enumerate(docket.blocks)
        for budget, tie in zip(block.measure.budgets, block.budgets, strict=True)
    ]
    policies = {block.policy.id: block.policy for block in docket.blocks}
    declared = [
        budget_name(policies[policy], measure, budget)
        for policy in sorted(policies)
        for measure in policies[policy].measures.values()
        for budget in measure.budgets
    ]
    return sorted(bonds(docket, knots, paid_under=False), key=lambda bond: declared.index(bond.name))


def budget_name(policy: Policy, measure: Measure, budget: Budget) -> RuleName:
    """Measures that share a budget share its name."""
    return policy.id, budget.shared or f"{measure.name}/{budget.source.name.zh}"


def bonds(docket: Docket, knots: Sequence[tuple[RuleName, Knot]], *, paid_under: bool = True) -> list[Bond]:
    """One bond for each name and number of keys: keys of different lengths never meet."""
    by_name: dict[tuple[RuleName, int], list[Knot]] = {}
    for name, knot in knots:
        by_name.setdefault((name, len(knot.tie.keys)), []).append(knot)
    under = docket.payments.under if paid_under else {}
    return [
        bond(docket, name, held, [tie for tie in under.get(name, ()) if len(tie.keys) == width])
        for (name, width), held in by_name.items()
    ]


def bond(docket: Docket, name: RuleName, knots: Sequence[Knot], paid: Sequence[PaidTie] = ()) -> Bond:
    """The cases of several measures under one name."""
    held = [_rows(docket, knot) for knot in knots]
    width = len(knots[0].tie.keys)
    ties = [_at(knot, rows) for knot, rows in zip(knots, held, strict=True)]
    case = np.concatenate([docket.offsets[k.block] + rows for k, rows in zip(knots, held, strict=True)])
    size = len(case)
    payments = np.concatenate([np.zeros(0, np.int64), *(tie.payment for tie in paid)])
    codes, unknown = [], []
    for number in range(width):
        parts = [tie.keys[number] for tie in ties] + [tie.keys[number] for tie in paid]
        codes.append(coded(parts))
        unknown.append(flagged([_all_of(parts)], size + len(payments)))
    key = combined(codes, size + len(payments))
    return Bond(
        name,
        tuple(knots),
        case.astype(np.int64),
        np.repeat(np.arange(len(knots)), [len(rows) for rows in held]),
        key[:size],
        np.concatenate([_figure(tie, rows) for tie, rows in zip(ties, held, strict=True)]),
        np.concatenate([_doubt(tie, rows) for tie, rows in zip(ties, held, strict=True)]),
        np.concatenate([_unplaced(tie, rows) for tie, rows in zip(ties, held, strict=True)]),
        _classes([code[:size] for code in codes], [flag[:size] for flag in unknown], size),
        payments,
        key[size:],
    )


def _rows(docket: Docket, knot: Knot) -> Array:
    """The cases that a rule ties at all: in play, with keys of which none is known to be none."""
    block, tie = docket.blocks[knot.block], knot.tie
    start = int(docket.offsets[knot.block])
    stretch = slice(start, start + len(block))
    bound = (docket.sure[stretch] & ~docket.refused[stretch]) | docket.possible[stretch]
    if tie.binds is not None:
        bound = bound & (tie.binds | flagged((tie.doubt,), len(block)))
    return np.flatnonzero(bound & ~flagged((part.absent for part in tie.keys), len(block)))


def _at(knot: Knot, rows: Array) -> Tie:
    tie = knot.tie
    keys = tuple(part.at(rows) for part in tie.keys)
    figure = None if tie.figure is None else tie.figure[rows]
    lacking, doubt = (None if flag is None else flag[rows] for flag in (tie.lacking, tie.doubt))
    order = tuple(part.at(rows) for part in tie.order)
    return Tie(keys, figure, lacking, None, doubt, tie.loose, tie.unread, order)


def _figure(tie: Tie, rows: Array) -> Array:
    return np.zeros(len(rows), np.int64) if tie.figure is None else tie.figure


def _doubt(tie: Tie, rows: Array) -> Truths:
    keys = () if tie.loose else tuple(part.unknown for part in tie.keys)
    return flagged((tie.lacking, tie.doubt, *keys), len(rows))


def _unplaced(tie: Tie, rows: Array) -> Truths:
    return flagged((part.unknown for part in tie.order), len(rows))


def _all_of(parts: Sequence[Part]) -> Truths:
    return np.concatenate([np.zeros(0, bool), *(flagged((part.unknown,), len(part)) for part in parts)])


def _classes(codes: Sequence[Array], unknown: Sequence[Truths], size: int) -> tuple[Array, ...]:
    """For each way in which keys are known in part: numbers of what is known, of all rows that know as much."""
    ways = np.zeros(size, np.int64)
    for number, flag in enumerate(unknown):
        ways |= flag.astype(np.int64) << number
    found = []
    for way in np.unique(ways[ways > 0]):
        known = [code for number, code in enumerate(codes) if not way >> number & 1]
        found.append(combined(known, size))
    return tuple(found)
