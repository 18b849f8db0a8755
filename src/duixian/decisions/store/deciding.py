"""The verbs of deciding: the registry, one case, or facts that nobody has stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from duixian.authorities.models import Account, Authority
from duixian.decisions.store.checking import check
from duixian.decisions.store.models import PolicyVersion, Run
from duixian.decisions.store.running import carry_out, order
from duixian.decisions.store.single import decide_case

__all__ = ["check", "decide_case", "decide_registry"]


def decide_registry(
    authority: Authority,
    versions: Sequence[PolicyVersion],
    as_of: date,
    *,
    known_at: datetime | None = None,
    actor: Account | None = None,
) -> Run:
    """Versions decided together over the registry as known at a moment (now, where none is said). Every case lies in
    the run's files; those that hold or are open are rows as well."""
    return carry_out(order(authority, versions, as_of, known_at=known_at, actor=actor), actor)
