"""The facts known on a day, with the look-ups that every case needs; made once, used for many decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from duixian.engines.single.claims import Claims, PriorPayments
from duixian.engines.single.run import Today, today
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.vocabulary import Purpose


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
    return Snapshot(known, as_of, Claims.made(known), PriorPayments.made(known))


def snapshot_beside(
    known: Facts, as_of: date, claims: Mapping[tuple[str, str], date], payments: Iterable[Record]
) -> Snapshot:
    """What was known on a day (``known``: the facts of that day), of claims and payments only those that bear on the
    cases in hand."""
    table = known.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
    priors = PriorPayments(None if table is None else table.name, payments)
    return Snapshot(known, as_of, Claims(claims), priors)
