"""The columns of a measure's compact file, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from duixian.decisions.compact.kept import Kept
from duixian.decisions.compact.masks import Mask
from duixian.decisions.compact.slots import Side, Slots, slots_of
from duixian.language.nodes import Expr
from duixian.language.rule import Measure, Once, Payout, Periodic, Policy, Prepayment, Source
from duixian.language.types import Kind

_LACK = {"kind": pl.String, "name": pl.String, "table": pl.String, "key": pl.String}
_REFERENCE = {"policy": pl.String, "measure": pl.String, "record": pl.String, "amount": pl.Int64}

CASE: Mapping[str, Any] = {
    "record": pl.String,
    "source": pl.String,
    "year": pl.Int32,
    "event_on": pl.Date,
    "claimed_on": pl.Date,
    "verdict": pl.String,
    "truth": pl.Boolean,
    "amount": pl.Int64,
    "payable": pl.Int64,
    "due_now": pl.Int64,
    "paid": pl.Int64,
    "recovery": pl.Int64,
    "not_yet": pl.Date,
    "held_until": pl.Date,
    "broken_on": pl.Date,
    "barred": pl.String,
    "barred_en": pl.String,
    "barred_by": pl.Int16,
    "barred_at": pl.Int64,
}
"""What every file says of a case. ``barred``: why nothing can be paid although every condition holds."""

LISTS: Mapping[str, Mapping[str, Any]] = {
    "missing": _LACK,
    "lacks": {"test": pl.Int16, **_LACK},
    "payees": {"table": pl.String, "key": pl.String, "share": pl.String},
    "workings": {
        "kind": pl.String,
        "label": pl.String,
        "expression": pl.String,
        "value": pl.String,
        "result": pl.String,
    },
    "instalments": {
        "number": pl.Int32,
        "period": pl.String,
        "label": pl.String,
        "label_en": pl.String,
        "due": pl.Date,
        "amount": pl.Int64,
        "state": pl.String,
    },
    "effects": {
        "kind": pl.String,
        "source": pl.Int16,
        "result": pl.String,
        "before": pl.Int64,
        "after": pl.Int64,
        "because": pl.List(pl.Struct(_REFERENCE)),
        "best": pl.Int64,
        "next_best": pl.Int64,
    },
}
"""Columns of lists; null where there is nothing to list."""


@dataclass(frozen=True)
class Shown:
    """Values of one sort with their masks: ``kept`` by number, the masks of those unknown, none, and whole records."""

    kept: Mapping[int, Kept]
    unknown: Mask
    none: Mask
    whole: Mask

    @property
    def masks(self) -> tuple[Mask, ...]:
        """The masks that have any bit that could be set."""
        records = any(kept.type.kind is Kind.RECORD for kept in self.kept.values())
        masks = (self.unknown, self.none, *((self.whole,) if records else ()))
        return masks if self.kept else ()


@dataclass(frozen=True)
class Layout:
    """The columns of one measure's file."""

    policy: Policy
    measure: Measure

    @cached_property
    def slots(self) -> Slots:
        """The tests, numbered."""
        return slots_of(self.policy, self.measure)

    @cached_property
    def truths(self) -> tuple[Mask, Mask]:
        """The tests that hold, and those that fail; what does neither is unknown."""
        count = len(self.slots.every)
        return Mask("holds", count), Mask("fails", count)

    @cached_property
    def found(self) -> Shown:
        """The values found, by test."""
        return self._shown("found", ((s.number, s.actual) for s in self.slots.every))

    @cached_property
    def asked(self) -> Shown:
        """The values asked for, by test, but those that are always the same."""
        sides = ((s.number, s.threshold) for s in self.slots.every)
        return self._shown("asked", ((n, side) for n, side in sides if side is not None and not side.fixed))

    @cached_property
    def variables(self) -> Shown:
        """The variables by place."""
        nodes = enumerate(node for _, node in self.measure.variables)
        return _shown("variable", {n: Kept(f"variable_{n}", node.type) for n, node in nodes})

    def _shown(self, name: str, sides: Iterable[tuple[int, Side | None]]) -> Shown:
        return _shown(name, {n: Kept(f"{name}_{n}", side.type) for n, side in sides if side is not None})

    @cached_property
    def warnings(self) -> Mask:
        """The warnings that hold, by place."""
        return Mask("warnings", len(self.measure.warnings))

    @cached_property
    def routing(self) -> Kept | None:
        """Where the case is sent."""
        return None if self.measure.routing is None else Kept("routing", self.measure.routing.type)

    @cached_property
    def matter(self) -> Kept | None:
        """The matter as the measure names it."""
        return None if self.measure.matter is None else Kept("matter", self.measure.matter.type)

    @cached_property
    def bars(self) -> tuple[Expr, ...]:
        """What may keep a case from being paid although every condition holds, by ``barred_by``."""
        nodes = (self.measure.amount, *_days_of(self.measure.payout))
        return tuple(node for node in nodes if node is not None)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """What effects may come from, by their number."""
        return tuple(dict.fromkeys(_sources(self.policy, self.measure)))

    @cached_property
    def masks(self) -> tuple[Mask, ...]:
        """Every mask, in the order of the columns."""
        shown = (self.found, self.asked, self.variables)
        return (*self.truths, *(mask for s in shown for mask in s.masks), self.warnings)

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """Every value with columns of its own, in their order."""
        shown = (kept for s in (self.found, self.asked, self.variables) for kept in s.kept.values())
        alone = (kept for kept in (self.routing, self.matter) if kept is not None)
        return (*shown, *alone)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The columns with their types, in order."""
        schema = dict(CASE)
        schema |= {name: pl.Int64 for mask in self.masks for name in mask.columns}
        for kept in self.kept:
            schema |= kept.columns()
        return schema | {name: pl.List(pl.Struct(dict(fields))) for name, fields in LISTS.items()}


def _shown(name: str, kept: Mapping[int, Kept]) -> Shown:
    count = max(kept, default=-1) + 1
    return Shown(
        kept, Mask(f"{name}_unknown", count), Mask(f"{name}_none", count), Mask(f"{name}_record", count)
    )


def _days_of(payout: Payout) -> Iterator[Expr | None]:
    if isinstance(payout, Periodic):
        yield from (payout.start, payout.length)
    elif isinstance(payout, Prepayment):
        yield from (payout.base, payout.share, payout.due)
    elif isinstance(payout, Once):
        yield payout.due


def _sources(policy: Policy, measure: Measure) -> Iterator[Source]:
    yield measure.source
    if measure.hold is not None:
        yield measure.hold.source
    if measure.quota is not None:
        yield measure.quota.source
    yield from (limit.source for limit in measure.limits)
    yield from (budget.source for budget in measure.budgets)
    yield from (policy.groups[m.group].source for m in measure.memberships)
