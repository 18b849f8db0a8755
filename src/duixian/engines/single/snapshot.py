"""The facts known on a day, with the look-ups that every case needs; made once, used for many decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from duixian.engines.single.claims import Claims, PriorPayments
from duixian.engines.single.run import Today, today
from duixian.language.facts import Facts


@dataclass(frozen=True)
class Snapshot:
    """``facts`` hold only what had begun by ``as_of``. ``paid_under``: payments by limit, and ``memo``:
    what the policies' terms came to, both filled when first asked."""

    facts: Facts
    as_of: date
    claims: Claims
    priors: PriorPayments
    paid_under: dict[Any, Any] = field(default_factory=dict)
    memo: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def today(self) -> Today:
        """The day, marked as the day of the decision."""
        return today(self.as_of)


def snapshot(facts: Facts, as_of: date) -> Snapshot:
    """What was known on a day."""
    known = facts.known_on(as_of)
    return Snapshot(known, as_of, Claims(known), PriorPayments(known))
