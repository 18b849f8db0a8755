"""The register of payments in columns: which payments were made under a measure, and what they tell of its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from duixian.engines.bulk.compiler import Scope, operand
from duixian.engines.bulk.errors import NotInColumns
from duixian.engines.bulk.frames import Frames
from duixian.engines.bulk.settle.bonds import limit_name
from duixian.engines.bulk.settle.codes import Part, combined
from duixian.engines.bulk.settle.parts import part_in
from duixian.engines.bulk.settle.payments import NO_PAYMENTS, PaidTie, Payments, RuleName
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.written import told_by_payments
from duixian.engines.bulk.space import Aim, Space, check
from duixian.engines.bulk.values import constant
from duixian.language.columns import Cells, TableColumns
from duixian.language.nodes import Expr, Field, Here, MomentName
from duixian.language.outcome import Reference
from duixian.language.record import Record
from duixian.language.rule import Limit, Measure, Policy
from duixian.language.types import DATE, record
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import AMOUNT, BENEFIT, MATTER_NUMBER, PAID_ON, POLICY


class Register:
    """Payments already made, by their position in their table; nothing where the vocabulary has no such table."""

    def __init__(self, frames: Frames, as_of: date) -> None:
        self.frames, self.as_of = frames, as_of
        self.declared = frames.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)

    @property
    def supplied(self) -> bool:
        """Whether somebody handed it in, or nobody need to."""
        return self.declared is None or self.declared.name in self.frames.supplied

    @property
    def name(self) -> str:
        """Its table's name."""
        return "" if self.declared is None else self.declared.name

    @property
    def table(self) -> TableColumns | None:
        """Its columns; None where there are no payments."""
        if self.declared is None:
            return None
        table = self.frames.table(self.declared.name)
        return table if table.size else None

    def of(self, policy: Policy, measure: Measure) -> Array:
        """Payments under a measure by the policy's title, then those by its id."""
        table = self.table
        if table is None:
            return np.zeros(0, np.int64)
        benefit = _says(table.cells(BENEFIT), measure.name)
        names = dict.fromkeys((policy.title.zh, policy.id))
        return np.concatenate(
            [np.flatnonzero(benefit & _says(table.cells(POLICY), name)) for name in names]
        ).astype(np.int64)

    def matters(self, payments: Array) -> list[str]:
        """What each payment was made for; a payment that does not say so names nothing there is."""
        if self.table is None:
            return []
        cells = self.table.cells(MATTER_NUMBER)
        told = np.ones(len(payments), bool) if cells.known is None else cells.known[payments]
        texts = cells.texts if cells.texts is not None else ()
        codes = cells.values[payments].tolist()
        return [texts[code] if known else "" for code, known in zip(codes, told.tolist(), strict=True)]

    def payments(self, policies: Sequence[Policy]) -> Payments:
        """All of them as settlement looks at them."""
        table = self.table
        if table is None:
            return replace(NO_PAYMENTS, table=self.name)
        amount = table.cells(AMOUNT)
        known = np.ones(table.size, bool) if amount.known is None else amount.known
        under: dict[RuleName, list[PaidTie]] = {}
        for policy in policies:
            for measure in policy.measures.values():
                for limit in filter(told_by_payments, measure.limits):
                    name = policy.id, limit_name(measure, limit)
                    under.setdefault(name, []).append(self._told(policy, measure, limit))
        ties = {name: tuple(found) for name, found in under.items()}
        fen, order = np.where(known, amount.values, 0).astype(np.int64), table.key_ranks.astype(np.int64)
        return Payments(fen, ~known, order, self._matter_numbers(), self.reference, ties, self.name)

    def _matter_numbers(self) -> Array:
        """Equal numbers for payments under one measure for one matter."""
        assert self.table is not None
        size, cells = self.table.size, [self.table.cells(name) for name in (POLICY, BENEFIT, MATTER_NUMBER)]
        named = combined([np.where(_known(c, size), c.values, size).astype(np.int64) for c in cells], size)
        return np.where(_known(cells[-1], size), named, size + np.arange(size))

    def record(self, place: int) -> Record:
        """A payment as a record."""
        assert self.table is not None
        return self.table.record(place)

    def reference(self, place: int) -> Reference:
        """How effects name a payment."""
        row = self.record(place)
        values = row.values
        return Reference(
            str(values.get(POLICY)), str(values.get(BENEFIT)), str(row.key), values.get(AMOUNT) or 0
        )

    def _told(self, policy: Policy, measure: Measure, limit: Limit) -> PaidTie:
        payments = self.of(policy, measure)
        keys = [key for key in limit.prior_keys if key is not None]
        self.frames.guards.clear()
        try:
            parts = [self._part(policy, key, payments) for key in keys]
            check(self.frames)
        except NotInColumns:
            vague = np.ones(len(payments), bool)
            return PaidTie(payments, tuple(Part("text", np.zeros_like(payments), vague) for _ in keys))
        kept = np.flatnonzero(~np.logical_or.reduce([_absent(part) for part in parts]))
        return PaidTie(payments[kept], tuple(part.at(kept) for part in parts))

    def _part(self, policy: Policy, key: Expr, payments: Array) -> Part:
        return part_in(operand(key, self._scope(policy)), self._space, payments, key)

    @cached_property
    def _space(self) -> Space:
        assert self.table is not None
        return Space(self.frames, self.table.size, Aim())

    def _scope(self, policy: Policy) -> Scope:
        """A payment as the record at depth 1, on the day it was made."""
        assert self.declared is not None
        space = self._space
        moments = {MomentName.AS_OF: constant(self.as_of, DATE, self.frames)}
        scope = Scope(policy, space, {1: space.records(self.declared.name)}, moments=moments)
        if PAID_ON not in self.declared.columns:
            return scope
        here = Here(type=record(self.declared.name), text="", depth=1)
        paid_on = operand(Field(type=DATE, text=PAID_ON, base=here, column=PAID_ON), scope)
        return scope.with_moments({MomentName.EVENT_ON: replace(paid_on)})


def _says(cells: Cells, text: str) -> Truths:
    """Where a column of texts says just this."""
    code = cells.texts.code(text) if cells.texts is not None else None
    if code is None:
        return np.zeros(len(cells.values), bool)
    found: Truths = cells.values == code
    return found if cells.known is None else found & cells.known


def _known(cells: Cells, size: int) -> Truths:
    return np.ones(size, bool) if cells.known is None else cells.known


def _absent(part: Part) -> Truths:
    return np.zeros(len(part), bool) if part.absent is None else part.absent
