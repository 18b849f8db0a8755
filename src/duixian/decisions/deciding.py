"""Policies and facts brought together: catalogues laid over the registry, the engine asked, one order kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from duixian.engines.single.engine import Engine, Progress
from duixian.language.columns.lazy import FactsOfColumns
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.record import Record
from duixian.language.rule import Policy
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.vocabulary import catalogue_records


def vocabulary_of(policies: Iterable[Policy]) -> Vocabulary:
    """The vocabulary that several policies share: each one's own tables and categories laid together."""
    merged: Vocabulary | None = None
    for policy in policies:
        vocabulary = policy.vocabulary
        merged = vocabulary if merged is None else merged.extended(vocabulary.tables, vocabulary.categories)
    if merged is None:
        raise ValueError("no policy was given")
    return merged


def with_catalogues(policies: Sequence[Policy], facts: Facts) -> Facts:
    """The registry's facts together with the catalogues that ship with the policies."""
    if isinstance(facts, FactsOfColumns) and facts.vocabulary == vocabulary_of(policies):
        return facts  # what was read in columns holds the catalogues of its vocabulary; its records are made on demand
    tables: dict[str, list[Record]] = {}
    for policy in policies:
        tables.update(_catalogues_of(policy))
    return facts.beside(vocabulary_of(policies), tables)


def decide(
    policies: Sequence[Policy], facts: Facts, as_of: date, progress: Progress | None = None
) -> list[Outcome]:
    """Every case of the policies on a day, in the order of policy, measure, event and record."""
    return engine_of(policies).decide(with_catalogues(policies, facts), as_of, progress=progress)


_CATALOGUES: dict[tuple[str, str], Mapping[str, list[Record]]] = {}


def _catalogues_of(policy: Policy) -> Mapping[str, list[Record]]:
    """The rows that travel with a version, read once and in their order."""
    name = policy.id, policy.version
    found = _CATALOGUES.get(name)
    if found is None:
        if len(_CATALOGUES) >= _KEPT:
            del _CATALOGUES[next(iter(_CATALOGUES))]
        found = _CATALOGUES[name] = Facts(policy.vocabulary, catalogue_records(policy)).tables
    return found


_ENGINES: dict[tuple[tuple[str, str], ...], Engine] = {}
_KEPT = 32


def engine_of(policies: Sequence[Policy]) -> Engine:
    """The engine of these policies, compiled once for each version (a version names wording, rules and options)."""
    key = tuple((policy.id, policy.version) for policy in policies)
    engine = _ENGINES.get(key)
    if engine is None:
        if len(_ENGINES) >= _KEPT:
            del _ENGINES[next(iter(_ENGINES))]
        engine = _ENGINES[key] = Engine(policies)
    return engine
