"""From columns back to outcomes: any row written out with its whole trace, on demand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import repeat
from typing import Any

import numpy as np

from duixian.engines.bulk.cases import Cases, Day, named_variables
from duixian.engines.bulk.causes import rows_below
from duixian.engines.bulk.grant_reading import GrantReaders
from duixian.engines.bulk.grants import Grant
from duixian.engines.bulk.holding import Held
from duixian.engines.bulk.instalments import STATES, Layout, Piece
from duixian.engines.bulk.nodes import Array
from duixian.engines.bulk.payees import Received
from duixian.engines.bulk.reading import Batch, Reader, day_of
from duixian.engines.bulk.space import Space
from duixian.engines.bulk.trace import Tested
from duixian.language.absent import ABSENT
from duixian.language.nodes import Expr, MomentName
from duixian.language.outcome import (
    NO_DAY,
    NO_ROW,
    NOTHING_DUE,
    Effect,
    EffectKind,
    EffectResult,
    Finding,
    Instalment,
    Outcome,
    Payment,
    Working,
)
from duixian.language.record import Record
from duixian.language.rule import Condition, Prepayment
from duixian.language.unknown import Missing, Unknown
from duixian.values.bilingual import Text
from duixian.values.months import format_month, month_of


class Expansion:
    """The outcomes of one measure's cases, before quotas, limits, groups and budgets."""

    def __init__(self, cases: Cases, day: Day) -> None:
        self.cases, self.day = cases, day
        wanted = [MomentName.EVENT_ON, MomentName.CLAIMED_ON]
        wanted += [MomentName.PERIOD_START] if cases.measure.yearly else []
        self._moments = {name: cases.scope.moment(name) for name in wanted}
        self._tests = ((cases.applies,) if cases.applies is not None else ()) + cases.findings
        self._reader = Reader(cases.space)
        self._reader.announce(cases.space.at)
        self._reader.announce_scalars(*self._moments.values(), cases.truth, cases.routing, cases.matter)
        self._reader.announce_scalars(*cases.variables, *(truth for _, truth in cases.warnings))
        for test in self._tests:
            _announce(test, self._reader)
        self._granted = None if cases.grant is None else GrantExpansion(cases.grant, cases)

    def outcomes(self, rows: Sequence[int]) -> list[Outcome]:
        """Some cases, with every reason."""
        cases, numbers = self.cases, np.array(rows, np.int64)
        here = self._reader.read(numbers)
        table = cases.space.frames.table(cases.measure.table)
        moments = {name: here.values(value) for name, value in self._moments.items()}
        trees = [_findings(test, here) for test in self._tests]
        made = []
        for place, (position, truth) in enumerate(
            zip(here.plain(cases.space.at), here.values(cases.truth), strict=True)
        ):
            event = moments[MomentName.EVENT_ON][place]
            outcome = Outcome(
                policy=cases.policy,
                measure=cases.measure,
                record=table.record(position),
                year=moments[MomentName.PERIOD_START][place].year if cases.measure.yearly else None,
                as_of=self.day.as_of,
                event_on=None if event is ABSENT or event.__class__ is Unknown else event,
                claimed_on=moments[MomentName.CLAIMED_ON][place],
                findings=self._shown([tree[place] for tree in trees]),
                truth=truth,
            )
            made.append(outcome)
        self._described(made, here)
        if self._granted is not None:
            self._granted.fill(made, numbers)
        return made

    def _shown(self, findings: list[Finding]) -> tuple[Finding, ...]:
        """Whom the measure means is shown only where it is not known."""
        hidden = self.cases.applies is not None and findings[0].truth.__class__ is not Unknown
        return tuple(findings[1:] if hidden else findings)

    def _described(self, outcomes: list[Outcome], here: Batch) -> None:
        cases = self.cases
        names, nodes = named_variables(cases.measure), [node for _, node in cases.measure.variables]
        variables = [here.values(variable) for variable in cases.variables]
        routing = None if cases.routing is None else here.values(cases.routing)
        matter = None if cases.matter is None else here.values(cases.matter)
        warnings = [(source, here.values(truth)) for source, truth in cases.warnings]
        for place, outcome in enumerate(outcomes):
            outcome.variables = tuple(zip(names, nodes, (v[place] for v in variables), strict=True))
            outcome.routing = None if routing is None else routing[place]
            outcome.matter = None if matter is None else matter[place]
            outcome.warnings = tuple(source for source, truths in warnings if truths[place] is True)


