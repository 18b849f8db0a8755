"""A scene decided by the reference engine: which measures hold, which do not, and what each still needs.

A condition answered as a whole (是, 不是) counts as answered whatever the facts say; the facts found to bear it out are
for the result, never for what is still asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from duixian.decisions.deciding import engine_of
from duixian.engines.single.engine import Engine
from duixian.language.outcome import Finding, Outcome
from duixian.language.rule import Measure, MeasureKind, Policy
from duixian.language.unknown import Missing, Unknown
from duixian.public.calculator.reads import amount_reads
from duixian.public.calculator.scene import Cell, Scene, facts_of


@dataclass(frozen=True, slots=True, order=True)
class Whole:
    """A condition of a case, asked in one question: the measure, the number of its row, the condition's name."""

    measure: str
    number: str
    condition: str


Said = Mapping[Whole, bool | None]
"""Conditions answered as a whole; None is “不知道”."""


@dataclass(frozen=True, eq=False)
class Bench:
    """A policy ready to be asked about, on a day. ``who``: the table of those who ask."""

    policy: Policy
    as_of: date
    who: str

    @property
    def engine(self) -> Engine:
        """The engine of the policy's version, compiled once."""
        return engine_of([self.policy])

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Those that may pay whoever asks."""
        return tuple(
            measure
            for measure in self.policy.measures.values()
            if any(str(payee.who.type.of) == self.who for payee in measure.payees)
        )

    def decide(self, scene: Scene) -> list[Outcome]:
        """Every case of the scene, limits and groups settled."""
        return self.engine.decide(facts_of(scene, self.policy), self.as_of)

    def settled(self, scene: Scene, told: Scene) -> list[Outcome]:
        """Cases of rows that were told of which may pay whoever asks, limits and groups settled."""
        mine = {measure.name for measure in self.measures}
        found = (o for o in self.decide(scene) if o.measure.name in mine)
        return latest([o for o in found if told.tells(o.record.table, o.record.key)])

    def cases(self, scene: Scene, only: frozenset[str] | None = None) -> list[Outcome]:
        """Cases of rows that were told of which may pay whoever asks, before limits and groups."""
        known = self.engine.prepare(facts_of(scene, self.policy), self.as_of)
        mine = only if only is not None else frozenset(measure.name for measure in self.measures)
        return [
            outcome
            for measure in self.engine.measures
            if measure.measure.name in mine
            for record in known.facts.rows(measure.measure.table)
            if scene.tells(record.table, record.key)
            for outcome in measure.cases(known, record)
        ]


def latest(outcomes: list[Outcome]) -> list[Outcome]:
    """Of a measure decided for each year, the last year alone: that is the one people ask about."""
    last: dict[tuple[str, str], Outcome] = {(o.measure.name, str(o.record.key)): o for o in outcomes}
    return list(last.values())


@dataclass(frozen=True)
class Standing:
    """Where one case stands. ``truth``: of all conditions, those answered as a whole counted. ``open``: conditions
    not known. ``rest``: what amount and payees lack, where the conditions do not rule the case out."""

    outcome: Outcome
    truth: bool | None
    open: tuple[Finding, ...]
    rest: frozenset[Missing]

    @property
    def undecided(self) -> bool:
        """Whether something can still be asked for it."""
        return self.truth is not False and bool(self.open or self.rest)


def whole_of(outcome: Outcome, finding: Finding) -> Whole | None:
    """What a finding is called when it is asked as a whole; a test without a name cannot be."""
    if finding.condition is None:
        return None
    return Whole(outcome.measure.name, _number(outcome), finding.condition.source.name.zh)


def _number(outcome: Outcome) -> str:
    return str(outcome.record.key) if outcome.year is None else f"{outcome.record.key}/{outcome.year}"


def standing_of(outcome: Outcome, said: Said) -> Standing:
    """Where a case stands after what was said."""
    truths: list[bool | None] = []
    unanswered: list[Finding] = []
    for finding in outcome.findings:
        whole = whole_of(outcome, finding)
        truth = None if finding.truth.__class__ is Unknown else bool(finding.truth)
        if truth is None and whole is not None and whole in said:
            truth = said[whole]
        elif truth is None:
            unanswered.append(finding)
        truths.append(truth)
    together = False if False in truths else (None if None in truths else True)
    return Standing(outcome, together, tuple(unanswered), frozenset(_rest(outcome, said)))


def _rest(outcome: Outcome, said: Said) -> Iterator[Missing]:
    """Causes that stand in no condition; and where the amount is not known, those that it rests on too, though the
    condition they stand in was answered."""
    yield from outcome.missing - frozenset(m for f in outcome.findings for m in causes_of(f))
    if outcome.measure.kind is MeasureKind.MONEY and outcome.amount is None:
        told = amount_reads(outcome.policy, outcome.measure)
        answered = (f for f in outcome.findings if whole_of(outcome, f) in said)
        yield from (m for f in answered for m in causes_of(f) if (m.table, m.name) in told)


def causes_of(finding: Finding) -> frozenset[Missing]:
    """What keeps a finding from being known."""
    return finding.truth.causes if finding.truth.__class__ is Unknown else frozenset()


def cell_of(missing: Missing) -> Cell:
    """The cell that is missing."""
    return Cell(missing.table, missing.key, missing.name)
