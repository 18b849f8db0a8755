"""How an amount came about, step by step, and the named values behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table

from duixian.cli.flowing import Flowing
from duixian.cli.session import Session
from duixian.engines.prose.amounts import band_label, row_label
from duixian.engines.prose.quantities import spoken
from duixian.engines.prose.speaking import Voice
from duixian.language.nodes import ByBand, ByCategory, Expr, Marginal, StepKind, Steps
from duixian.language.outcome import Outcome, Working
from duixian.language.types import MONEY, Type
from duixian.policybook.walking import nodes_in
from duixian.values.bilingual import Text

_BY = {
    "按": Text("按{label}：{text}", "by {label}: {text}"),
    "分档": Text("按{label}分档：{text}", "by {label}: {text}"),
    "累进": Text("{label}", "slice: {label}"),
}


SIGNS: Mapping[StepKind, str] = {
    StepKind.ADD: "+",
    StepKind.SUBTRACT: "−",
    StepKind.MULTIPLY: "×",
    StepKind.DIVIDE: "÷",
    StepKind.AT_MOST: "≤",
    StepKind.AT_LEAST: "≥",
    StepKind.ROUND: "≈",
    StepKind.FLOOR: "⌊⌋",
    StepKind.CEIL: "⌈⌉",
}
"""What a step does to the running amount."""


def amounts_shown(session: Session, outcome: Outcome, voice: Voice) -> RenderableType:
    """The named values, then each step with its value and the running result."""
    named = Table.grid(padding=(0, 2, 0, 0))
    for name, node, value in outcome.variables:
        shown = spoken(value, node.type, outcome.policy.vocabulary)
        named.add_row(session.words(name), Flowing(session.words(shown)), style="dim")
    steps = Table.grid(padding=(0, 2, 0, 0))
    steps.add_column()
    steps.add_column(justify="right", no_wrap=True)
    steps.add_column(justify="right", no_wrap=True)
    words = _Words(outcome, voice)
    for working in outcome.workings:
        if words.repeats(working):
            continue
        label, value, result = words.of(working)
        steps.add_row(Flowing(session.words(label)), session.words(value), session.words(result))
    return Group(*(grid for grid in (named, steps) if grid.rows))


class _Words:
    """A working in words: what it did comes from the node it was written as."""

    def __init__(self, outcome: Outcome, voice: Voice) -> None:
        self._voice = voice
        nodes = list(nodes_in(outcome.measure))
        self._by_text: Mapping[str, Expr] = {node.text: node for node in reversed(nodes)}
        self._tables = {n.subject.text: n for n in nodes if isinstance(n, ByCategory | ByBand | Marginal)}
        self._results = {s.operand.text: n.type for n in nodes if isinstance(n, Steps) for s in n.steps}

    def repeats(self, working: Working) -> bool:
        """Whether a step only takes what a table has just given."""
        node = self._by_text.get(working.text)
        table = isinstance(node, ByCategory | ByBand | Marginal) or working.text in self._tables
        return working.kind == StepKind.TAKE.value and table

    def of(self, working: Working) -> tuple[Text, Text, Text]:
        """Label, value, running result."""
        if working.kind in _BY:
            return self._table(working)
        node = self._by_text.get(working.text)
        kind = node.type if node is not None else MONEY
        step = StepKind(working.kind)
        said = self._voice.say(node) if node is not None else Text(working.text, working.text)
        label = Text(working.label or said.zh, said.en)
        result = self._spoken(working.result, self._results.get(working.text, kind))
        if step is StepKind.TAKE:
            return label, Text("", ""), result
        value = self._spoken(working.value, kind)
        return label, Text(f"{SIGNS[step]} {value.zh}", f"{SIGNS[step]} {value.en}"), result

    def _table(self, working: Working) -> tuple[Text, Text, Text]:
        pattern = _BY[working.kind]
        key = working.text if working.kind == "累进" else working.label
        table = self._tables.get(key)
        label = Text(working.label, self._voice.say(table.subject).en if table is not None else working.label)
        text = Text(working.text, self._row(table, working.text))
        kind = table.type if table is not None else MONEY
        said = Text(
            pattern.zh.format(label=label.zh, text=text.zh), pattern.en.format(label=label.en, text=text.en)
        )
        value = self._spoken(working.value, kind)
        return said, Text("", ""), value

    def _row(self, table: Expr | None, label: str) -> str:
        if isinstance(table, ByCategory):
            return next((row_label(self._voice, table, r).en for r in table.rows if r.label == label), label)
        if isinstance(table, ByBand):
            kind = table.subject.type
            return next((band_label(self._voice, kind, b).en for b in table.bands if b.label == label), label)
        return label

    def _spoken(self, value: Any, kind: Type) -> Text:
        return spoken(value, kind, self._voice.policy.vocabulary)
