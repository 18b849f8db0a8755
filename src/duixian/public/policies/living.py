"""A version of a policy composed for its readers: clause by clause, the words, and what the rules make of them.

All of it follows from the version alone, so it is composed once and kept under the hash of the version's archive.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from duixian.decisions.store.archive import unpacked
from duixian.decisions.store.models import PolicyVersion
from duixian.engines.prose.guide import Guide, guide_of
from duixian.engines.prose.measures import MeasureGuide
from duixian.engines.prose.names import table_name
from duixian.engines.prose.phrases import listed
from duixian.engines.prose.sections import Entry, Section
from duixian.engines.prose.tables import AmountTable, amount_tables
from duixian.language.rule import Policy
from duixian.policybook.load import open_book
from duixian.public.policies.questions import Answered, answered
from duixian.public.policies.quoting import Segment, Words, segments
from duixian.values.bilingual import Text

_KEPT = 16
_COMPOSED: dict[tuple[int, str, str], Living] = {}
_LOCK = threading.Lock()
_SCOPE, _FIRST = "谁可以得到", ("条件（须全部符合）", "材料", "时间")
_SAID_ELSEWHERE = ("多少", "解释")
"""Sections of a measure's guide that the page shows in another form: amounts as tables, questions by themselves."""


@dataclass(frozen=True, slots=True)
class LivingMeasure:
    """A measure beside the clause that grants it. ``who``: the kinds of payees, by the names of their registers."""

    guide: MeasureGuide
    who: Text
    tables: tuple[AmountTable, ...]
    how_much: Section | None
    sections: tuple[Section, ...]
    questions: tuple[Answered, ...]

    @property
    def first(self) -> tuple[Section, ...]:
        """What a claimant has to know: conditions, papers, days."""
        return tuple(section for section in self.sections if section.title.zh in _FIRST)

    @property
    def rest(self) -> tuple[Section, ...]:
        """How it is paid, within which bounds, and beside which other measures."""
        return tuple(section for section in self.sections if section.title.zh not in (*_FIRST, _SCOPE))

    @property
    def scope(self) -> tuple[Entry, ...]:
        """For which records it is meant, without the payees."""
        held = [section for section in self.sections if section.title.zh == _SCOPE]
        return tuple(entry for section in held for entry in section.entries[1:])


@dataclass(frozen=True, slots=True)
class LivingClause:
    """A clause: its words in segments, and beside them what rests on it. ``plain``: nothing does."""

    id: str
    heading: bool
    segments: tuple[Segment, ...]
    measures: tuple[LivingMeasure, ...]
    terms: tuple[Entry, ...]
    groups: tuple[Entry, ...]
    targets: tuple[Entry, ...]
    questions: tuple[Answered, ...]
    numbers: Mapping[str, int]

    @property
    def plain(self) -> bool:
        """Whether nothing stands beside the words."""
        return not (self.measures or self.terms or self.groups or self.targets or self.questions)


@dataclass(frozen=True, slots=True)
class Living:
    """The whole page of a version."""

    policy: Policy
    guide: Guide
    clauses: tuple[LivingClause, ...]
    measures: Mapping[str, LivingMeasure]
    questions: tuple[Answered, ...]

    @property
    def ends(self) -> date | None:
        """The last day on which events count."""
        return self.policy.window.end


def living(version: PolicyVersion) -> Living:
    """The page of a version; composed the first time it is asked for."""
    key = (version.pk, version.archive_sha256, version.version)
    with _LOCK:
        held = _COMPOSED.get(key)
        if held is None:
            if len(_COMPOSED) >= _KEPT:
                del _COMPOSED[next(iter(_COMPOSED))]
            held = _COMPOSED[key] = _composed(version)
        return held


def _composed(version: PolicyVersion) -> Living:
    policy = version.loaded()
    guide = guide_of(policy)
    book = open_book(unpacked(bytes(version.archive), version.archive_sha256))
    questions = {one.id: one for one in answered(version, policy, book.records)}
    measures = {one.measure.name: _measure(policy, one, questions) for one in guide.measures}
    headings = {clause.id for clause in book.document.clauses if clause.heading}
    clauses = tuple(
        _clause(policy, guide, clause, clause in headings, measures.values(), questions.values())
        for clause in policy.clauses
    )
    return Living(policy, guide, clauses, measures, tuple(questions.values()))


def _measure(policy: Policy, guide: MeasureGuide, questions: Mapping[str, Answered]) -> LivingMeasure:
    tables = amount_tables(policy, guide.measure)
    rest = tuple(s for s in guide.sections if s.title.zh not in _SAID_ELSEWHERE)
    how_much = next((s for s in guide.sections if s.title.zh == _SAID_ELSEWHERE[0]), None)
    asked = next((s for s in guide.sections if s.title.zh == _SAID_ELSEWHERE[1]), None)
    used = [i for entry in (asked.entries if asked else ()) for i in entry.interpretations]
    tables_of_payees = dict.fromkeys(str(payee.who.type.of) for payee in guide.measure.payees)
    who = listed([table_name(table, policy.vocabulary) for table in tables_of_payees], "、", "or")
    return LivingMeasure(
        guide, who, tables, how_much, rest, tuple(questions[i] for i in used if i in questions)
    )


def _clause(
    policy: Policy,
    guide: Guide,
    clause: str,
    heading: bool,
    measures: Iterable[LivingMeasure],
    questions: Iterable[Answered],
) -> LivingClause:
    mine = tuple(one for one in measures if one.guide.clause == clause)
    terms = _of(clause, guide.terms, [d.source.clause for d in policy.definitions.values()])
    groups = _of(clause, guide.groups, [g.source.clause for g in policy.groups.values()])
    targets = _of(clause, guide.targets, [t.source.clause for t in policy.targets])
    asked = tuple(one for one in questions if one.record.clause == clause)
    words = Words(policy.clauses[clause].wording)
    for entry in (*terms, *groups, *targets, *(e for m in mine for s in m.sections for e in s.entries)):
        words.note(entry)
    words.mark(one.record.quote for one in asked)
    return LivingClause(clause, heading, segments(words), mine, terms, groups, targets, asked, words.numbers)


def _of(clause: str, entries: tuple[Entry, ...], clauses: list[str]) -> tuple[Entry, ...]:
    return tuple(entry for entry, of in zip(entries, clauses, strict=True) if of == clause)
