"""The next question: what most open measures still need, of what can still change something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duixian.language.outcome import Finding, Outcome, Verdict
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing
from duixian.language.vocabulary import Purpose
from duixian.public.calculator.answers import Answers
from duixian.public.calculator.judging import (
    Bench,
    Standing,
    Whole,
    causes_of,
    cell_of,
    latest,
    standing_of,
    whole_of,
)
from duixian.public.calculator.mattering import Judged, Trial
from duixian.public.calculator.reads import amount_reads
from duixian.public.calculator.scene import FIRST, Cell, Scene
from duixian.public.calculator.values import range_of, words_compared
from duixian.public.calculator.wholes import borne_out

_FORMS = {Kind.CATEGORY: 0, Kind.BOOL: 1, Kind.RECORD: 2, Kind.DATE: 3, Kind.MONTH: 3, Kind.MONEY: 4}
_LAST = 9

Asked = Cell | str | Whole
"""A cell, the number of rows of a table, or a condition as a whole."""


@dataclass(frozen=True)
class Question:
    """``about``: what is asked; ``measures``: names of those that need it; ``finding``: the condition asked whole."""

    about: Asked
    measures: tuple[str, ...]
    finding: Finding | None = None


@dataclass(frozen=True)
class Progress:
    """``question``: the next one, None where nothing more needs asking. ``scene``: the facts answered, with those
    filled in that make no difference (``whichever``). ``full``: with the facts that bear out conditions answered as a
    whole; ``at_odds``: whether there are none, for answers contradict each other. ``cases``: where each case stands."""

    question: Question | None
    scene: Scene
    full: Scene
    whichever: tuple[Cell, ...]
    cases: tuple[Standing, ...]
    at_odds: bool


def progress(bench: Bench, answers: Answers) -> Progress:
    """Where somebody stands after what they have said."""
    question, scene, whichever = _next(bench, answers, answers.scene, _Conditions)
    borne = borne_out(bench, scene, answers.said)
    full = borne or scene
    if question is None:
        question, full, more = _next(bench, answers, full, _Limits)
        whichever += more
    cases = tuple(standing_of(outcome, answers.said) for outcome in latest(bench.cases(scene)))
    return Progress(question, scene, full, whichever, cases, borne is None)


def _next(
    bench: Bench, answers: Answers, scene: Scene, kind: type[_Conditions | _Limits]
) -> tuple[Question | None, Scene, tuple[Cell, ...]]:
    """The next question that may matter; what does not is filled in with the first value there is."""
    whichever: tuple[Cell, ...] = ()
    while True:
        stage = kind(bench, answers, scene)
        question = next(stage.questions(), None)
        if question is None or not isinstance(question.about, Cell):
            return question, scene, whichever
        cell = question.about
        if Trial(stage.judge, bench.policy, bench.as_of, alike=kind is _Conditions).matters(scene, cell):
            return question, scene, whichever
        scene = scene.with_cell(cell, range_of(cell, bench.policy, scene, bench.as_of).values[0])
        whichever = (*whichever, cell)


class _Conditions:
    """What conditions, amounts and payees still need, and how many measures need it."""

    def __init__(self, bench: Bench, answers: Answers, scene: Scene) -> None:
        self._bench, self._answers, self._scene = bench, answers, scene
        self._standing = [
            standing
            for outcome in latest(bench.cases(scene))
            if (standing := standing_of(outcome, answers.said)).undecided
        ]
        self._needs: dict[Missing, dict[str, None]] = {}
        for standing in self._standing:
            lacking = {m for f in standing.open for m in causes_of(f)} | standing.rest
            for missing in lacking:
                self._needs.setdefault(missing, {})[standing.outcome.measure.name] = None

    def questions(self) -> Iterator[Question]:
        """Questions, the best first."""
        found: dict[Asked, tuple[tuple[Any, ...], Question]] = {}
        for place, (standing, finding) in enumerate(self._findings()):
            for rank, question in self._of(standing, finding):
                order = (rank[0], -len(question.measures), *rank[1:], place)
                found.setdefault(question.about, (order, question))
        yield from (question for _rank, question in sorted(found.values(), key=lambda one: one[0]))

    def judge(self, tried: Scene) -> Mapping[Any, Judged]:
        """What comes out of each case that needs something, before limits and groups."""
        only = frozenset(standing.outcome.measure.name for standing in self._standing)
        return {
            (o.measure.name, o.record.key): _judged(standing_of(o, self._answers.said), self._answers)
            for o in latest(self._bench.cases(tried, only))
        }

    def _findings(self) -> Iterator[tuple[Standing, Finding | None]]:
        for standing in self._standing:
            yield from ((standing, finding) for finding in standing.open)
            if standing.rest:
                yield standing, None

    def _of(self, standing: Standing, finding: Finding | None) -> Iterator[tuple[tuple[int, ...], Question]]:
        causes = standing.rest if finding is None else causes_of(finding)
        asked = sorted(m for m in causes if askable(m, self._answers))
        if not asked:
            return
        whole = whole_of(standing.outcome, finding) if finding is not None else None
        if whole is not None and whole not in self._answers.detailed and self._deep(standing.outcome, causes):
            needed = dict.fromkeys(name for m in causes for name in self._needs.get(m, ()))
            yield (1, 1, 0, 0), Question(whole, tuple(needed), finding)
            return
        for missing in asked:
            rank = self._rank(standing.outcome, finding, missing)
            about = missing.table if missing.kind is Lack.TABLE else cell_of(missing)
            yield rank, Question(about, tuple(self._needs[missing]))

    def _deep(self, outcome: Outcome, causes: frozenset[Missing]) -> bool:
        """Whether a condition needs more than somebody knows of the case itself and of themselves."""
        told = amount_reads(outcome.policy, outcome.measure)
        if any((m.table, m.name) in told for m in causes):
            return False  # what the amount rests on is asked for itself, and then the condition is known too
        near = {(outcome.record.table, str(outcome.record.key)), (self._scene.who, FIRST)}
        return any(m.kind is Lack.TABLE or (m.table, m.key) not in near or self._coded(m) for m in causes)

    def _coded(self, missing: Missing) -> bool:
        """Whether a cell holds a text that no rule names: a code."""
        column = self._bench.policy.vocabulary.tables[missing.table].columns.get(missing.name)
        if column is None or column.type.kind is not Kind.TEXT or column.shape is not None:
            return False
        return not words_compared(self._bench.policy).get((missing.table, missing.name))

    def _rank(self, outcome: Outcome, finding: Finding | None, missing: Missing) -> tuple[int, int, int, int]:
        """What is easily said of the case itself comes first, for it tells which measures are meant at all; then by
        need, then what is easily said, in the order of the columns."""
        if missing.kind is Lack.TABLE:
            return 1, 2, 0, 0
        columns = self._bench.policy.vocabulary.tables[missing.table].columns
        own = (missing.table, missing.key) == (outcome.record.table, str(outcome.record.key))
        form = _FORMS.get(columns[missing.name].type.kind, _LAST)
        easy = form < _LAST or not self._coded(missing)
        first = 0 if own and easy and finding is not None else 1
        return first, 0 if own else 1, form, list(columns).index(missing.name)


def askable(missing: Missing, answers: Answers) -> bool:
    """Whether somebody can be asked for it: not an office's own question, and not what they said they do not know."""
    if missing.kind is Lack.TABLE:
        return missing.table not in answers.unknown
    return missing.kind is Lack.CELL and cell_of(missing) not in answers.unknown


