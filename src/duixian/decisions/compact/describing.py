"""What the columns of a measure's compact file mean, as JSON: for programs that read it without this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from duixian.decisions.compact.kept import PER, Kept
from duixian.decisions.compact.layout import Layout
from duixian.decisions.compact.masks import WIDTH
from duixian.decisions.compact.slots import Side, Slot
from duixian.decisions.rendering import plain, shown
from duixian.language.nodes import Compare
from duixian.language.rule import Source
from duixian.values.bilingual import Text

FORM = "duixian.cases/1"
"""Name and number of this form; a change that would break a reader gets the next number."""

Json = dict[str, Any]


def description(layout: Layout, as_of: date) -> Json:
    """The policy and its version, the day, and the tests, values and sources that columns refer to by number."""
    policy, measure = layout.policy, layout.measure
    return {
        "form": FORM,
        "policy": {"id": policy.id, "title": _text(policy.title), "version": policy.version},
        "measure": {**_source(measure.source), "kind": measure.kind.value, "table": measure.table},
        "as_of": as_of.isoformat(),
        "bits": WIDTH,
        "masks": {mask.name: list(mask.columns) for mask in layout.masks if mask.count},
        "tests": list(_tests(layout)),
        "variables": [
            {"name": _text(name), "expression": node.text, **_column(layout.variables.kept[number])}
            for number, (name, node) in enumerate(measure.variables)
        ],
        **{k.name: _column(k) for k in (layout.routing, layout.matter) if k is not None},
        "warnings": [_source(condition.source) for condition in measure.warnings],
        "barred_by": [node.text for node in layout.bars],
        "sources": [_source(source) for source in layout.sources],
    }


def _tests(layout: Layout) -> Iterator[Json]:
    applies = layout.slots.applies
    for slot in layout.slots.every:
        test: Json = {"number": slot.number, "inside": slot.parent, "expression": slot.test.text}
        if slot is applies:
            test["shown"] = "unknown"
        if slot.condition is not None:
            test |= _source(slot.condition.source)
        if isinstance(slot.test, Compare):
            test["operator"] = slot.test.operator.value
        yield test | _sides(layout, slot)


def _sides(layout: Layout, slot: Slot) -> Json:
    found: Json = {}
    if slot.number in layout.found.kept:
        found["found"] = _column(layout.found.kept[slot.number])
    if slot.number in layout.asked.kept:
        found["asked"] = _column(layout.asked.kept[slot.number])
    elif slot.threshold is not None:
        found["asked"] = _fixed(layout, slot.threshold)
    return found


def _column(kept: Kept) -> Json:
    found: Json = {"column": kept.name, "type": str(kept.type)}
    return {**found, "denominator": kept.name + PER} if kept.ratio else found


def _fixed(layout: Layout, side: Side) -> Json:
    assert side.fixed is not None
    value = side.fixed.value
    text = _text(shown(value, side.type, layout.policy.vocabulary))
    return {"value": plain(value), "type": str(side.type), "text": text}


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _source(source: Source) -> Json:
    return {
        "name": _text(source.name),
        "clause": source.clause,
        "quote": source.citation.quote if source.citation is not None else None,
        "interpretations": list(source.interpretations),
    }
