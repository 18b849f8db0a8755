"""Names of cases: the same policy, measure and record have the same name in every run."""

from __future__ import annotations

from hashlib import sha256

from duixian.language.outcome import Outcome
from duixian.language.record import Record


def case_id(outcome: Outcome) -> str:
    """Sixteen hexadecimal digits that name a case, whatever the day and the version it is decided by."""
    return name_of_case(outcome.policy.id, outcome.measure.name, outcome.record, outcome.year)


def name_of_case(policy: str, measure: str, record: Record, year: int | None) -> str:
    """``case_id`` of a case that has not been decided."""
    name = "\n".join((policy, measure, record.table, str(record.key), str(year if year is not None else "")))
    return sha256(name.encode()).hexdigest()[:16]
