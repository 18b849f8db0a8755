"""What cases are held against: promised, else decided last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.decisions.store.lookup import files_of
from duixian.decisions.store.models import Decision, Difference, Entitlement, Run
from duixian.decisions.store.states import DifferenceState


@dataclass(frozen=True)
class Baseline:
    """``worth``: fen by case; ``old``: the id of the decision that said so; ``run``: the last run, whose files hold
    every case that it refused."""

    policies: Sequence[str]
    worth: Mapping[str, int]
    old: Mapping[str, int]
    entitlements: Mapping[str, Entitlement]
    run: Run

    def refused_then(self, cases: Mapping[str, tuple[str, str]]) -> set[str]:
        """Of some cases (by id: policy and measure) those that the last run had."""
        wanted = set(cases.values())
        files = [f for f in files_of(self.run) if (f.policy.id, f.measure.name) in wanted]
        names = {file.name_of(*case) for file in files for case in file.cases()}
        return names & set(cases)


def baseline_of(authority: Authority, policies: Sequence[str], run: Run) -> Baseline:
    """The baseline of some policies' cases in an authority."""
    decided = (
        Decision.objects.filter(authority=authority, policy__in=policies, entitled_fen__isnull=False)
        .filter(version__approved_by__isnull=False)
        .exclude(pk__in=_unreviewed(authority, policies))
        .order_by("case_id", "-known_at", "-place")
        .distinct("case_id")
        .values_list("case_id", "entitled_fen", "pk")
    )
    worth, old = {}, {}
    for case, fen, pk in decided:
        worth[case], old[case] = fen or 0, pk
    granted = Entitlement.objects.filter(authority=authority, policy__in=policies)
    entitlements = {one.case_id: one for one in granted}
    for case, one in entitlements.items():
        worth[case], old[case] = one.amount_fen, one.decision_id
    return Baseline(policies, worth, old, entitlements, run)


def _unreviewed(authority: Authority, policies: Sequence[str]) -> list[int]:
    """Decisions that an open or dismissed line speaks of: nobody stands by them."""
    lines = Difference.objects.filter(authority=authority, policy__in=policies, new__isnull=False)
    return list(lines.exclude(state=DifferenceState.CONFIRMED).values_list("new_id", flat=True))
