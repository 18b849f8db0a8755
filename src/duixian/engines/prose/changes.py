"""What changed between two versions of a policy: its words, its rules in words, its amounts, its open questions.

Clauses are told by their label, everything else by its name. What stayed the same is not listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from duixian.engines.prose.guide import Guide, guide_of
from duixian.engines.prose.measures import MeasureGuide
from duixian.engines.prose.parts import chosen
from duixian.engines.prose.phrases import same, say
from duixian.engines.prose.sections import Entry
from duixian.engines.prose.tables import AmountRow, amount_tables
from duixian.engines.prose.wording import Piece, pieces_between
from duixian.language.rule import Interpretation, Policy
from duixian.values.bilingual import Text

_QUESTIONS = "解释"
"""The section of a measure's guide that says the questions again; they are compared by themselves."""
_OVERVIEW = Text("概况", "Overview")
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause whose words changed; all of them added where it is new, removed where it is gone."""

    clause: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a rule before and after; None on the side where it is not made. ``part``: where it stands."""

    part: Text
    name: Text | None
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class AmountChange:
    """One row of a table of amounts. ``difference_fen``: new less old, where both are fixed."""

    label: Text
    before: AmountRow | None
    after: AmountRow | None

    @property
    def difference_fen(self) -> int | None:
        """New less old."""
        if self.before is None or self.after is None or self.before.fen is None or self.after.fen is None:
            return None
        return self.after.fen - self.before.fen


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """A measure that is new, gone or different. ``old``, ``new``: its guides."""

    old: MeasureGuide | None
    new: MeasureGuide | None
    statements: tuple[Statement, ...] = ()
    amounts: tuple[AmountChange, ...] = ()

    @property
    def guide(self) -> MeasureGuide:
        """The newer of the two."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """An open question that is new, gone, or answered otherwise."""

    record: Interpretation
    before: Text | None
    after: Text | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed from ``old`` to ``new``."""

    old: Policy
    new: Policy
    front: tuple[Statement, ...]
    clauses: tuple[ClauseChange, ...]
    measures: tuple[MeasureChange, ...]
    terms: tuple[Statement, ...]
    questions: tuple[QuestionChange, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two say the same."""
        return not (self.front or self.clauses or self.measures or self.terms or self.questions)


def changes_between(old: Policy, new: Policy) -> Comparison:
    """The comparison of two versions."""
    before, after = guide_of(old), guide_of(new)
    return Comparison(
        old,
        new,
        tuple(_statements(_said(before.facts[:-1]), _said(after.facts[:-1]))),
        tuple(_clauses(old, new)),
        tuple(_measures(before, after)),
        tuple(_statements(_terms(before), _terms(after))),
        tuple(_questions(old, new)),
    )


def _paired(
    old: Mapping[str, Thing], new: Mapping[str, Thing]
) -> Iterator[tuple[str, Thing | None, Thing | None]]:
    """Both sides of each name, in the order of the newer, then what is gone."""
    for name in dict.fromkeys((*new, *old)):
        yield name, old.get(name), new.get(name)


def _clauses(old: Policy, new: Policy) -> Iterator[ClauseChange]:
    for name, before, after in _paired(old.clauses, new.clauses):
        words = (before.wording if before else "", after.wording if after else "")
        if words[0] != words[1]:
            yield ClauseChange(name, pieces_between(*words))


def _measures(old: Guide, new: Guide) -> Iterator[MeasureChange]:
    before, after = ({m.name.zh: m for m in guide.measures} for guide in (old, new))
    for _, was, now in _paired(before, after):
        if was is None or now is None:
            yield MeasureChange(was, now)
            continue
        statements = tuple(_statements(_rule(was), _rule(now)))
        amounts = tuple(_amounts(_rows(old.policy, was), _rows(new.policy, now)))
        if statements or amounts:
            yield MeasureChange(was, now, statements, amounts)


Said = dict[tuple[str, str], tuple[Text, Text | None, Text]]
"""By section and name (or the words themselves, where they have no name): section, name, words."""


def _rule(guide: MeasureGuide) -> Said:
    found: Said = {}
    for section in guide.sections:
        if section.title.zh != _QUESTIONS:
            found |= _said(section.entries, section.title)
    return found


def _terms(guide: Guide) -> Said:
    parts = ((Text("名词", "Terms"), guide.terms), (Text("关联", "Groups"), guide.groups))
    return _said(guide.targets, Text("目标", "Targets")) | {
        key: value for title, entries in parts for key, value in _said(entries, title).items()
    }


def _said(entries: Iterable[Entry], part: Text = _OVERVIEW, path: Text | None = None) -> Said:
    found: Said = {}
    for entry in entries:
        name = entry.name
        if name is not None and path is not None:
            name = say("{path} · {name}", "{path} · {name}", path=path, name=name)
        found[part.zh, name.zh if name is not None else entry.text.zh] = (part, name, entry.text)
        found |= _said(entry.parts, part, name or path)
    return found


def _statements(old: Said, new: Said) -> Iterator[Statement]:
    old = _met(old, new)
    for key in dict.fromkeys((*new, *old)):
        before, after = old.get(key), new.get(key)
        found = after or before
        words = [side[2] if side is not None else None for side in (before, after)]
        if found is not None and words[0] != words[1]:
            yield Statement(found[0], found[1], words[0], words[1])


def _met(old: Said, new: Said) -> Said:
    """The older side, where of the nameless statements of a part one alone is gone and one alone has come: these two
    are one statement that says something else now."""
    gone, come = (_nameless(one, other) for one, other in ((old, new), (new, old)))
    renamed = {
        gone[part][0]: come[part][0]
        for part in gone
        if part in come and len(gone[part]) == len(come[part]) == 1
    }
    return {renamed.get(key, key): said for key, said in old.items()}


def _nameless(side: Said, other: Said) -> dict[str, list[tuple[str, str]]]:
    """By part, the statements without a name that the other side does not make."""
    found: dict[str, list[tuple[str, str]]] = {}
    for key, (part, name, _) in side.items():
        if name is None and key not in other:
            found.setdefault(part.zh, []).append(key)
    return found


def _rows(policy: Policy, guide: MeasureGuide) -> dict[str, AmountRow]:
    tables = amount_tables(policy, guide.measure)
    return {f"{n} {row.label.zh}": row for n, table in enumerate(tables) for row in table.rows}


def _amounts(old: Mapping[str, AmountRow], new: Mapping[str, AmountRow]) -> Iterator[AmountChange]:
    for _, before, after in _paired(old, new):
        row = after or before
        if row is not None and (before is None or after is None or before.amount != after.amount):
            yield AmountChange(row.label, before, after)


def _questions(old: Policy, new: Policy) -> Iterator[QuestionChange]:
    for _, before, after in _paired(old.interpretations, new.interpretations):
        answers = [_answer(record) if record is not None else None for record in (before, after)]
        record = after or before
        if record is not None and answers[0] != answers[1]:
            yield QuestionChange(record, answers[0], answers[1])


def _answer(record: Interpretation) -> Text:
    values = "、".join(f"{name} {value}" for name, value in record.parameters.items() if value is not None)
    answer = chosen(record)
    return (
        say("{answer}（{values}）", "{answer} ({values})", answer=answer, values=same(values))
        if values
        else answer
    )
