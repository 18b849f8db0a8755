"""Two versions of a policy side by side: what changed in the words, in the rules, in the amounts."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.decisions.store.models import PolicyVersion
from duixian.engines.prose.changes import Comparison, changes_between
from duixian.public.policies.versions import named, of_policy

_KEPT = 32


@require_safe
def compare(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """``?old=`` and ``?new=`` name two versions; without them the last two."""
    policy = f"{office}/{name}"
    versions = of_policy(policy)
    old, new = _asked(request, policy, versions)
    context = {
        "office": office,
        "name": name,
        "versions": versions,
        "old": old,
        "new": new,
        "changes": _comparison(_Held(old), _Held(new)) if old.pk != new.pk else None,
    }
    return render(request, "public/policies/compare.html", context)


def _asked(
    request: HttpRequest, policy: str, versions: list[PolicyVersion]
) -> tuple[PolicyVersion, PolicyVersion]:
    old, new = request.GET.get("old"), request.GET.get("new")
    return (
        named(policy, old) if old else versions[min(1, len(versions) - 1)],
        named(policy, new) if new else versions[0],
    )


class _Held:
    """A version as a key: the same row is the same version for good."""

    def __init__(self, version: PolicyVersion) -> None:
        self.version = version

    def __hash__(self) -> int:
        return hash(self._key())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self._key() == other._key()

    def _key(self) -> tuple[int, str, str]:
        return self.version.pk, self.version.archive_sha256, self.version.version


@lru_cache(maxsize=_KEPT)
def _comparison(old: _Held, new: _Held) -> Comparison:
    return changes_between(old.version.loaded(), new.version.loaded())
