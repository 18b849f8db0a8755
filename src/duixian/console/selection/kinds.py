"""Which selections and contests the policies in force know."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.casework.selection.cycles import due
from duixian.casework.selection.finding import all_contest_terms, all_terms
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force

_PARTED = "|"


def selections(authority: Authority) -> list[tuple[str, str]]:
    """Choices of a form: the version and the name, and the name for people."""
    return [
        (f"{version.pk}{_PARTED}{name}", name)
        for version in _latest(authority)
        for name in all_terms(version)
    ]


def contests(authority: Authority) -> list[tuple[str, str]]:
    """Likewise for contests."""
    return [
        (f"{version.pk}{_PARTED}{name}", name)
        for version in _latest(authority)
        for name in all_contest_terms(version)
    ]


def chosen(authority: Authority, choice: str) -> tuple[PolicyVersion, str]:
    """What a choice stands for."""
    number, _parted, name = choice.partition(_PARTED)
    return PolicyVersion.objects.get(pk=int(number), authority=authority), name


def due_cycles(authority: Authority) -> list[tuple[str, int]]:
    """Assessments whose time has come: the name, and of how many."""
    found = [
        (name, len(due(authority, version, name)))
        for version in _latest(authority)
        for name, terms in all_terms(version).items()
        if terms.every_months
    ]
    return [(name, count) for name, count in found if count]


def _latest(authority: Authority) -> list[PolicyVersion]:
    """The latest version in force of each policy."""
    return list({version.policy: version for version in in_force(authority)}.values())
