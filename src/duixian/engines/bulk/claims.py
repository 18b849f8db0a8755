"""When a case was first claimed, by measure and matter number."""

from __future__ import annotations

from datetime import date

from duixian.language.columns import packed
from duixian.language.facts import Facts
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, CLAIMED_ON, MATTER_NUMBER


def claimed_days(facts: Facts, as_of: date) -> dict[str, dict[str, int]]:
    """By measure and matter number the day of the first claim, packed, if it is not later than the decision's."""
    table = facts.vocabulary.with_purpose(Purpose.CLAIMS)
    found: dict[str, dict[str, int]] = {}
    for row in facts.rows(table.name) if table is not None else ():
        claimed = row.values.get(CLAIMED_ON)
        if isinstance(claimed, date):
            matters = found.setdefault(str(row.values.get(BENEFIT)), {})
            matter = str(row.values.get(MATTER_NUMBER))
            matters[matter] = min(packed(claimed), matters.get(matter, packed(claimed)))
    last = packed(as_of)
    return {measure: {m: day for m, day in days.items() if day <= last} for measure, days in found.items()}
