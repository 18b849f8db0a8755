"""The columns of decided cases, made case by case: for the reference engine, and to hold the others against."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import polars as pl

from duixian.decisions.compact.layout import Layout, Shown
from duixian.decisions.compact.slots import Slot
from duixian.decisions.rendering import plain
from duixian.language.absent import ABSENT
from duixian.language.outcome import Effect, Finding, Outcome
from duixian.language.record import Record
from duixian.language.unknown import Missing, Unknown
from duixian.values.bilingual import DuixianError, Text

Row = dict[str, Any]
_ROWS = 20_000


class NotCompact(DuixianError):
    """A case that has no place in the columns of its measure."""


def packed(layout: Layout, outcomes: Iterable[Outcome]) -> pl.DataFrame:
    """The rows of cases of one measure. Raises NotCompact where a number does not fit 64 bits."""
    rows = (row_of(layout, outcome) for outcome in outcomes)
    frames = [pl.DataFrame(schema=layout.schema)]
    while some := list(islice(rows, _ROWS)):
        frames.append(rows_frame(layout, some, layout.schema))
    return pl.concat(frames)


def rows_frame(layout: Layout, rows: list[Row], schema: Mapping[str, Any]) -> pl.DataFrame:
    """Some rows as columns of given types. Raises NotCompact where a number does not fit."""
    columns = {}
    for name, kind in schema.items():
        try:
            columns[name] = pl.Series(name, [row.get(name) for row in rows], kind, strict=True)
        except (OverflowError, TypeError) as error:
            raise _beyond(layout, name) from error
    return pl.DataFrame(columns)


def _beyond(layout: Layout, column: str) -> NotCompact:
    return NotCompact(
        "compact-beyond-range",
        Text(
            "有数值超出64位整数，不能写成紧凑格式。",
            "A number does not fit 64 bits: no compact file can hold it.",
        ),
        f"{layout.measure.name} {column}",
        Text("请查事实中的这个数，或改用 --format csv。", "Look for it in the facts, or use --format csv."),
    )


def row_of(layout: Layout, outcome: Outcome) -> Row:
    """One case as its row."""
    row: Row = {
        "record": str(outcome.record.key),
        "source": outcome.record.source,
        "year": outcome.year,
        "event_on": outcome.event_on,
        "claimed_on": outcome.claimed_on,
        "not_yet": outcome.not_yet,
        **settled_of(layout, outcome),
    }
    _Tests(layout, row).take(outcome)
    _values(layout.variables, enumerate(value for _, _, value in outcome.variables), row)
    for kept, value in ((layout.routing, outcome.routing), (layout.matter, outcome.matter)):
        if kept is not None:
            row |= zip(kept.columns(), kept.cells(value), strict=False)
    warned = set(outcome.warnings)
    held = sum(1 << n for n, w in enumerate(outcome.measure.warnings) if w.source in warned)
    row |= zip(layout.warnings.columns, layout.warnings.words(held), strict=True)
    return row


def settled_of(layout: Layout, outcome: Outcome) -> Row:
    """What was granted and settled of a case: the part of its row that no test says."""
    return {
        "verdict": outcome.verdict.value,
        "truth": None if outcome.truth.__class__ is Unknown else bool(outcome.truth),
        "amount": outcome.amount,
        "payable": outcome.payable if outcome.open else 0,
        "due_now": outcome.due_now,
        "paid": outcome.paid,
        "recovery": outcome.recovery,
        "held_until": outcome.held_until,
        "broken_on": outcome.broken_on,
        **_barred(layout, outcome),
        **{name: found or None for name, found in _lists(layout, outcome).items()},
    }


def _barred(layout: Layout, outcome: Outcome) -> Row:
    """Why nothing can be paid although every condition holds: a finding behind those of the rule."""
    last = outcome.findings[-1] if outcome.findings else None
    by = [n for n, node in enumerate(layout.bars) if last is not None and node is last.test]
    if last is None or last.condition is None or not by or _of_rule(layout, last):
        return {}
    name, at = last.condition.source.name, None if last.actual is ABSENT else last.actual
    return {"barred": name.zh, "barred_en": name.en, "barred_by": by[0], "barred_at": at}


def _of_rule(layout: Layout, finding: Finding) -> bool:
    return any(slot.condition is finding.condition for slot in layout.slots.roots)


class _Tests:
    """The masks and values of one case's findings."""

    def __init__(self, layout: Layout, row: Row) -> None:
        self._layout, self._row = layout, row
        self._holds = self._fails = 0
        self._found: list[tuple[int, Any]] = []
        self._asked: list[tuple[int, Any]] = []
        self._lacks: list[Row] = []

    def take(self, outcome: Outcome) -> None:
        """Take all findings in."""
        slots, findings = self._layout.slots, list(outcome.findings)
        if slots.applies is not None:
            if findings[0].condition is None:
                self._finding(slots.applies, findings.pop(0))
            else:
                self._holds |= 1 << slots.applies.number
        for slot in slots.roots:
            self._finding(slot, findings.pop(0))
        self._write()

    def _finding(self, slot: Slot, finding: Finding) -> None:
        bit = 1 << slot.number
        if finding.truth is True:
            self._holds |= bit
        elif finding.truth is False:
            self._fails |= bit
        elif not slot.parts:
            causes = sorted(finding.truth.causes)
            self._lacks += [{"test": slot.number, **lack_of(missing)} for missing in causes]
        self._found.append((slot.number, finding.actual))
        self._asked.append((slot.number, finding.threshold))
        for part, inner in zip(slot.parts, finding.parts, strict=True):
            self._finding(part, inner)

    def _write(self) -> None:
        for mask, bits in zip(self._layout.truths, (self._holds, self._fails), strict=True):
            self._row |= zip(mask.columns, mask.words(bits), strict=True)
        _values(self._layout.found, self._found, self._row)
        _values(self._layout.asked, self._asked, self._row)
        self._row["lacks"] = self._lacks or None


