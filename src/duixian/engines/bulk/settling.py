"""Which cases settlement has to look at: those that no condition refuses, and those paid for already."""

from __future__ import annotations

import narwhals as nw

from duixian.engines.bulk import backend
from duixian.engines.bulk.cases import Cases, matter_column
from duixian.language.facts import Facts
from duixian.language.vocabulary import Purpose
from duixian.language.vocabulary.columns import BENEFIT, MATTER_NUMBER


def settles(cases: Cases | None, facts: Facts) -> list[int]:
    """Rows of the cases that a quota, limit, group, budget or payment may touch, or that may be due money."""
    if cases is None:
        return []
    space = cases.space
    open_ = cases.truth.value.fill_null(True)
    paid = paid_matters(facts, cases.measure.name)
    if paid:
        key, name = matter_column(cases.scope, cases.measure), space.name()
        space.frame = backend.looked_up(space.frame, name, key, paid)
        open_ = open_ | ~nw.col(name).is_null()
    kept = backend.kept_rows(space.frame, open_, (backend.ROW,))
    return [int(row) for row in kept[backend.ROW].to_list()]


def paid_matters(facts: Facts, measure: str) -> dict[str, int]:
    """The matter numbers of a measure that something was paid for, under whatever policy."""
    table = facts.vocabulary.with_purpose(Purpose.PRIOR_PAYMENTS)
    rows = facts.rows(table.name) if table is not None else []
    return {str(row.values.get(MATTER_NUMBER)): 1 for row in rows if row.values.get(BENEFIT) == measure}
