"""The passes in their order, and what is left at their end."""

from __future__ import annotations

from dataclasses import replace

from duixian.engines.single.claims import AMOUNT, MATTER_NUMBER, Claims
from duixian.engines.single.compiler import Unit
from duixian.engines.single.settle.budgets import by_budget
from duixian.engines.single.settle.docket import Case, Docket, opened
from duixian.engines.single.settle.groups import by_group
from duixian.engines.single.settle.limits import by_cap, by_count
from duixian.engines.single.settle.quotas import by_quota
from duixian.language.facts import Facts
from duixian.language.outcome import (
    Effect,
    EffectKind,
    EffectResult,
    Instalment,
    InstalmentState,
    Outcome,
    Reference,
    Verdict,
)
from duixian.language.rule import MeasureKind, Prepayment

PASSES = (by_quota, by_count, by_group, by_cap, by_budget)
"""The whole order of settlement."""

_PAYABLE = (InstalmentState.DUE, InstalmentState.SCHEDULED)


def settle(outcomes: list[Outcome], units: dict[str, Unit], facts: Facts, claims: Claims) -> None:
    """Let the passes speak, then cut the instalments to what is left and give each case its verdict."""
    for outcome in outcomes:
        outcome.payable = _granted(outcome) - outcome.recovery if outcome.open else 0
    docket = opened(outcomes, units, facts, claims)
    for one_pass in PASSES:
        one_pass(docket)
    for case in docket.cases:
        if case.outcome.open:
            _cut(case.outcome)
        _paid(docket, case)
        case.outcome.verdict = _verdict(case)


def _granted(outcome: Outcome) -> int:
    return sum(i.amount for i in outcome.instalments if i.state in _PAYABLE)


def _cut(outcome: Outcome) -> None:
    """Take what was lost off the instalments, the last ones first."""
    excess = _granted(outcome) - max(0, outcome.payable + outcome.recovery)
    if excess <= 0:
        return
    kept = []
    for instalment in reversed(outcome.instalments):
        taken = 0
        if instalment.state in _PAYABLE and instalment.amount > 0:
            taken = min(excess, instalment.amount)
            excess -= taken
        kept.append(_lowered(instalment, taken))
    outcome.instalments = tuple(reversed(kept))


def _lowered(instalment: Instalment, fen: int) -> Instalment:
    return instalment if not fen else replace(instalment, amount=instalment.amount - fen)


def _paid(docket: Docket, case: Case) -> None:
    """Payments already made for this very case are deducted; it stays eligible. What was paid above is recovered."""
    outcome = case.outcome
    rows = [
        row
        for row in docket.priors.of(outcome.policy, outcome.measure)
        if str(row.values.get(MATTER_NUMBER)) == case.matter[1]
    ]
    outcome.paid = sum(row.values.get(AMOUNT) or 0 for row in rows)
    if not outcome.paid or not (outcome.open or _prepaid_in_vain(outcome)):
        return
    before = outcome.payable
    outcome.payable = max(0, before - outcome.paid)
    outcome.recovery += max(0, outcome.paid - before)
    because = tuple(
        Reference(outcome.policy.id, outcome.measure.name, str(r.key), r.values.get(AMOUNT) or 0)
        for r in rows
    )
    source = outcome.measure.source
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
    touched = any(e.kind in (EffectKind.PAID, EffectKind.HOLD) for e in outcome.effects)
    return Verdict.ELIGIBLE if outcome.payable or touched else Verdict.INELIGIBLE