def _announce(tested: Tested, reader: Reader) -> None:
    reader.announce_scalars(tested.truth, tested.actual, tested.threshold)
    for part in tested.parts:
        _announce(part, reader)


def _findings(tested: Tested, here: Batch) -> list[Finding]:
    """One test with those inside it, in every row read."""
    truths = here.values(tested.truth)
    actuals = _actuals(tested, truths, here)
    thresholds = _NOTHING if tested.threshold is None else here.values(tested.threshold)
    parts = (
        zip(*(_findings(part, here) for part in tested.parts), strict=True) if tested.parts else repeat(())
    )
    return [
        Finding(tested.test, truth, actual, threshold, inside, tested.condition)
        for truth, actual, threshold, inside in zip(truths, actuals, thresholds, parts, strict=False)
    ]


_NOTHING = repeat(None)


def _actuals(tested: Tested, truths: list[Any], here: Batch) -> Iterable[Any]:
    if tested.actual is None:
        return _NOTHING
    found = here.values(tested.actual)
    if not tested.deciding:
        return found
    return [
        (truth if truth.__class__ is Unknown else None) if actual.__class__ is Unknown else actual
        for truth, actual in zip(truths, found, strict=True)
    ]


class GrantExpansion:
    """What is granted, written into outcomes."""

    def __init__(self, grant: Grant, cases: Cases) -> None:
        self.grant, self.measure, self._same = grant, cases.measure, grant.space is cases.space
        self._readers = GrantReaders(grant)

    def fill(self, outcomes: list[Outcome], rows: Array) -> None:
        """Write what is granted into the outcomes of some cases."""
        granted, places = (rows, np.arange(len(rows))) if self._same else rows_below(self._up, rows)
        if not len(granted):
            return
        batch = _Granted(self, granted)
        for place, of in enumerate(places.tolist()):
            batch.fill(outcomes[of], place)

    @property
    def _up(self) -> Array:
        assert self.grant.space.up is not None
        return self.grant.space.up

    def below(self, space: Space, rows: Array) -> tuple[Batch, list[list[int]]]:
        """What is read in the rows of a space that belong to some of the grant's, and their places by those."""
        if space is self.grant.space:
            return self._readers.of(space).read(rows), [[place] for place in range(len(rows))]
        assert space.up is not None
        under, places = rows_below(space.up, rows)
        grouped: list[list[int]] = [[] for _ in range(len(rows))]
        for place, of in enumerate(places.tolist()):
            grouped[of].append(place)
        return self._readers.of(space).read(under), grouped


