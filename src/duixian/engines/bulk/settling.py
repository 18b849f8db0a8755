"""Which cases settlement has to look at: those that no condition refuses, and those paid for already."""

from __future__ import annotations

from duixian.engines.bulk.cases import Cases, Day, by_matter
from duixian.language.facts import Facts
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, MATTER_NUMBER


def settles(cases: Cases | None, facts: Facts, day: Day) -> list[int]:
    """Rows of the cases that a quota, limit, group, budget or payment may touch, or that may be due money."""
    if cases is None:
        return []
    space, open_ = cases.space, cases.truth.value.open()
    paid = paid_matters(facts, cases.measure.name)
    if paid:
        open_ = open_ | ~by_matter(cases.scope, cases.measure, day, paid).is_null()
    rows: list[int] = space.rows_where(open_).tolist()
    return rows


def paid_matters(facts: Facts, measure: str) -> dict[str, int]:
    """The matter numbers of a measure that something was paid for, under whatever policy."""
    table = facts.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
    rows = facts.rows(table.name) if table is not None else []
    return {str(row.values.get(MATTER_NUMBER)): 1 for row in rows if row.values.get(BENEFIT) == measure}