def _judged(standing: Standing, answers: Answers) -> Judged:
    if standing.truth is False:
        return Judged(True, None, frozenset())
    outcome = standing.outcome
    lacking = {m for f in standing.open for m in causes_of(f)} | standing.rest
    result = (
        standing.truth,
        outcome.amount,
        outcome.payees,
        tuple((i.due, i.amount, i.state) for i in outcome.instalments),
        frozenset(lacking),
    )
    return Judged(not lacking, result, frozenset(m for m in lacking if askable(m, answers)))


class _Limits:
    """What limits and groups still need, once every condition is answered."""

    def __init__(self, bench: Bench, answers: Answers, scene: Scene) -> None:
        self._bench, self._answers, self._scene = bench, answers, scene

    def questions(self) -> Iterator[Question]:
        """Questions, in the order of the measures."""
        for outcome in self._decided(self._scene):
            held = standing_of(outcome, self._answers.said).truth is True
            if outcome.verdict is not Verdict.UNDETERMINED or not held:
                continue
            lacking = sorted(m for m in outcome.missing if askable(m, self._answers))
            if lacking and (paid := self._payments()) is not None:
                yield Question(paid, (outcome.measure.name,))
            for missing in lacking:
                about = missing.table if missing.kind is Lack.TABLE else cell_of(missing)
                yield Question(about, (outcome.measure.name,))

    def _payments(self) -> str | None:
        """The register of payments made, while nobody has said whether there are any: without them, what limits and
        groups compare by mostly makes no difference."""
        table = self._bench.policy.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        if table is None or table.name in self._scene.counts or table.name in self._answers.unknown:
            return None
        return table.name

    def judge(self, tried: Scene) -> Mapping[Any, Judged]:
        """What comes out in the end of each case that the conditions do not rule out."""
        return {
            (o.measure.name, o.record.key): Judged(
                o.verdict is not Verdict.UNDETERMINED,
                (o.verdict, o.payable, o.payees, tuple((i.due, i.amount) for i in o.instalments)),
                frozenset(m for m in o.missing if askable(m, self._answers)),
            )
            for o in self._decided(tried)
            if o.truth is not False
        }

    def _decided(self, scene: Scene) -> list[Outcome]:
        return self._bench.settled(scene, self._answers.scene)
