"""When a case was first claimed, by measure and matter number."""

from __future__ import annotations

from datetime import date

import numpy as np

from duixian.language.columns import ColumnFacts, packed
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, CLAIMED_ON, MATTER_NUMBER


def claimed_days(facts: ColumnFacts, as_of: date) -> dict[str, dict[str, int]]:
    """By measure and matter number the day of the first claim, packed, if it is not later than the decision's."""
    declared = facts.vocabulary.with_purpose(Purpose.CLAIMS)
    if declared is None or not facts.table(declared.name).size:
        return {}
    table = facts.table(declared.name)
    day, benefit, matter = (table.cells(name) for name in (CLAIMED_ON, BENEFIT, MATTER_NUMBER))
    told = day.values <= packed(as_of)
    for cells in (day, benefit, matter):
        told &= True if cells.known is None else cells.known
    rows = np.flatnonzero(told)
    rows = rows[np.argsort(-day.values[rows], kind="stable")]
    # The latest first, so that the first one is what stands in the end.
    found: dict[str, dict[str, int]] = {}
    names, matters = list(benefit.texts or ()), list(matter.texts or ())
    for name, number, on in zip(
        benefit.values[rows].tolist(), matter.values[rows].tolist(), day.values[rows].tolist(), strict=True
    ):
        found.setdefault(names[name], {})[matters[number]] = on
    return found
