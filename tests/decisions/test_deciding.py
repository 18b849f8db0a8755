"""Deciding depends on the facts alone: not on the order of rows, nor on what else is in the registry."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from duixian.decisions.deciding import decide
from duixian.decisions.document import decision_document
from duixian.language.facts import Facts
from duixian.policybook import load_policy
from duixian.policybook.examples import read_examples
from duixian.policybook.scenes import example_facts
from tests.decisions.cases import folders


def _bytes(policy_folder: Path, seed: int | None) -> list[str]:
    policy = load_policy(policy_folder).policy
    documents = []
    for example in read_examples(policy_folder, policy.vocabulary)[:40]:
        facts = example_facts(example.facts, policy.vocabulary)
        if seed is not None:
            shuffled = {t: random.Random(seed).sample(rows, len(rows)) for t, rows in facts.tables.items()}
            facts = Facts(facts.vocabulary, shuffled, facts.supplied)
        outcomes = decide([policy], facts, example.as_of)
        documents.append(json.dumps([decision_document(o) for o in outcomes], ensure_ascii=False))
    return documents


@pytest.mark.parametrize("folder", folders(), ids=lambda f: f.name)
def test_the_order_of_rows_does_not_change_a_byte(folder: Path) -> None:
    assert _bytes(folder, None) == _bytes(folder, 7)


def test_two_policies_are_decided_together_as_each_alone() -> None:
    first, second = (load_policy(folder).policy for folder in folders()[1:3])
    example = read_examples(folders()[2], second.vocabulary)[0]
    facts = example_facts(example.facts, second.vocabulary)
    together = decide([first, second], facts, example.as_of)
    alone = decide([second], facts, example.as_of)
    assert [o.verdict for o in together if o.policy.id == second.id] == [o.verdict for o in alone]