class _Granted:
    """Some grants read."""

    def __init__(self, expansion: GrantExpansion, rows: Array) -> None:
        self._grant, self._measure = expansion.grant, expansion.measure
        grant = expansion.grant
        here, self._places = expansion.below(grant.space, rows)
        self._here = here
        self._flags = [here.plain(flag) for flag in (grant.refused, grant.nothing, grant.bare)]
        lacking = here.array(grant.lacking)[0]
        lacks = np.flatnonzero(lacking)
        self._missing = dict(zip(lacks.tolist(), here.missing(grant.cause, lacks), strict=True))
        self._payees = [list(self._payments(payee, expansion, rows)) for payee in grant.payees]
        self._workings = list(self._steps())
        layout = grant.layout
        self._nominal = None if layout is None or layout.nominal is None else here.plain(layout.nominal)
        self._instalments = None if layout is None else self._laid_out(layout, expansion, rows)
        self._hold = None if grant.held is None else _Hold(grant.held, here)

    def fill(self, outcome: Outcome, place: int) -> None:
        """Write one grant into its outcome."""
        grant, measure = self._grant, self._measure
        outcome.payees = tuple(payment for payments in self._payees for payment in payments[place])
        outcome.missing = self._missing.get(place, outcome.missing)
        if grant.amount is None and grant.layout is None:
            return
        outcome.workings = tuple(step for steps in self._workings if (step := steps[place]) is not None)
        refused, nothing, bare = (flag[place] for flag in self._flags)
        if refused:
            _refuse(outcome, measure.amount, NO_ROW, ABSENT)
            return
        if nothing:
            outcome.amount = 0
            _refuse(outcome, measure.amount, NOTHING_DUE, 0)
            return
        known = None if grant.amount is None else self._here.values(grant.amount)[place]
        outcome.amount = None if known.__class__ is Unknown else known
        assert self._instalments is not None
        outcome.instalments = self._instalments[place]
        if bare:
            none = [node for node, value in grant.wanted if self._here.values(value)[place] is ABSENT]
            _refuse(outcome, none[0] if none else grant.wanted[-1][0], NO_DAY, ABSENT)
        if self._nominal is not None:
            outcome.amount = self._nominal[place]
        if self._hold is not None and (outcome.amount is not None or isinstance(measure.payout, Prepayment)):
            self._hold.fill(outcome, place)

    def _steps(self) -> Iterator[list[Working | None]]:
        here = self._here
        for note in self._grant.notes:
            gates = repeat(True) if note.gate is None else here.plain(note.gate)
            values, results = here.values(note.value), here.values(note.result)
            yield [
                Working(note.kind, note.label, note.text, value, result) if gate else None
                for gate, value, result in zip(gates, values, results, strict=False)
            ]

    def _payments(self, payee: Received, expansion: GrantExpansion, rows: Array) -> Iterator[list[Payment]]:
        batch, places = expansion.below(payee.space, rows)
        there = batch.plain(payee.there)
        who, shares = batch.values(payee.who), batch.values(payee.share)
        for below in places:
            yield [Payment(payee.table, _key(who[at]), Fraction(shares[at])) for at in below if there[at]]

    def _laid_out(
        self, layout: Layout, expansion: GrantExpansion, rows: Array
    ) -> list[tuple[Instalment, ...]]:
        batch, places = expansion.below(layout.space, rows)
        pieces = [_instalments(piece, batch, layout.every) for piece in layout.pieces]
        return [
            tuple(found for at in below for piece in pieces if (found := piece[at]) is not None)
            for below in places
        ]


class _Hold:
    """What must still hold, read."""

    def __init__(self, held: Held, here: Batch) -> None:
        self._until, self._broken = here.plain(held.until, day_of), here.plain(held.broken, day_of)
        self._pending = here.plain(held.pending)

    def fill(self, outcome: Outcome, place: int) -> None:
        """Write it into one outcome."""
        outcome.held_until, outcome.broken_on = self._until[place], self._broken[place]
        hold = outcome.measure.hold
        if hold is not None and self._pending[place]:
            amount = outcome.amount or 0
            outcome.effects.append(Effect(EffectKind.HOLD, hold.source, EffectResult.PENDING, amount, amount))


def _instalments(piece: Piece, batch: Batch, every: int) -> list[Instalment | None]:
    there = batch.array(piece.there)[0]
    found: list[Instalment | None] = [None] * len(there)
    rows = np.flatnonzero(there)
    missing = (
        batch.missing(piece.cause, rows) if piece.cause is not None else [frozenset[Missing]()] * len(rows)
    )
    numbers, amounts, states = (batch.plain(part) for part in (piece.number, piece.amount, piece.state))
    dues = batch.plain(piece.due, day_of)
    periods = (
        None if piece.period is None else batch.plain(piece.period, lambda start: period_text(start, every))
    )
    for at, lacks in zip(rows.tolist(), missing, strict=True):
        period = "" if periods is None else periods[at]
        state = STATES[states[at]]
        found[at] = Instalment(numbers[at], period, dues[at], amounts[at], state, piece.label, lacks)
    return found


def _refuse(outcome: Outcome, lacking: Expr | None, name: Text, actual: Any) -> None:
    """Nothing can be paid although every condition holds: the reason stands beside the conditions."""
    assert lacking is not None
    outcome.truth = False
    condition = Condition(replace(outcome.measure.source, name=name), lacking)
    outcome.findings = (*outcome.findings, Finding(lacking, False, actual, None, (), condition))


def _key(value: Any) -> str:
    return str(value.key if value.__class__ is Record else value)


def period_text(start: int, every: int) -> str:
    """How an instalment names its period: by its month, or by its first day."""
    day = day_of(start)
    return format_month(month_of(day)) if every == 1 else day.isoformat()
