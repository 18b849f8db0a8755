"""Decisions of real policies to look at: every example of a policy, decided."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from duixian.decisions.examples import decided
from duixian.language.outcome import Outcome
from duixian.policybook import all_policies, load_policy
from duixian.policybook.examples import read_examples

OTHER_PLACES = Path(__file__).parents[1] / "policies" / "other_places"


@cache
def folders() -> tuple[Path, ...]:
    """The policies that ship, and those of other places."""
    return (*all_policies(), *sorted(p.parent for p in OTHER_PLACES.glob("*/policy.md")))


@cache
def outcomes_of(folder: Path) -> tuple[Outcome, ...]:
    """Every decision of a policy's examples under the options in force."""
    policy = load_policy(folder).policy
    examples = [e for e in read_examples(folder, policy.vocabulary) if not e.choices]
    return tuple(outcome for example in examples for outcome in decided(policy, example)[1])
