"""The cases before settlement, in time order, with what is needed to evaluate a rule's keys for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from duixian.engines.single.cases import matter_number
from duixian.engines.single.claims import names_of
from duixian.engines.single.compiler import Unit
from duixian.engines.single.logic import operand
from duixian.engines.single.run import Run
from duixian.engines.single.snapshot import Snapshot
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr
from duixian.language.outcome import Effect, EffectKind, EffectResult, InstalmentState, Outcome, Reference
from duixian.language.record import Record
from duixian.language.rule import MeasureKind, Source
from duixian.language.unknown import Lack, Missing, Unknown, merged

Key = tuple[Any, ...]
Matter = tuple[Any, Any, Any]
"""Policy, measure and matter number, as payments name them."""


class Case:
    """An outcome on its way through the passes. ``refused``: some pass left nothing of it. ``ceiling``: the most
    fen it can bring, None where that is unknown; it counts where the case is only possible."""

    __slots__ = ("__run", "ceiling", "known", "order", "outcome", "refused", "unit")

    def __init__(self, outcome: Outcome, unit: Unit, known: Snapshot) -> None:
        self.outcome, self.unit, self.known = outcome, unit, known
        self.order = (
            outcome.event_on or date.max,
            outcome.policy.id,
            unit.place_of(outcome.measure),
            str(outcome.record.key),
            outcome.year or 0,
        )
        self.ceiling = None if outcome.open else _ceiling(outcome)
        self.refused = False
        self.__run: Run | None = None

    @property
    def run(self) -> Run:
        """The case as its rule's expressions see it; made when first asked for."""
        if self.__run is None:
            self.__run = _run(self.outcome, self.known)
        return self.__run

    @property
    def parts(self) -> frozenset[str]:
        """What in its measure settlement looks at."""
        return self.unit.parts[self.outcome.measure.name]

    @property
    def claimed(self) -> bool:
        """Whether somebody asked for just this."""
        return self.known.claims.date_of(*self.matter, self.outcome.as_of) is not None

    @property
    def candidate(self) -> bool:
        """Whether this case surely takes part."""
        return not self.refused and self.outcome.open

    @property
    def possible(self) -> bool:
        """Whether this case may turn out to take part once what is missing is known."""
        return not self.refused and self.outcome.truth is not False and bool(self.outcome.missing)

    @property
    def matter(self) -> tuple[str, str]:
        """The measure and matter number that payments name."""
        return self.outcome.measure.name, matter_number(self.outcome.record, self.outcome.year)

    def value(self, node: Expr) -> Any:
        """A rule's expression for this case; of a record, its key."""
        found = operand(node, self.unit)(self.run)
        return found.key if found.__class__ is Record else found

    def figure(self, node: Expr, name: str) -> Any:
        """The number of a limit, cap or budget; None where it is unknown, or where the text gives none for this
        case: then nobody can say how much is left, and ``name`` is what has to be settled."""
        value = self.value(node)
        if value.__class__ is Unknown:
            self.outcome.missing |= value.causes
        elif value is ABSENT:
            record = self.outcome.record
            self.outcome.missing |= {Missing(Lack.CHOICE, name, record.table, str(record.key))}
        else:
            return value
        return None

    def key(self, nodes: Iterable[Expr]) -> Key | None:
        """The values of keys, or None when there is none for one of them (then nothing else about them matters), or
        one is unknown, which is noted."""
        values = [self.value(node) for node in nodes]
        if any(v is ABSENT for v in values):
            return None
        if any(v.__class__ is Unknown for v in values):
            self.outcome.missing |= merged(values).causes
            return None
        return tuple(values)

    def partial_key(self, nodes: Iterable[Expr]) -> Key | None:
        """The values of keys, Unknown where they are; None where there is none."""
        values = tuple(self.value(node) for node in nodes)
        return None if any(v is ABSENT for v in values) else values

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

    def pend(self, kind: EffectKind, source: Source, others: Iterable[Case]) -> None:
        """Leave it open: what is left of this case turns on others that are not decided yet."""
        undecided = list(others)
        before = self.ceiling = self.outcome.payable
        for other in undecided:
            self.outcome.missing |= other.outcome.missing
        because = tuple(other.outcome.reference for other in undecided[:3])
        self._note(Effect(kind, source, EffectResult.PENDING, before, before, because))

    def _note(self, effect: Effect) -> None:
        self.refused = self.refused or effect.result is EffectResult.REFUSED
        self.outcome.payable = effect.after
        self.outcome.effects.append(effect)


