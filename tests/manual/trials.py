"""What comes of a section: its policy loaded, its examples decided, its formulas worked out, its mistakes found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duixian.decisions.deciding import decide
from duixian.decisions.document import Json, decision_document
from duixian.decisions.examples import ExampleResult, decided, run_examples
from duixian.decisions.rendering import shown
from duixian.engines.single.targets import Reached, targets_reached
from duixian.language.problems import Problem
from duixian.language.rule import Policy
from duixian.policybook import Choice, load_policy
from duixian.policybook.examples import Example, read_examples
from duixian.policybook.scenes import example_facts
from tests.manual.chapters import Section
from tests.manual.folders import write_folder, write_formulas

FORMULA_DAY = "2022-12-31"
FORMULA_CASE = "H1"
ARROW = " ⇒ "


@dataclass(frozen=True)
class Formula:
    """An expression, the value that the manual states, and the value that came."""

    expression: str
    stated: str
    found: str


@dataclass(frozen=True)
class Trial:
    """A section's policy and its examples with what came of each."""

    policy: Policy
    warnings: tuple[Problem, ...]
    examples: tuple[Decided, ...]


@dataclass(frozen=True)
class Decided:
    """One example: as written, how its expectations fared, and the decisions and targets that came."""

    result: ExampleResult
    decisions: tuple[Json, ...]
    targets: tuple[Reached, ...]


def trial_of(section: Section, root: Path) -> Trial:
    """Load a section's policy and run its examples. Raises PolicyError when it does not load."""
    folder = write_folder(section, root / "manual" / "policy")
    loaded = load_policy(folder)
    found = [_decided(folder, loaded.policy, result) for result in run_examples(folder)]
    return Trial(loaded.policy, loaded.warnings, tuple(found))


def _decided(folder: Path, base: Policy, result: ExampleResult) -> Decided:
    example = result.example
    policy = _under(folder, base, example.choices)
    facts = example_facts(example.facts, policy.vocabulary)
    decisions = decisions_of(policy, example)
    return Decided(result, decisions, tuple(targets_reached(policy, facts, example.as_of)))


def _under(folder: Path, base: Policy, choices: Mapping[str, Choice]) -> Policy:
    return load_policy(folder, choices=choices).policy if choices else base


def decisions_of(policy: Policy, example: Example) -> tuple[Json, ...]:
    """The decisions of one example, as documents."""
    return tuple(decision_document(outcome) for outcome in decided(policy, example)[1])


def formulas_of(section: Section, root: Path) -> list[Formula]:
    """Every line of a section's formulas, worked out for the hiring H1 of its facts."""
    lines = [line for fence in section.fences("formulas") for line in fence.text.split("\n") if line.strip()]
    written = [tuple(part.strip() for part in line.split(ARROW)) for line in lines]
    expressions = [expression for expression, _ in written]
    folder = write_formulas(section, root / "manual" / "policy", expressions, FORMULA_DAY)
    policy = load_policy(folder).policy
    example = read_examples(folder, policy.vocabulary)[0]
    outcomes = decide([policy], example_facts(example.facts, policy.vocabulary), example.as_of)
    case = next(o for o in outcomes if str(o.record.key) == FORMULA_CASE)
    values = [shown(value, node.type, policy.vocabulary).zh for _, node, value in case.variables]
    return [Formula(e, stated, found) for (e, stated), found in zip(written, values, strict=True)]
