"""Runs a policy's examples: each is decided under its own options, and compared with what it expects.

``python -m duixian.decisions.examples FOLDER`` prints what differs; exit code 1 when something does.
"""

from __future__ import annotations

import sys
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duixian.decisions.comparing import differences, target_differences
from duixian.decisions.deciding import decide, with_catalogues
from duixian.engines.single.targets import targets_reached
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.problems import PolicyError
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, CLAIM_NUMBER, CLAIMED_ON, MATTER_NUMBER
from duixian.policybook import Choice, load_policy
from duixian.policybook.examples import Example, read_examples
from duixian.policybook.scenes import example_facts
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """An example and what differs from its expectations; nothing when it holds."""

    example: Example
    failures: tuple[Text, ...]

    @property
    def holds(self) -> bool:
        """Whether every expectation was met."""
        return not self.failures


@dataclass(frozen=True)
class Examples:
    """A policy's examples, in the order in which they are run when iterated. ``base``: the policy as it stands."""

    folder: Path
    base: Policy
    ordered: tuple[Example, ...]

    def __len__(self) -> int:
        return len(self.ordered)

    def __iter__(self) -> Iterator[ExampleResult]:
        policies: dict[str, Policy] = {}
        for example in self.ordered:
            policy = _under(self.folder, example.choices, policies) if example.choices else self.base
            yield ExampleResult(example, tuple(run_example(policy, example)))


def examples_of(folder: Path, first: Container[str] = ()) -> Examples:
    """The examples of a policy's folder, those about the measures in ``first`` before all others. Raises PolicyError
    when the policy does not load."""
    base = load_policy(folder).policy
    found = read_examples(folder, base.vocabulary)
    return Examples(folder, base, tuple(sorted(found, key=lambda one: not is_about(one, first))))


def is_about(example: Example, measures: Container[str]) -> bool:
    """Whether an example expects something of one of the measures."""
    return any(expected.measure in measures for expected in example.expectations)


def run_examples(folder: Path) -> Iterator[ExampleResult]:
    """The results of a policy's examples in their order. Raises PolicyError when the policy does not load."""
    return iter(examples_of(folder))


def _under(folder: Path, choices: Mapping[str, Choice], policies: dict[str, Policy]) -> Policy:
    name = repr(sorted((k, c.option, sorted(c.parameters.items())) for k, c in choices.items()))
    if name not in policies:
        policies[name] = load_policy(folder, choices=choices).policy
    return policies[name]


def run_example(policy: Policy, example: Example) -> Iterator[Text]:
    """What differs from the expectations of one example."""
    facts, outcomes = decided(policy, example)
    for expectation in example.expectations:
        if expectation.target is None:
            yield from differences(policy, outcomes, expectation)
    about_targets = [e for e in example.expectations if e.target is not None]
    if about_targets:
        found = list(targets_reached(policy, with_catalogues([policy], facts), example.as_of))
        for expectation in about_targets:
            yield from target_differences(found, expectation)


def decided(policy: Policy, example: Example) -> tuple[Facts, list[Outcome]]:
    """An example's facts, with its claim laid in, and every decision that comes of them."""
    facts = example_facts(example.facts, policy.vocabulary)
    if example.claimed_on is not None:
        facts = _claimed(policy, facts, example.claimed_on)
    return facts, decide([policy], facts, example.as_of)


def _claimed(policy: Policy, facts: Facts, claimed_on: date) -> Facts:
    """The facts with every case of the policy claimed on a day."""
    table = facts.vocabulary.with_purpose(Purpose.CLAIMS)
    if table is None:
        return facts
    rows = list(facts.rows(table.name))
    for measure in policy.measures.values():
        for record in facts.rows(measure.table):
            for matter in _matters(policy, record, measure.yearly):
                key = f"{measure.name}/{matter}"
                values = {
                    CLAIM_NUMBER: key,
                    BENEFIT: measure.name,
                    MATTER_NUMBER: matter,
                    CLAIMED_ON: claimed_on,
                }
                rows.append(Record(table.name, key, values))
    return Facts(facts.vocabulary, {**facts.tables, table.name: rows}, facts.supplied)


def _matters(policy: Policy, record: Record, yearly: bool) -> list[str]:
    if not yearly:
        return [str(record.key)]
    window = policy.window
    last = window.end.year if window.end is not None else window.start.year + 10
    return [f"{record.key}/{year}" for year in range(window.start.year, last + 1)]


def main(arguments: list[str]) -> int:
    """Print what differs in the examples of a policy's folder."""
    try:
        results = list(run_examples(Path(arguments[0])))
    except PolicyError as error:
        print(error.render("zh"))
        return 1
    for result in results:
        if not result.holds:
            print(f"✗ {result.example.spot}  {result.example.name.zh}")
            for failure in result.failures:
                print(f"    {failure.zh}")
    failed = sum(not result.holds for result in results)
    print(f"{len(results)} 例，{failed} 例不符")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
