"""A guide as a Markdown page in one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from duixian.engines.prose.guide import Guide, Question
from duixian.engines.prose.measures import MeasureGuide
from duixian.engines.prose.phrases import capital
from duixian.engines.prose.sections import Entry, Grid, Section
from duixian.values.bilingual import Text, language_of

_SIGNS = re.compile(r"([\\`*_\[\]|<>])")


def guide_markdown(guide: Guide, lang: str) -> str:
    """The page, in ``zh`` or ``en``."""
    return "\n".join(_Page(language_of(lang)).whole(guide)).rstrip() + "\n"


def escaped(words: str) -> str:
    """Text of others as text, never as a sign of the page."""
    return _SIGNS.sub(r"\\\1", words.replace("\n", " "))


class _Page:
    def __init__(self, lang: str) -> None:
        self._lang = lang

    def _words(self, text: Text) -> str:
        return escaped(capital(text).lang(self._lang))

    def _title(self, zh: str, en: str) -> str:
        return zh if self._lang == "zh" else en

    def whole(self, guide: Guide) -> Iterator[str]:
        """Every line of the page."""
        yield f"# {self._words(guide.policy.title)}"
        yield ""
        if guide.banner is not None:
            yield f"> **{self._words(guide.banner)}**"
            yield ""
        yield from (f"- {self._named(entry)}" for entry in guide.facts)
        yield ""
        yield from self._overview(guide.measures)
        for number, measure in enumerate(guide.measures, start=1):
            yield from self._measure(number, measure)
        yield from self._list(self._title("名词", "Terms"), guide.terms)
        yield from self._list(self._title("互相关联的项目", "Measures that bear each other"), guide.groups)
        yield from self._list(self._title("目标", "Targets"), guide.targets)
        yield from self._questions(guide.questions)

    def _overview(self, measures: tuple[MeasureGuide, ...]) -> Iterator[str]:
        yield f"## {self._title('一览', 'At a glance')}"
        yield ""
        yield self._title("| 项目 | 条款 | 发给 | 多少 |", "| Measure | Clause | For | How much |")
        yield "|---|---|---|---|"
        for number, guide in enumerate(measures, start=1):
            link = f"[{self._words(guide.name)}](#{_anchor(number)})"
            yield f"| {link} | {escaped(guide.clause)} | {self._words(guide.who)} | {self._words(guide.brief)} |"
        yield ""

    def _measure(self, number: int, guide: MeasureGuide) -> Iterator[str]:
        yield f'<a id="{_anchor(number)}"></a>'
        yield ""
        yield f"## {number}. {self._words(guide.name)}"
        yield ""
        clause = self._title(f"第 {guide.clause} 条", f"Clause {guide.clause}")
        yield f"*{escaped(clause)} · {self._words(guide.kind)}*"
        yield ""
        yield from (f"> {escaped(line)}" for line in guide.wording.splitlines() if line.strip())
        yield ""
        for section in guide.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterator[str]:
        yield f"### {self._words(section.title)}"
        yield ""
        if section.grid is not None:
            yield from self._grid(section.grid)
        yield from self._entries(section.entries, "", numbered=section.numbered)
        if section.entries:
            yield ""

    def _grid(self, grid: Grid) -> Iterator[str]:
        yield f"| {self._words(grid.subject)} | {self._title('金额', 'Amount')} |"
        yield "|---|---:|"
        yield from (f"| {self._words(label)} | {self._words(amount)} |" for label, amount in grid.rows)
        yield ""

    def _entries(self, entries: Iterable[Entry], indent: str, *, numbered: bool = False) -> Iterator[str]:
        for number, entry in enumerate(entries, start=1):
            mark = f"{number}." if numbered else "-"
            yield f"{indent}{mark} {self._named(entry)}{self._basis(entry)}"
            yield from self._entries(entry.parts, indent + " " * (len(mark) + 1))

    def _named(self, entry: Entry) -> str:
        if entry.name is None:
            return self._words(entry.text)
        colon = self._title("：", ": ")
        return f"**{self._words(entry.name)}**{colon}{escaped(entry.text.lang(self._lang))}"

    def _basis(self, entry: Entry) -> str:
        quote = f"“{escaped(entry.quote)}”" if entry.quote else ""
        records = " ".join(f"[{escaped(i)}](#{_record(i)})" for i in entry.interpretations)
        basis = " ".join(part for part in (quote, records) if part)
        return self._title(f" —— {basis}", f" — {basis}") if basis else ""

    def _list(self, title: str, entries: tuple[Entry, ...]) -> Iterator[str]:
        if not entries:
            return
        yield f"## {title}"
        yield ""
        yield from self._entries(entries, "")
        yield ""

    def _questions(self, questions: tuple[Question, ...]) -> Iterator[str]:
        if not questions:
            return
        yield f"## {self._title('原文没有写明的问题', 'Questions that the text leaves open')}"
        yield ""
        for question in questions:
            yield from self._question(question)

    def _question(self, question: Question) -> Iterator[str]:
        record = question.record
        yield f'<a id="{_record(record.id)}"></a>'
        yield ""
        yield f"**{escaped(record.id)} {self._words(record.question)}**"
        if record.quote:
            yield f"“{escaped(record.quote)}”"
        answer, standing = self._words(question.answer), self._words(question.standing)
        yield self._title(f"现行：{answer}{standing}。", f"In force: {answer} {standing}.")
        if question.others.zh:
            others = self._words(question.others)
            yield self._title(f"其他可选：{others}。", f"Other options: {others}.")
        if record.basis.zh:
            basis = self._words(record.basis)
            yield self._title(f"依据：{basis}。", f"Basis: {basis}.")
        yield ""


def _anchor(number: int) -> str:
    return f"measure-{number}"


def _record(identifier: str) -> str:
    return "question-" + re.sub(r"[^0-9A-Za-z]+", "-", identifier).strip("-").lower()
