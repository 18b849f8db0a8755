"""Cases of rows again: everything that a decision says, as if it had just been made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.decisions.compact.kept import Kept
from duixian.decisions.compact.layout import Layout, Shown
from duixian.decisions.compact.slots import Side, Slot
from duixian.language.absent import ABSENT
from duixian.language.outcome import (
    Effect,
    EffectKind,
    EffectResult,
    Finding,
    Instalment,
    InstalmentState,
    Outcome,
    Payment,
    Reference,
    Verdict,
    Working,
)
from duixian.language.record import Record
from duixian.language.rule import Condition
from duixian.language.unknown import Lack, Missing, Unknown
from duixian.values.bilingual import Text

Row = Mapping[str, Any]


def outcome_of(layout: Layout, row: Row, as_of: date) -> Outcome:
    """The case of a row. Of the record only its table, key and source are there, not its cells."""
    measure = layout.measure
    missing = frozenset(_missing(item) for item in row["missing"] or ())
    return Outcome(
        policy=layout.policy,
        measure=measure,
        record=Record(measure.table, row["record"], {}, row["source"]),
        year=row["year"],
        as_of=as_of,
        event_on=row["event_on"],
        claimed_on=row["claimed_on"],
        findings=_Findings(layout, row).all(),
        truth=Unknown(missing) if row["truth"] is None else row["truth"],
        missing=missing,
        payees=tuple(Payment(p["table"], p["key"], Fraction(p["share"])) for p in row["payees"] or ()),
        amount=row["amount"],
        workings=tuple(_working(item) for item in row["workings"] or ()),
        variables=_variables(layout, row),
        instalments=tuple(_instalment(item) for item in row["instalments"] or ()),
        effects=[_effect(layout, item) for item in row["effects"] or ()],
        payable=row["payable"],
        not_yet=row["not_yet"],
        recovery=row["recovery"],
        paid=row["paid"],
        held_until=row["held_until"],
        broken_on=row["broken_on"],
        routing=_alone(layout, layout.routing, row),
        matter=_alone(layout, layout.matter, row),
        warnings=_warnings(layout, row),
        verdict=Verdict(row["verdict"]),
    )


class _Findings:
    """The findings of a row."""

    def __init__(self, layout: Layout, row: Row) -> None:
        self._layout, self._row = layout, row
        self._holds, self._fails = (mask.bits(row) for mask in layout.truths)
        self._lacks: dict[int, list[Missing]] = {}
        for item in row["lacks"] or ():
            self._lacks.setdefault(item["test"], []).append(_missing(item))
        self._found, self._asked = _Values(layout, layout.found, row), _Values(layout, layout.asked, row)

    def all(self) -> tuple[Finding, ...]:
        """In the order in which a decision shows them."""
        slots = self._layout.slots
        first = slots.applies
        shown = first is not None and not (self._holds | self._fails) >> first.number & 1
        roots = (first, *slots.roots) if shown and first is not None else slots.roots
        barred = (self._barred(),) if self._row["barred"] is not None else ()
        return (*(self._finding(slot) for slot in roots), *barred)

    def _finding(self, slot: Slot) -> Finding:
        parts = tuple(self._finding(part) for part in slot.parts)
        truth = self._truth(slot, parts)
        actual = self._found.value(slot.number) if slot.actual is not None else None
        return Finding(slot.test, truth, actual, self._threshold(slot), parts, slot.condition)

    def _truth(self, slot: Slot, parts: Iterable[Finding]) -> Any:
        if self._holds >> slot.number & 1:
            return True
        if self._fails >> slot.number & 1:
            return False
        causes = set(self._lacks.get(slot.number, ()))
        return Unknown(causes.union(*(p.truth.causes for p in parts if p.truth.__class__ is Unknown)))

    def _threshold(self, slot: Slot) -> Any:
        side: Side | None = slot.threshold
        if side is None:
            return None
        return side.fixed.value if side.fixed is not None else self._asked.value(slot.number)

    def _barred(self) -> Finding:
        row, node = self._row, self._layout.bars[self._row["barred_by"]]
        name = Text(row["barred"], row["barred_en"])
        source = replace(self._layout.measure.source, name=name)
        actual = ABSENT if row["barred_at"] is None else row["barred_at"]
        return Finding(node, False, actual, None, (), Condition(source, node))


class _Values:
    """The values of one sort in a row."""

    def __init__(self, layout: Layout, shown: Shown, row: Row) -> None:
        self._vocabulary, self._shown, self._row = layout.policy.vocabulary, shown, row
        bits = [mask.bits(row) for mask in shown.masks]
        self._unknown, self._none, self._whole = (*bits, 0, 0, 0)[:3]

    def value(self, number: int) -> Any:
        """The value of a number; None where none was shown."""
        if self._unknown >> number & 1:
            return Unknown(())
        if self._none >> number & 1:
            return ABSENT
        whole = bool(self._whole >> number & 1)
        return self._shown.kept[number].value(self._row, self._vocabulary, whole=whole)


def _missing(item: Row) -> Missing:
    return Missing(Lack(item["kind"]), item["name"], item["table"], item["key"])


def _working(item: Row) -> Working:
    value, result = json.loads(item["value"]), json.loads(item["result"])
    return Working(item["kind"], item["label"], item["expression"], value, result)


def _variables(layout: Layout, row: Row) -> tuple[Any, ...]:
    values = _Values(layout, layout.variables, row)
    return tuple((name, node, values.value(n)) for n, (name, node) in enumerate(layout.measure.variables))


def _instalment(item: Row) -> Instalment:
    label = None if item["label"] is None else Text(item["label"], item["label_en"])
    state = InstalmentState(item["state"])
    return Instalment(item["number"], item["period"], item["due"], item["amount"], state, label)


def _effect(layout: Layout, item: Row) -> Effect:
    return Effect(
        EffectKind(item["kind"]),
        layout.sources[item["source"]],
        EffectResult(item["result"]),
        item["before"],
        item["after"],
        tuple(Reference(r["policy"], r["measure"], r["record"], r["amount"]) for r in item["because"]),
        item["best"],
        item["next_best"],
    )


def _alone(layout: Layout, kept: Kept | None, row: Row) -> Any:
    return None if kept is None else kept.value(row, layout.policy.vocabulary)


def _warnings(layout: Layout, row: Row) -> tuple[Any, ...]:
    held = layout.warnings.bits(row)
    return tuple(w.source for n, w in enumerate(layout.measure.warnings) if held >> n & 1)
