"""Which versions of which policies everybody may read: those that two persons have set in force, then or now."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.states import VersionState

SHOWN = 12
"""Signs of a version's hash that name it in an address."""


def published() -> QuerySet[PolicyVersion]:
    """Every version that is or was in force, without its files, the latest first."""
    found = PolicyVersion.objects.filter(approved_by__isnull=False, approved_at__isnull=False)
    return (
        found.select_related("authority", "published_by", "approved_by")
        .defer("archive")
        .order_by("-approved_at", "-pk")
    )


def in_force() -> list[PolicyVersion]:
    """The version in force of every policy of every authority, by title."""
    latest: dict[tuple[int, str], PolicyVersion] = {}
    for version in published().filter(state=VersionState.IN_FORCE):
        latest.setdefault((version.authority_id, version.policy), version)
    return sorted(latest.values(), key=lambda version: (version.title, version.pk))


def of_policy(policy: str) -> list[PolicyVersion]:
    """Every published version of a policy, the latest first. Raises Http404 where there is none."""
    found = list(published().filter(policy=policy))
    if not found:
        raise Http404(policy)
    return found


def present(policy: str) -> PolicyVersion:
    """The version in force; the last one that was where none is. Raises Http404."""
    found = of_policy(policy)
    return next((version for version in found if version.state == VersionState.IN_FORCE), found[0])


def named(policy: str, version: str) -> PolicyVersion:
    """The version whose hash begins so. Raises Http404."""
    for one in of_policy(policy):
        if len(version) >= SHOWN and one.version.startswith(version):
            return one
    raise Http404(version)
