"""Names of cases: the same policy, measure and record have the same name in every run."""

from __future__ import annotations

from hashlib import sha256

from duixian.language.outcome import Outcome


def case_id(outcome: Outcome) -> str:
    """Sixteen hexadecimal digits that name a case, whatever the day and the version it is decided by."""
    record, year = outcome.record, outcome.year if outcome.year is not None else ""
    name = "\n".join((outcome.policy.id, outcome.measure.name, record.table, str(record.key), str(year)))
    return sha256(name.encode()).hexdigest()[:16]
