"""Tangled cases written out for the exact solver, and what it says put back into the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from duixian.engines.bulk.settle.contenders import UNBOUNDED
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import Effect, EffectKind, EffectResult, Outcome
from duixian.language.rule import Measure

Solver = Callable[[list[Outcome], Array], None]
"""Settles cases; the numbers are the places of the payments that may bear on them."""
_AT_THE_END = (EffectKind.HOLD, EffectKind.PAID)


def solved(
    docket: Docket, whole: Truths, quota: dict[int, list[Effect]], payments: Array, solve: Solver
) -> dict[int, Outcome]:
    """Every tangled case settled, but for budgets where not ``whole``. Those whose places were given in columns
    (``quota``: with what effect) stand there without a quota; one that got no place stands there only so that
    payments made for it are known as its own."""
    cases = np.flatnonzero(docket.tangled & ~docket.closed).tolist()
    outcomes = written_out(docket, cases)
    for case, outcome in outcomes.items():
        outcome.measure = _without(outcome.measure, docket, case, whole)
        outcome.effects.extend(quota.get(case, ()))
    measures = {case: docket.blocks[docket.measure[case]].measure for case in cases}
    if outcomes:
        solve(list(outcomes.values()), payments)
    for case, outcome in outcomes.items():
        outcome.measure = measures[case]
    return {case: outcome for case, outcome in outcomes.items() if not docket.refused[case]}


def written_out(docket: Docket, cases: Sequence[int]) -> dict[int, Outcome]:
    """Cases as they were before settlement, each measure's together."""
    found: dict[int, Outcome] = {}
    numbers = docket.measure[np.array(cases, np.int64)]
    for number in np.unique(numbers).tolist():
        mine = [case for case, own in zip(cases, numbers.tolist(), strict=True) if own == number]
        start = int(docket.offsets[number])
        found |= zip(mine, docket.blocks[number].outcomes([case - start for case in mine]), strict=True)
    return {case: found[case] for case in cases}


def _without(measure: Measure, docket: Docket, case: int, whole: Truths) -> Measure:
    """The measure without what columns settle."""
    if docket.refused[case]:
        return replace(measure, quota=None, limits=(), memberships=(), budgets=())
    if measure.quota is not None and not docket.placeless[case]:
        measure = replace(measure, quota=None)
    if measure.budgets and not whole[case]:
        measure = replace(measure, budgets=())
    return measure


def put_back(docket: Docket, outcomes: dict[int, Outcome]) -> None:
    """What is left of each, for the budgets."""
    for case, outcome in outcomes.items():
        open_ = outcome.open
        if docket.sure[case] and not open_:
            pending = [
                e for e in outcome.effects if e.result is EffectResult.PENDING and e.kind not in _AT_THE_END
            ]
            docket.ceiling[case] = pending[-1].after if pending else UNBOUNDED
        docket.sure[case], docket.possible[case] = open_, outcome.truth is not False and not open_
        docket.refused[case] = any(effect.result is EffectResult.REFUSED for effect in passes_of(outcome))
        docket.payable[case] = left_by_passes(outcome)


def passes_of(outcome: Outcome) -> list[Effect]:
    """Its effects but for those of holds and payments, which come at the end."""
    return [effect for effect in outcome.effects if effect.kind not in _AT_THE_END]


def left_by_passes(outcome: Outcome) -> int:
    """What the passes left of it, before a hold or payments lowered it."""
    ends = [effect for effect in outcome.effects if effect.kind in _AT_THE_END]
    return ends[0].before if ends else outcome.payable
