"""Lists of people that are too long for one request: checked and filed by jobs, a piece at a time.

How far a job is stands with the list, so that a page can tell it. A job that was killed goes on where it was: what a
piece filed and how far the list is are kept together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import transaction

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account
from duixian.casework.content import BankAccount
from duixian.casework.models.filing import Roster, RosterState
from duixian.casework.rosters import Fault, as_json, faults_of, file_row, open_one, rows_of
from duixian.casework.standing import require_standing

CHECKED_AT_ONCE, FILED_AT_ONCE = 500, 40
"""Rows that are checked, and rows that are filed, while somebody waits for the page."""
_CHECKED, _FILED = 500, 20
"""Rows of one piece."""


def check(roster: Roster) -> None:
    """Check the rows of a list that is waiting for it; begun again it starts from the first. Nothing is filed."""
    row = _fresh(roster)
    if row.state != RosterState.CHECKING:
        return
    table = row.version.loaded().vocabulary.tables[row.version.loaded().measures[row.measure].table]
    claimant = row.claimant_table, row.claimant_key
    rows, faults = rows_of(row), list[Fault]()
    for first in range(0, len(rows), _CHECKED):
        piece = rows[first : first + _CHECKED]
        faults += faults_of(row.version, table, claimant, piece)
        Roster.objects.filter(pk=row.pk).update(done=first + len(piece))
    still = Roster.objects.filter(pk=row.pk, state=RosterState.CHECKING)
    still.update(faults=[as_json(one) for one in faults], state=RosterState.READY, done=0)


@transaction.atomic
def order_filing(roster: Roster, account: Account, pay_to: BankAccount = BankAccount()) -> Roster:  # noqa: B008
    """Somebody orders that a checked list be filed. Raises NotYours, NotPossible (submitted, or in hand)."""
    row = open_one(roster)
    vocabulary = row.version.loaded().vocabulary
    require_standing(account, row.authority, row.claimant_table, row.claimant_key, vocabulary)
    account_given = [pay_to.holder, pay_to.number, pay_to.bank]
    row.pay_to = sealing.seal(json.dumps(account_given, ensure_ascii=False))
    row.state, row.filer, row.done = RosterState.FILING, account, 0
    row.save(update_fields=["pay_to", "state", "filer", "done"])
    return row


def file_all(roster: Roster) -> None:
    """File the good rows of a list that was ordered to be; a row that cannot be filed holds up no other."""
    row = _fresh(roster)
    if row.state != RosterState.FILING or row.filer is None:
        return
    pay_to = BankAccount(*json.loads(sealing.unseal(bytes(row.pay_to))))
    rows = rows_of(row)
    for first in range(row.done, len(rows), _FILED):
        _file_piece(row, rows[first : first + _FILED], pay_to)
    Roster.objects.filter(pk=row.pk).update(
        state=RosterState.READY, submitted_at=clock.now(), done=0, pay_to=b""
    )


@transaction.atomic
def _file_piece(roster: Roster, piece: Sequence[tuple[int, dict[str, str]]], pay_to: BankAccount) -> None:
    """The rows of a piece, and how far the list is with them."""
    row = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if row.done >= piece[-1][0]:
        return
    assert roster.filer is not None
    bad = {fault["row"] for fault in row.faults}
    done = [file_row(roster, roster.filer, n, cells, pay_to) for n, cells in piece if n not in bad]
    row.faults = [*row.faults, *(as_json(one) for one in done if isinstance(one, Fault))]
    row.done = piece[-1][0]
    row.save(update_fields=["faults", "done"])


def _fresh(roster: Roster) -> Roster:
    return Roster.objects.select_related("version", "authority", "filer").get(pk=roster.pk)