class Docket:
    """All cases of a run in time order, and what was known on its day. A pass looks only at the cases that its
    kind of rule binds, named by a part of their measures (``limits``, ``quota`` …)."""

    def __init__(self, cases: list[Case], snapshot: Snapshot, everyone: list[Case] | None = None) -> None:
        self.cases, self.snapshot = cases, snapshot
        self.everyone = cases if everyone is None else everyone

    @property
    def parts(self) -> frozenset[str]:
        """What in the measures of its cases settlement looks at."""
        return frozenset().union(*{case.parts for case in self.cases})

    def bound(self, part: str) -> Docket:
        """The cases whose measure has such a part, of which some may still take part."""
        bound = [case for case in self.cases if part in case.parts]
        still = [case for case in bound if case.candidate or case.possible]
        return Docket(still, self.snapshot, self.everyone)

    @property
    def candidates(self) -> list[Case]:
        """Cases that surely take part, in time order."""
        return [case for case in self.cases if case.candidate]

    @property
    def contenders(self) -> list[Case]:
        """Cases that take part or may: those whose event is unknown first, then in time order."""
        found = [case for case in self.cases if case.candidate or case.possible]
        return sorted(found, key=lambda case: case.outcome.event_on is not None or case.candidate)

    def own_matters(self) -> set[Matter]:
        """Cases that hold, as payments would name them: what was paid for one of them is settled with it."""
        if self.snapshot.priors.none:
            return set()
        return {
            (policy, *case.matter)
            for case in self.everyone
            if case.outcome.open
            for policy in names_of(case.outcome.policy)
        }


def opened(outcomes: list[Outcome], units: dict[str, Unit], known: Snapshot) -> Docket:
    """The docket of a run."""
    cases = [Case(outcome, units[outcome.policy.id], known) for outcome in outcomes]
    return Docket(sorted(cases, key=lambda case: case.order), known)


def _run(outcome: Outcome, known: Snapshot) -> Run:
    run = Run(known.facts, known.today, outcome.claimed_on, known.memo)
    run.stack[0], run.benefit = outcome.record, outcome.measure.name
    run.event_on = outcome.event_on if outcome.event_on is not None else ABSENT
    run.gross = _gross(outcome)
    if outcome.year is not None:
        run.period_start, run.period_end = date(outcome.year, 1, 1), date(outcome.year, 12, 31)
    return run


def _gross(outcome: Outcome) -> Any:
    """The amount before limits: unknown while something is missing for it, and none of what gives no money."""
    if outcome.amount is not None or outcome.measure.kind is not MeasureKind.MONEY:
        return ABSENT if outcome.amount is None else outcome.amount
    return Unknown(outcome.missing)


def _ceiling(outcome: Outcome) -> int | None:
    """The most an outcome can bring: every instalment that is not lost."""
    if outcome.measure.kind is not MeasureKind.MONEY:
        return 0
    left = [i for i in outcome.instalments if i.state not in (InstalmentState.LOST, InstalmentState.STOPPED)]
    if outcome.amount is None or any(i.state is InstalmentState.UNKNOWN and not i.amount for i in left):
        return None
    return max(0, sum(i.amount for i in left)) if outcome.instalments else outcome.amount


def meets(partial: Key, key: Key) -> bool:
    """Whether a key with unknown parts may turn out to be another; keys of several lengths never meet."""
    return len(partial) == len(key) and all(
        mine.__class__ is Unknown or mine == other for mine, other in zip(partial, key, strict=True)
    )
