"""Policies as pages read them: a version's rules, loaded once in a process; its files are large and never change."""

from __future__ import annotations

from functools import lru_cache

from duixian.decisions.store.models import PolicyVersion
from duixian.language.rule import Measure, Policy
from duixian.values.bilingual import Text


@lru_cache(maxsize=64)
def _loaded(pk: int, version: str) -> Policy:
    return PolicyVersion.objects.get(pk=pk, version=version).loaded()


def policy_of(version: PolicyVersion) -> Policy:
    """The policy of a version."""
    return _loaded(version.pk, version.version)


def measure_of(version: PolicyVersion, name: str) -> Measure:
    """A measure of a version. Raises KeyError."""
    return policy_of(version).measures[name]


def title_of(version: PolicyVersion, measure: str) -> Text:
    """A measure's name for people."""
    return measure_of(version, measure).source.name
