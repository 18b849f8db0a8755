"""Claims made and payments already made, as facts: found by measure and matter number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, CLAIMED_ON, MATTER_NUMBER, POLICY


class Claims:
    """When a case was first claimed: ``dates`` by measure and matter number."""

    def __init__(self, dates: Mapping[tuple[str, str], date]) -> None:
        self._dates = dates

    @classmethod
    def made(cls, facts: Facts) -> Claims:
        """All claims that the facts hold."""
        table = facts.vocabulary.with_purpose(Purpose.CLAIMS)
        dates: dict[tuple[str, str], date] = {}
        for row in facts.rows(table.name) if table is not None else []:
            claimed = row.values.get(CLAIMED_ON)
            key = (str(row.values.get(BENEFIT)), str(row.values.get(MATTER_NUMBER)))
            if isinstance(claimed, date) and claimed <= dates.get(key, claimed):
                dates[key] = claimed
        return cls(dates)

    def date_of(self, measure: str, matter: str, as_of: date) -> date | None:
        """The first claim not later than the decision's day, or None when nobody has claimed."""
        claimed = self._dates.get((measure, matter)) if self._dates else None
        return claimed if claimed is not None and claimed <= as_of else None


class PriorPayments:
    """Payments already made, by measure and by the case they were made for. ``table``: where they stand, None where
    there is no such table."""

    def __init__(self, table: str | None, rows: Iterable[Record]) -> None:
        self.table = table
        self._by_measure: dict[tuple[Any, Any], list[Record]] = {}
        self._by_matter: dict[tuple[Any, Any, str], list[Record]] = {}
        for row in rows:
            measure = row.values.get(POLICY), row.values.get(BENEFIT)
            self._by_measure.setdefault(measure, []).append(row)
            self._by_matter.setdefault((*measure, str(row.values.get(MATTER_NUMBER))), []).append(row)

    @classmethod
    def made(cls, facts: Facts) -> PriorPayments:
        """All payments that the facts hold."""
        table = facts.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
        return cls(None, ()) if table is None else cls(table.name, facts.rows(table.name))

    @property
    def none(self) -> bool:
        """Whether no payment at all is known."""
        return not self._by_matter

    def of(self, policy: Policy, measure: Measure) -> list[Record]:
        """Payments under this measure, by the policy's title or id."""
        return [row for name in names_of(policy) for row in self._by_measure.get((name, measure.name), ())]

    def for_case(self, policy: Policy, measure: str, matter: str) -> list[Record]:
        """Payments for one case of a measure."""
        if self.none:
            return []
        return [row for name in names_of(policy) for row in self._by_matter.get((name, measure, matter), ())]


def names_of(policy: Policy) -> tuple[str, ...]:
    """What a payment may call a policy: its title or its id."""
    return tuple(dict.fromkeys((policy.title.zh, policy.id)))
