"""One generated case: policies, a registry and a day; and whether two engines decide it alike, to the byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from duixian.decisions.deciding import with_catalogues
from duixian.engines.bulk.deciding import decide
from duixian.engines.single.engine import Engine
from duixian.language.facts import Facts
from duixian.language.rule import Policy
from duixian.values.bilingual import DuixianError
from tests.agreement.grammar.documents import Draft, drafts
from tests.agreement.grammar.registries import Weather, registry, weather
from tests.agreement.reference import Lent, written

AS_OF = tuple(date.fromisoformat(d) for d in ("2022-02-28", "2022-12-31", "2023-06-30", "2024-02-29"))


@dataclass
class Case:
    """What is decided. ``loaded``: the policies of the drafts."""

    drafts: list[Draft]
    facts: Facts
    as_of: date
    policies: list[Policy] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The case as people read it."""
        rows = [
            f"{name} {row.key}: {row.values}" for name, table in self.facts.tables.items() for row in table
        ]
        policies = [draft.text() for draft in self.drafts]
        return "\n".join([*policies, f"as of {self.as_of}", *rows])


@dataclass(frozen=True)
class Answer:
    """Decisions as they are stored, or how the engine refused. ``lent``: measures that the bulk engine gave back."""

    decisions: tuple[str, ...] = ()
    refusal: str = ""
    lent: tuple[str, ...] = ()


def loaded(found: Sequence[Draft]) -> list[Policy]:
    """The drafts as policies, through their folders. Raises PolicyError."""
    with TemporaryDirectory() as folder:
        return [draft.load(Path(folder)) for draft in found]


def case_of(dice: Random, sky: Weather | None = None) -> Case:
    """One case."""
    found = drafts(dice)
    policies = loaded(found)
    facts = registry(dice, policies[0].vocabulary, sky or weather(dice))
    return Case(found, with_catalogues(policies, facts), dice.choice(AS_OF), policies)


def by_reference(case: Case) -> Answer:
    """What the reference engine says."""
    return _answer(lambda: Answer(tuple(written(Engine(case.policies).decide(case.facts, case.as_of)))))


def by_bulk(case: Case) -> Answer:
    """What the bulk engine says."""

    def decided() -> Answer:
        lent = Lent(case.policies, case.facts, case.as_of)
        found = decide(case.policies, case.facts, case.as_of, lent)
        return Answer(tuple(written(found)), "", tuple(found.not_in_columns.values()))

    return _answer(decided)


def _answer(decided: Callable[[], Answer]) -> Answer:
    try:
        return decided()
    except DuixianError as error:
        return Answer(refusal=f"{type(error).__name__}: {error}")


def agree(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same bytes, or the same refusal."""
    return (one.decisions, one.refusal) == (other.decisions, other.refusal)


def verdicts(answer: Answer) -> Counter[Any]:
    """How many decisions of each kind."""
    import json

    return Counter(json.loads(text)["verdict"] for text in answer.decisions)
