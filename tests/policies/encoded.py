"""What the tests of encoded policies share: their examples, and what lacks an English name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from duixian.decisions.examples import run_examples
from duixian.language.rule import Measure, Policy, Source
from duixian.policybook.load import load_policy

ROOT = Path(__file__).parents[2]


def examples_in(folder: Path) -> list[dict[str, Any]]:
    """The examples of a policy's folder as written."""
    document = yaml.load((folder / "examples.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return list(document["例"])


def failed_examples(folder: Path) -> list[str]:
    """What differs from the expectations of a policy's examples."""
    return [f"{r.example.name.zh}: {text.en}" for r in run_examples(folder) for text in r.failures]


def options_without_example(folder: Path) -> list[str]:
    """Options of open questions that are neither in force nor chosen by an example."""
    records = load_policy(folder).policy.interpretations.values()
    chosen = [
        (id_, _option(choice)) for e in examples_in(folder) for id_, choice in e.get("解释", {}).items()
    ]
    shown = {*chosen, *((record.id, record.chosen) for record in records)}
    named = [(record.id, option.name.zh) for record in records for option in record.options]
    return [f"{id_} {option}" for id_, option in named if (id_, option) not in shown]


def _option(choice: Any) -> str:
    return str(choice if isinstance(choice, str) else choice["现行"])


def untranslated(policy: Policy) -> list[str]:
    """Names of conditions, measures, groups, questions and options that read the same in English."""
    sources = [s for m in policy.measures.values() for s in _sources(m)]
    sources += [d.source for d in policy.definitions.values()]
    sources += [c.source for d in policy.definitions.values() for c in d.conditions]
    sources += [g.source for g in policy.groups.values()]
    names = [s.name for s in sources]
    for record in policy.interpretations.values():
        names += [record.question, record.basis, *(option.name for option in record.options)]
    return [name.zh for name in names if not name.en or name.en == name.zh]


def _sources(measure: Measure) -> Iterator[Source]:
    yield measure.source
    for condition in measure.conditions:
        yield condition.source
        yield from (child.source for child in condition.alternatives)
    yield from (limit.source for limit in measure.limits)
    yield from (budget.source for budget in measure.budgets)
