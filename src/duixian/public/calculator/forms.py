"""A question as a form: what is asked, in the vocabulary's words, and the ways to answer that its column allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from duixian.design.decision.telling import told
from duixian.design.decision.wording import Wording, wording_of
from duixian.engines.prose.names import column_name, table_name
from duixian.engines.prose.speaking import voice_of
from duixian.language.nodes import Expr, Use
from duixian.language.rule import Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Shape
from duixian.policybook.walking import nodes_in
from duixian.public.calculator.answers import (
    DETAIL,
    NO,
    NONE,
    UNKNOWN,
    YES,
    Answers,
    cell_key,
    count_key,
    whole_key,
)
from duixian.public.calculator.asking import Question
from duixian.public.calculator.judging import Whole
from duixian.public.calculator.scene import FIRST, Cell
from duixian.public.calculator.values import SOMETHING, elsewhere, words_compared
from duixian.values.bilingual import Text
from duixian.values.regions import region_of

_TERMS = 4
_INPUTS = {Kind.DATE: "date", Kind.MONTH: "month"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer: what it says and what it stands for in the address."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the policy that a condition uses: its name, what it means, the clause that says so."""

    name: str
    words: str
    wording: Wording | None


@dataclass(frozen=True, slots=True)
class Form:
    """``key``: where the answer goes. ``choices``: answers of one tap; ``input``: the type of a field to fill in,
    empty where there is none; ``words``: what a condition asks, in words; ``wording``: the clause it stands in."""

    key: str
    about: str
    heading: str
    hint: str
    choices: tuple[Choice, ...]
    input: str = ""
    unit: str = ""
    suggestions: tuple[str, ...] = ()
    words: str = ""
    wording: Wording | None = None
    others: tuple[Choice, ...] = ()
    terms: tuple[Term, ...] = ()


def form_of(question: Question, policy: Policy, answers: Answers) -> Form:
    """The form of a question."""
    about = question.about
    if isinstance(about, Whole):
        return _whole(question, about, policy)
    return _cell(about, policy, answers) if isinstance(about, Cell) else _table(about, policy, answers)


def _whole(question: Question, whole: Whole, policy: Policy) -> Form:
    finding = question.finding
    assert finding is not None
    assert finding.condition is not None
    source, measure = finding.condition.source, policy.measures[whole.measure]
    quote = source.citation.quote if source.citation is not None else None
    said = told(voice_of(policy, measure).say(finding.condition.test), capital=True)
    return Form(
        whole_key(whole),
        told(measure.source.name),
        _("%(name)s，是吗？") % {"name": told(source.name, capital=True)},
        "",
        (Choice(_("是"), YES), Choice(_("不是"), NO)),
        words=said,
        wording=wording_of(source.clause, quote, policy),
        others=(Choice(_("不知道"), UNKNOWN), Choice(_("逐项回答"), DETAIL)),
        terms=tuple(_term(name, policy) for name in _terms_in(finding.condition.test, policy)),
    )


def _terms_in(test: Expr, policy: Policy) -> list[str]:
    """Terms that a condition uses, and those that they use, each once."""
    found: dict[str, None] = {}
    waiting: list[Any] = [test]
    while waiting:
        for node in nodes_in(waiting.pop()):
            if isinstance(node, Use) and node.definition not in found:
                found[node.definition] = None
                waiting.append(policy.definitions[node.definition])
    return list(found)[:_TERMS]


def _term(name: str, policy: Policy) -> Term:
    definition = policy.definitions[name]
    source = definition.source
    voice = voice_of(policy)
    if definition.value is not None:
        words = told(voice.say(definition.value), capital=True)
    else:
        words = _("；").join(told(condition.source.name, capital=True) for condition in definition.conditions)
    quote = source.citation.quote if source.citation is not None else None
    return Term(
        told(source.name, capital=True), words, wording_of(source.clause, quote, policy) if quote else None
    )


def _table(table: str, policy: Policy, answers: Answers) -> Form:
    declared = policy.vocabulary.tables[table]
    name = told(table_name(table, policy.vocabulary))
    return Form(
        count_key(table, policy.vocabulary),
        "",
        _("有没有“%(table)s”的记录？") % {"table": name},
        declared.note if told(Text("zh", "en")) == "zh" else "",
        (Choice(_("有"), YES), Choice(_("没有"), NO)),
        others=(Choice(_("不知道"), UNKNOWN),),
    )


