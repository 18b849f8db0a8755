"""What was answered, question by question, with a way to change each; and what was assumed to bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from duixian.design.decision.telling import told
from duixian.engines.prose.names import column_name, table_name
from duixian.engines.prose.quantities import spoken
from duixian.language.absent import ABSENT
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Shape
from duixian.public.calculator.answers import Answers, Pairs, cell_key, count_key, whole_key
from duixian.public.calculator.asking import Progress
from duixian.public.calculator.judging import Whole
from duixian.public.calculator.scene import Cell
from duixian.public.calculator.values import SOMETHING, SOMETHING_ELSE, elsewhere
from duixian.values.regions import region_of


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: what was asked, what was said, and the address without it."""

    question: str
    answer: str
    change: str


def lines(answers: Answers, policy: Policy) -> tuple[Line, ...]:
    """The answers in their order."""
    said = dict(_said(answers, policy))
    return tuple(
        Line(*said[key], urlencode(answers.without(key))) for key, _value in answers.pairs if key in said
    )


def _said(answers: Answers, policy: Policy) -> Iterator[tuple[str, tuple[str, str]]]:
    vocabulary = policy.vocabulary
    unknown = _("不知道")
    for cell in {
        **dict.fromkeys(answers.cells),
        **dict.fromkeys(c for c in answers.unknown if isinstance(c, Cell)),
    }:
        value = value_words(cell, answers.cells[cell], policy) if cell in answers.cells else unknown
        yield cell_key(cell, vocabulary), (cell_words(cell, policy), value)
    for table in {
        **dict.fromkeys(answers.counts),
        **dict.fromkeys(t for t in answers.unknown if isinstance(t, str)),
    }:
        count = answers.counts.get(table)
        words = unknown if count is None else (str(count) if count > 1 else (_("有") if count else _("没有")))
        yield count_key(table, vocabulary), (told(table_name(table, vocabulary), capital=True), words)
    for whole, truth in answers.said.items():
        words = unknown if truth is None else (_("是") if truth else _("不是"))
        yield whole_key(whole), (_condition(whole, policy), words)
    for whole in answers.detailed:
        yield whole_key(whole), (_condition(whole, policy), _("逐项回答"))


def _condition(whole: Whole, policy: Policy) -> str:
    measure = policy.measures.get(whole.measure)
    found = (
        (c.source.name for c in measure.conditions if c.source.name.zh == whole.condition)
        if measure
        else iter(())
    )
    name = next(found, None)
    return told(name, capital=True) if name is not None else whole.condition


def cell_words(cell: Cell, policy: Policy) -> str:
    """A cell by its column and table: 发证日期（技能证书）."""
    column = told(column_name(cell.table, cell.column, policy.vocabulary), capital=True)
    return _("%(column)s（%(table)s）") % {
        "column": column,
        "table": told(table_name(cell.table, policy.vocabulary)),
    }


def value_words(cell: Cell, value: object, policy: Policy) -> str:
    """What a cell holds, in words."""
    column = policy.vocabulary.tables[cell.table].columns[cell.column]
    if value is ABSENT:
        return _("没有")
    if value in (SOMETHING, SOMETHING_ELSE):
        return _("都不是")
    if column.type.kind is Kind.RECORD:
        return _("有")
    if column.shape is Shape.REGION and isinstance(value, str):
        return _("其他省份") if value == elsewhere(policy.area) else (region_of(value).name or value)
    return told(spoken(value, column.type, policy.vocabulary))


def assumed(answers: Answers, found: Progress, policy: Policy) -> tuple[tuple[str, str], ...]:
    """Facts that nobody answered, taken so that conditions answered as a whole are borne out."""
    new = {c: v for c, v in found.full.cells.items() if c not in answers.cells and c not in found.whichever}
    tables = {t: n for t, n in found.full.counts.items() if t not in answers.scene.counts}
    named = [
        (told(table_name(t, policy.vocabulary), capital=True), _("有") if n else _("没有"))
        for t, n in tables.items()
    ]
    return (*named, *((cell_words(c, policy), value_words(c, v, policy)) for c, v in new.items()))


def address(pairs: Pairs) -> str:
    """Pairs as the end of an address."""
    return urlencode(pairs)
