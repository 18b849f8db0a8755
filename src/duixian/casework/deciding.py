"""The decision a case rests on: made and kept by ``decisions`` for the case's own record."""

from __future__ import annotations

from typing import Any

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.casework.content import unsealed
from duixian.casework.models.case import Case
from duixian.casework.precheck import precheck
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Decision
from duixian.decisions.store.single import decide_case


def decide(row: Case, officer: Account | None) -> Decision | None:
    """Decide a locked case now and keep it as the case's decision; None when the registry does not hold its record."""
    found = decided_now(row, officer)
    if found is not None:
        row.decision = found
    return found


def decided_now(row: Case, officer: Account | None) -> Decision | None:
    """A case's decision by what is known now; the case keeps the one it rests on."""
    made = decide_case(
        row.authority, row.version, row.measure, [(row.table, row.key)], clock.today(), actor=officer
    )
    return next((decision for decision in made if decision.case_id == row.case_id), None)


def document_now(row: Case, officer: Account | None) -> dict[str, Any]:
    """The document of the decision made now; of a claim whose facts nobody accepted, that of its precheck."""
    made = decide(row, officer)
    if made is not None:
        return document(made)
    return precheck(row.authority, row.version, row.measure, unsealed(row.claimed)).document