def _cell(cell: Cell, policy: Policy, answers: Answers) -> Form:
    column = policy.vocabulary.tables[cell.table].columns[cell.column]
    name = told(column_name(cell.table, cell.column, policy.vocabulary), capital=True)
    choices = _choices(cell, column, policy, answers)
    none = (Choice(_none(column, policy), NONE),) if column.empty_is_none else ()
    named = words_compared(policy).get((cell.table, cell.column), ())
    return Form(
        cell_key(cell, policy.vocabulary),
        row_name(cell, policy, answers),
        _heading(column, name),
        column.note if told(Text("zh", "en")) == "zh" else "",
        choices,
        "" if choices else _INPUTS.get(column.type.kind, "text"),
        _unit(column),
        tuple(word for word in named if isinstance(word, str)) if not choices else (),
        others=(*none, Choice(_("不知道"), UNKNOWN)),
    )


def row_name(cell: Cell, policy: Policy, answers: Answers) -> str:
    """Which row a cell stands in: your certificate, the second certificate."""
    table = told(table_name(cell.table, policy.vocabulary))
    if cell.table == answers.who and cell.number == FIRST:
        return _("关于您自己")
    if answers.scene.counts.get(cell.table, 1) > 1:
        return _("第%(number)s份“%(table)s”") % {"table": table, "number": cell.number}
    return _("这份“%(table)s”") % {"table": table}


def _heading(column: Column, name: str) -> str:
    kind = column.type.kind
    if kind in (Kind.DATE, Kind.MONTH):
        return _("%(column)s是什么时候？") % {"column": name}
    if kind is Kind.BOOL:
        return _("%(column)s：是不是？") % {"column": name}
    if kind is Kind.RECORD:
        return _("有没有“%(column)s”？") % {"column": name}
    if kind is Kind.CATEGORY or column.shape is Shape.REGION:
        return _("%(column)s是哪一个？") % {"column": name}
    return (
        _("%(column)s是多少？") % {"column": name}
        if kind is not Kind.TEXT
        else _("%(column)s是什么？") % {"column": name}
    )


def _choices(cell: Cell, column: Column, policy: Policy, answers: Answers) -> tuple[Choice, ...]:
    kind = column.type.kind
    if kind is Kind.BOOL:
        return Choice(_("是"), "是"), Choice(_("不是"), "否")
    if kind is Kind.CATEGORY:
        category = policy.vocabulary.categories[str(column.type.of)]
        return tuple(Choice(told(Text(m, category.english_of(m)), capital=True), m) for m in category.members)
    if kind is Kind.RECORD:
        return tuple(_linked(column, answers, policy))
    if column.shape is Shape.REGION:
        return tuple(_regions(policy))
    named = [w for w in words_compared(policy).get((cell.table, cell.column), ()) if isinstance(w, str)]
    if kind is Kind.TEXT and named and (cell.table, cell.column):
        return (*(Choice(word, word) for word in named), Choice(_("都不是"), SOMETHING))
    return ()


def _linked(column: Column, answers: Answers, policy: Policy) -> list[Choice]:
    many = max(1, answers.scene.counts.get(str(column.link), 1))
    if many == 1:
        return [Choice(_("有"), FIRST)]
    table = told(table_name(str(column.link), policy.vocabulary))
    return [
        Choice(_("第%(number)s份“%(table)s”") % {"table": table, "number": n + 1}, str(n + 1))
        for n in range(many)
    ]


def _regions(policy: Policy) -> list[Choice]:
    """The policy's own area, the rest of its city and province, and elsewhere."""
    area = policy.area
    names = [(code, region_of(code).name or code) for code in (area, area[:4], area[:2]) if code]
    places = dict(reversed(list(dict(names).items())))
    found = [Choice(places[area], area)]
    found += [
        Choice(_("%(region)s其他地方") % {"region": places[code]}, code) for code in places if code != area
    ][::-1]
    return [*found, Choice(_("其他省份"), elsewhere(area))]


def _none(column: Column, policy: Policy) -> str:
    for table in policy.vocabulary.tables.values():
        if (
            table.columns.get(column.name) is column
            and table.period is not None
            and table.period[1] == column.name
        ):
            return _("至今没有结束")
    return _("没有")


def _unit(column: Column) -> str:
    if column.shape is Shape.RATIO:
        return "%"
    return {Kind.MONEY: _("元"), Kind.MONTHS: _("个月"), Kind.DAYS: _("天"), Kind.AGE: _("周岁")}.get(
        column.type.kind, ""
    )
