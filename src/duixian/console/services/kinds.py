"""Which services and referrals the policies in force know. What they are called stands in the policies alone."""

from __future__ import annotations

from collections.abc import Iterator

from duixian.authorities.models import Authority
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.queries import in_force
from duixian.language.rule import Measure, MeasureKind

Kind = tuple[PolicyVersion, Measure]
_PARTED = "|"


def services(authority: Authority) -> list[Kind]:
    """Services of which everybody who is entitled gets one in a year."""
    return [(version, one) for version, one in _measures(authority, MeasureKind.SERVICE) if one.yearly]


def referrals(authority: Authority) -> list[Kind]:
    """Requests that the rule sends to another department."""
    return list(_measures(authority, MeasureKind.REFERRAL))


def code_of(kind: Kind) -> str:
    """How a form names it."""
    return f"{kind[0].pk}{_PARTED}{kind[1].name}"


def chosen(kinds: list[Kind], code: str) -> Kind | None:
    """The one a form names."""
    return next((kind for kind in kinds if code_of(kind) == code), None)


def _measures(authority: Authority, kind: MeasureKind) -> Iterator[Kind]:
    latest = {version.policy: version for version in in_force(authority)}
    for version in latest.values():
        yield from ((version, one) for one in version.loaded().measures.values() if one.kind is kind)