def _values(shown: Shown, values: Iterable[tuple[int, Any]], row: Row) -> None:
    unknown = none = whole = 0
    for number, value in values:
        kept = shown.kept.get(number)
        if kept is None:
            continue
        if value.__class__ is Unknown:
            unknown |= 1 << number
        elif value is ABSENT:
            none |= 1 << number
        elif value is not None:
            whole |= (value.__class__ is Record) << number
            row |= zip(kept.columns(), kept.cells(value), strict=False)
    for mask, bits in zip(shown.masks, (unknown, none, whole), strict=False):
        row |= zip(mask.columns, mask.words(bits), strict=True)


def _lists(layout: Layout, outcome: Outcome) -> dict[str, list[Row]]:
    return {
        "missing": [lack_of(missing) for missing in sorted(outcome.missing)],
        "payees": [{"table": p.table, "key": p.key, "share": str(p.share)} for p in outcome.payees],
        "workings": [
            {
                "kind": w.kind,
                "label": w.label,
                "expression": w.text,
                "value": json_of(w.value),
                "result": json_of(w.result),
            }
            for w in outcome.workings
        ],
        "instalments": [
            {
                "number": i.number,
                "period": i.period,
                "label": None if i.label is None else i.label.zh,
                "label_en": None if i.label is None else i.label.en,
                "due": i.due,
                "amount": i.amount,
                "state": i.state.value,
            }
            for i in outcome.instalments
        ],
        "effects": [_effect(layout, effect) for effect in outcome.effects],
    }


def lack_of(missing: Missing) -> Row:
    """One missing thing."""
    return {"kind": missing.kind.value, "name": missing.name, "table": missing.table, "key": missing.key}


def json_of(value: Any) -> str:
    """A step's value as the decision's JSON holds it."""
    return json.dumps(plain(value), ensure_ascii=False)


def _effect(layout: Layout, effect: Effect) -> Row:
    return {
        "kind": effect.kind.value,
        "source": layout.sources.index(effect.source),
        "result": effect.result.value,
        "before": effect.before,
        "after": effect.after,
        "because": [
            {"policy": r.policy, "measure": r.measure, "record": r.record, "amount": r.amount}
            for r in effect.because
        ],
        "best": effect.best,
        "next_best": effect.next_best,
    }
