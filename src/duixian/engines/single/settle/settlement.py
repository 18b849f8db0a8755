"""The passes in their order, and what is left at their end."""

from __future__ import annotations

from duixian.engines.single.arithmetic import times
from duixian.engines.single.compiler import Unit
from duixian.engines.single.hold import part_to_recover
from duixian.engines.single.settle.budgets import by_budget
from duixian.engines.single.settle.docket import Case, opened
from duixian.engines.single.settle.groups import by_group
from duixian.engines.single.settle.limits import by_cap, by_count
from duixian.engines.single.settle.prior import amount_missing, reference_to
from duixian.engines.single.settle.quotas import by_quota
from duixian.engines.single.snapshot import Snapshot
from duixian.language.instalments import granted, take_off
from duixian.language.outcome import (
    Effect,
    EffectKind,
    EffectResult,
    Outcome,
    Verdict,
)
from duixian.language.record import Record
from duixian.language.rule import MeasureKind, Prepayment
from duixian.language.vocabulary.columns import AMOUNT

PASSES = (
    ("quota", by_quota),
    ("limits", by_count),
    ("memberships", by_group),
    ("limits", by_cap),
    ("budgets", by_budget),
)
"""The whole order of settlement: the part of a measure that says it takes part, and what is done."""


def settle(outcomes: list[Outcome], units: dict[str, Unit], known: Snapshot) -> None:
    """Let the passes speak, then cut the instalments to what is left and give each case its verdict."""
    for outcome in outcomes:
        outcome.payable = granted(outcome) if outcome.open else 0
    docket = opened(outcomes, units, known)
    parts = docket.parts
    for part, one_pass in PASSES:
        if part in parts:
            one_pass(docket.bound(part))
    for case in docket.cases:
        _balance(case, known)
        case.outcome.verdict = _verdict(case)


def _balance(case: Case, known: Snapshot) -> None:
    """What is left, less what a broken hold takes back, against what was paid for this very case."""
    outcome = case.outcome
    rows = [] if known.priors.none else known.priors.for_case(outcome.policy, *case.matter)
    if rows and outcome.open:
        outcome.missing = outcome.missing.union(*(amount_missing(row) for row in rows))
    if not outcome.open:
        outcome.payable = 0
    elif outcome.effects or outcome.broken_on is not None:
        take_off(outcome, granted(outcome) - outcome.payable)
        _hold_back(case)
    if rows:
        outcome.paid = sum(row.values.get(AMOUNT) or 0 for row in rows)
        if outcome.paid and (outcome.open or _prepaid_in_vain(outcome)):
            _paid(outcome, rows)


def _hold_back(case: Case) -> None:
    outcome, hold = case.outcome, case.outcome.measure.hold
    if hold is None or outcome.broken_on is None:
        return
    before = outcome.payable
    outcome.payable = before - times(before, part_to_recover(hold, case.unit, case.run, outcome))
    effect = Effect(EffectKind.HOLD, hold.source, EffectResult.REDUCED, before, outcome.payable)
    outcome.effects.append(effect)


def _paid(outcome: Outcome, rows: list[Record]) -> None:
    """Payments already made for this very case are deducted; what was paid above it comes back."""
    before, source = outcome.payable, outcome.measure.source
    outcome.payable = max(0, before - outcome.paid)
    outcome.recovery = max(0, outcome.paid - before)
    because = tuple(reference_to(row) for row in rows)
    outcome.effects.append(
        Effect(EffectKind.PAID, source, EffectResult.REDUCED, before, outcome.payable, because)
    )


def _prepaid_in_vain(outcome: Outcome) -> bool:
    """Money paid ahead for a case that turned out not to hold."""
    return outcome.truth is False and isinstance(outcome.measure.payout, Prepayment)


def _verdict(case: Case) -> Verdict:
    outcome = case.outcome
    if outcome.truth is False:
        return Verdict.INELIGIBLE
    if outcome.missing:
        return Verdict.UNDETERMINED
    if case.refused:
        return Verdict.INELIGIBLE
    if outcome.measure.kind is not MeasureKind.MONEY:
        return Verdict.ELIGIBLE
    if outcome.payable:
        return Verdict.ELIGIBLE
    touched = any(e.kind in (EffectKind.PAID, EffectKind.HOLD) for e in outcome.effects)
    return Verdict.ELIGIBLE if touched else Verdict.INELIGIBLE
