"""How an amount came about: the named values, each step with the running result, the instalments, who is paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from duixian.design.decision.speaking import Speaking
from duixian.design.decision.telling import Json, day, fen, language, told, veiled, vocabulary_of
from duixian.engines.prose.amounts import band_label, row_label
from duixian.engines.prose.names import table_name
from duixian.engines.prose.quantities import spoken
from duixian.language.absent import ABSENT
from duixian.language.nodes import ByBand, ByCategory, Marginal, StepKind
from duixian.language.outcome import InstalmentState
from duixian.language.rule import Policy
from duixian.language.types import MONEY, Kind, Type

_SIGNS: Mapping[str, str] = {
    StepKind.ADD: "+",
    StepKind.SUBTRACT: "−",
    StepKind.MULTIPLY: "×",
    StepKind.DIVIDE: "÷",
    StepKind.AT_MOST: "≤",
    StepKind.AT_LEAST: "≥",
    StepKind.ROUND: "≈",
    StepKind.FLOOR: "⌊ ⌋",
    StepKind.CEIL: "⌈ ⌉",
}
_READ_OFF = ("按", "分档", "累进")

Parties = Mapping[tuple[str, str], str]
"""Names of payees by table and key, handed in by who may show them."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step: what it is called, the sign and the value it brings in, and the running result."""

    label: str
    value: str
    result: str


@dataclass(frozen=True, slots=True)
class NamedView:
    """A named value behind the amount."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class InstalmentView:
    """One instalment, or several equal ones that follow each other. ``each``: of one of them, ``total``: together."""

    period: str
    due: str
    count: int
    each: str
    total: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class PayeeView:
    """Who receives how much. ``name`` is empty where nobody may show it."""

    kind: str
    name: str
    share: str
    amount: str


def variables_view(document: Json) -> tuple[NamedView, ...]:
    """The named values, those that are not known too."""
    return tuple(NamedView(told(v["name"]), told(v["text"])) for v in document["variables"])


def steps_view(document: Json, policy: Policy | None, speaking: Speaking | None) -> tuple[StepView, ...]:
    """Each step that changes something: taking what a table has just given is left out."""
    workings = document["workings"]
    shown = [w for w in workings if not _repeats(w, speaking)]
    return tuple(_step(working, policy, speaking) for working in shown)


def _repeats(working: Json, speaking: Speaking | None) -> bool:
    if working["kind"] != StepKind.TAKE.value or speaking is None:
        return False
    node = speaking.nodes.get(working["expression"])
    return isinstance(node, ByCategory | ByBand | Marginal) or working["expression"] in speaking.tables


def _step(working: Json, policy: Policy | None, speaking: Speaking | None) -> StepView:
    expression = working["expression"]
    if working["kind"] in _READ_OFF:
        kind = speaking.type_of(working["label"]) if speaking is not None else None
        table = speaking.tables.get(working["label"]) if speaking is not None else None
        result = _value(working["result"], table.type if table is not None else MONEY, policy)
        return StepView(_read_off(working, speaking, kind), "", result)
    kind = (speaking.type_of(expression) if speaking is not None else None) or MONEY
    running = speaking.results.get(expression, kind) if speaking is not None else kind
    result = _value(working["result"], running, policy)
    if working["kind"] == StepKind.TAKE.value:
        return StepView(_label(working, speaking), "", result)
    value = f"{_SIGNS.get(working['kind'], working['kind'])} {_value(working['value'], kind, policy)}"
    return StepView(_label(working, speaking), value, result)


def _read_off(working: Json, speaking: Speaking | None, kind: Type | None) -> str:
    """按技能等级：高级工 · by level: senior worker."""
    label, row = working["label"], working["expression"]
    if working["kind"] == "累进":
        return veiled(str(label))
    if speaking is not None and (table := speaking.tables.get(label)) is not None:
        label, row = told(speaking.voice.say(getattr(table, "subject"))), _row(speaking, table, row)  # noqa: B009
    return _("按%(by)s：%(row)s") % {"by": label, "row": row}


def _row(speaking: Speaking, table: Any, label: str) -> str:
    if isinstance(table, ByCategory):
        return next(
            (told(row_label(speaking.voice, table, r)) for r in table.rows if r.label == label), label
        )
    if isinstance(table, ByBand):
        kind = table.subject.type
        return next(
            (told(band_label(speaking.voice, kind, b)) for b in table.bands if b.label == label), label
        )
    return label


def _label(working: Json, speaking: Speaking | None) -> str:
    said = speaking.words(working["expression"]) if speaking is not None else None
    if language() == "zh" or said is None:
        return working["label"] or (told(said) if said is not None else veiled(working["expression"]))
    return told(said)


def _value(value: Any, kind: Type, policy: Policy | None) -> str:
    if value is None:
        return "—"
    if kind is MONEY and not isinstance(value, int):
        return veiled(str(value))  # a ratio, where no policy says what the expression is
    return told(spoken(_runtime(value, kind), kind, vocabulary_of(policy)))


def _runtime(value: Any, kind: Type) -> Any:
    """A document's scalar as engines hold it."""
    if value is None:
        return ABSENT
    if kind.kind is Kind.DATE and isinstance(value, str):
        return date.fromisoformat(value)
    return Fraction(value) if kind.kind is Kind.NUMBER and isinstance(value, str) else value


def instalments_view(documents: Sequence[Json]) -> tuple[InstalmentView, ...]:
    """Instalments in order; neighbours of the same amount and state together."""
    runs = groupby(documents, key=lambda i: (i["amount"], i["state"], i["label"] and i["label"]["zh"]))
    return tuple(_instalments(list(run)) for _key, run in runs)


def _instalments(run: list[Json]) -> InstalmentView:
    first, last = run[0], run[-1]
    name = told(first["label"]) or first["period"] or _("第%(n)s期") % {"n": first["number"]}
    if len(run) > 1:
        name = f"{name} – {last['period'] or last['number']}"
    return InstalmentView(
        name,
        _span(first["due"], last["due"]),
        len(run),
        fen(first["amount"]),
        fen(sum(item["amount"] for item in run)),
        _STATES[first["state"]],
        _state_words(first["state"]),
    )


_STATES = {
    InstalmentState.DUE.value: "due",
    InstalmentState.SCHEDULED.value: "scheduled",
    InstalmentState.LOST.value: "lost",
    InstalmentState.STOPPED.value: "stopped",
    InstalmentState.UNKNOWN.value: "open",
}


def _state_words(state: str) -> str:
    return {
        InstalmentState.DUE.value: _("已到期"),
        InstalmentState.SCHEDULED.value: _("未到期"),
        InstalmentState.LOST.value: _("不满足，不发"),
        InstalmentState.STOPPED.value: _("已停止"),
        InstalmentState.UNKNOWN.value: _("还不知道"),
    }[state]


def _span(first: str | None, last: str | None) -> str:
    if first is None or first == last:
        return day(first)
    return f"{day(first)} – {day(last)}"


def payees_view(documents: Sequence[Json], parties: Parties, policy: Policy | None) -> Iterator[PayeeView]:
    """Who is paid, by what they are, and by name where one was handed in."""
    for document in documents:
        share = Fraction(document["share"])
        yield PayeeView(
            told(table_name(document["table"], vocabulary_of(policy))),
            parties.get((document["table"], document["key"]), ""),
            "" if share == 1 else told(spoken(share, Type(Kind.NUMBER), vocabulary_of(policy))),
            fen(document["amount"]),
        )
