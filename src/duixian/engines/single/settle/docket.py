"""The cases before settlement, in time order, with what is needed to evaluate a rule's keys for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from duixian.engines.single.cases import matter_number
from duixian.engines.single.claims import names_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.logic import operand
from duixian.engines.single.run import Run
from duixian.engines.single.snapshot import Snapshot
from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.nodes import Expr
from duixian.language.outcome import Effect, EffectKind, EffectResult, Outcome, Reference
from duixian.language.record import Record
from duixian.language.rule import Source
from duixian.language.unknown import Unknown, merged

Key = tuple[Any, ...]
Matter = tuple[Any, Any, Any]
"""Policy, measure and matter number, as payments name them."""


@dataclass(slots=True)
class Case:
    """An outcome on its way through the passes. ``refused``: some pass left nothing of it.
    ``claimed``: somebody asked for just this."""

    outcome: Outcome
    run: Run
    unit: Unit
    order: tuple[Any, ...]
    claimed: bool = False
    refused: bool = False

    @property
    def candidate(self) -> bool:
        """Whether this case still takes part."""
        return not self.refused and self.outcome.open

    @property
    def matter(self) -> tuple[str, str]:
        """The measure and matter number that payments name."""
        return self.outcome.measure.name, matter_number(self.outcome.record, self.outcome.year)

    def value(self, node: Expr) -> Any:
        """A rule's expression for this case; of a record, its key."""
        found = operand(node, self.unit)(self.run)
        return found.key if found.__class__ is Record else found

    def key(self, nodes: Iterable[Expr]) -> Key | None:
        """The values of keys, or None when one is unknown (which is noted) or there is none."""
        values = [self.value(node) for node in nodes]
        if any(v.__class__ is Unknown for v in values):
            self.outcome.missing |= merged(values).causes
            return None
        return None if any(v is ABSENT for v in values) else tuple(values)

    def touch(
        self,
        kind: EffectKind,
        source: Source,
        after: int,
        because: tuple[Reference, ...] = (),
        best: int | None = None,
        next_best: int | None = None,
    ) -> None:
        """Lower what is payable to ``after`` fen, or keep it, and say why; nothing left is a refusal."""
        before = self.outcome.payable
        result = EffectResult.REDUCED if after else EffectResult.REFUSED
        if after == before:
            result = EffectResult.KEPT
        self._note(Effect(kind, source, result, before, after, because, best, next_best))

    def refuse(
        self,
        kind: EffectKind,
        source: Source,
        because: tuple[Reference, ...] = (),
        best: int | None = None,
        next_best: int | None = None,
    ) -> None:
        """Leave nothing of this case, money or not, and say why."""
        before = self.outcome.payable
        self._note(Effect(kind, source, EffectResult.REFUSED, before, 0, because, best, next_best))

    def _note(self, effect: Effect) -> None:
        self.refused = self.refused or effect.result is EffectResult.REFUSED
        self.outcome.payable = effect.after
        self.outcome.effects.append(effect)


@dataclass(slots=True)
class Docket:
    """All cases of a run in time order, and what was known on its day."""

    cases: list[Case]
    snapshot: Snapshot

    @property
    def candidates(self) -> list[Case]:
        """Cases that still take part, in time order."""
        return [case for case in self.cases if case.candidate]

    def own_matters(self) -> set[Matter]:
        """Cases that hold, as payments would name them: what was paid for one of them is settled with it."""
        return {
            (policy, *case.matter)
            for case in self.cases
            if case.outcome.open
            for policy in names_of(case.outcome.policy)
        }


def opened(outcomes: list[Outcome], units: dict[str, Unit], known: Snapshot) -> Docket:
    """The docket of a run."""
    cases = [_case(outcome, units[outcome.policy.id], known.facts) for outcome in outcomes]
    for case in cases:
        case.claimed = known.claims.date_of(*case.matter, case.outcome.as_of) is not None
    return Docket(sorted(cases, key=lambda case: case.order), known)


def _case(outcome: Outcome, unit: Unit, facts: Facts) -> Case:
    run = Run(facts, outcome.as_of, outcome.claimed_on)
    run.stack[0], run.benefit = outcome.record, outcome.measure.name
    run.event_on, run.gross = outcome.event_on if outcome.event_on is not None else ABSENT, outcome.amount
    if outcome.year is not None:
        run.period_start, run.period_end = date(outcome.year, 1, 1), date(outcome.year, 12, 31)
    order = (
        outcome.event_on or date.max,
        outcome.policy.id,
        unit.place_of(outcome.measure),
        str(outcome.record.key),
        outcome.year or 0,
    )
    return Case(outcome, run, unit, order)
