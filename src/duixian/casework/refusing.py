"""On what a refusal rests: the case decided now, and what an officer adds."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.authorities.models import Account
from duixian.casework.citing import Citing, reasons_of
from duixian.casework.deciding import document_now
from duixian.casework.models.case import Case


def citations_of(row: Case, officer: Account, given: Sequence[Citing] = ()) -> list[Citing]:
    """The citations of a refusal of a locked case. Raises RefusalWithoutClause."""
    return reasons_of(document_now(row, officer), row.version.loaded(), given)
