"""Differences that hold: what is due in addition is ordered, what was paid too much is demanded back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from duixian.authorities import roles
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.casework import approving, payees
from duixian.casework.budgeting import reserving
from duixian.casework.errors import SameOfficer
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, note
from duixian.casework.states import ENDED
from duixian.decisions.store import differences as decided
from duixian.decisions.store.lookup import document
from duixian.decisions.store.models import Difference, Entitlement
from duixian.decisions.store.states import DifferenceKind
from duixian.ledger import recoveries
from duixian.ledger.models import Recovery
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.values.bilingual import Text

_KINDS = {
    DifferenceKind.MORE: Text("补发", "paid in addition:"),
    DifferenceKind.LESS: Text("需追回", "to be paid back:"),
}


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one line: ``recoveries`` where money has to come back; what is due in addition stands among the
    entitlement's instalments, to be ordered by ``paying.order`` or ``paying.order_due``."""

    difference: Difference
    case: Case | None
    recoveries: tuple[Recovery, ...] = ()


def settle(lines: Sequence[Difference], officer: Account, reason: str) -> list[Settled]:
    """An officer confirms lines of differences; the payees are told. Raises RoleRefused, SameOfficer (who decided a
    case anew after an appeal does not review what that changed), and what the ledger raises when there is no money
    left for an addition."""
    with transaction.atomic():
        return [_settle(line, officer, reason) for line in lines]


def _settle(line: Difference, officer: Account, reason: str) -> Settled:
    roles.require(officer, line.authority, Role.SECOND_CHECK)
    if line.run_id is None and line.new is not None and line.new.made_by_id == officer.pk:
        raise _own(line)
    held = decided.confirm(line, officer, reason=reason, reserve=reserving(officer))
    case = _case_of(held)
    if held.entitlement is None:
        return Settled(held, case)
    back = _demand(held, held.entitlement, reason, officer)
    if case is not None:
        _follow(case, held, officer, reason)
    return Settled(held, case, back)


def _case_of(line: Difference) -> Case | None:
    cases = Case.objects.filter(authority_id=line.authority_id, case_id=line.case_id)
    alive = cases.exclude(state__in=[state.value for state in ENDED])
    return alive.order_by("-pk").first()


def _demand(
    line: Difference, entitlement: Entitlement, reason: str, officer: Account
) -> tuple[Recovery, ...]:
    """Of money that went to the bank; what was not ordered yet has only lapsed."""
    if line.kind != DifferenceKind.LESS or not line.paid_fen:
        return ()
    matter = f"差额 {line.pk}"
    return tuple(
        recoveries.demand_of(
            line.authority, entitlement.number, line.paid_fen, matter=matter, reason=reason, actor=officer
        )
    )


def _follow(case: Case, line: Difference, officer: Account, reason: str) -> None:
    """The case shows what it is worth now, and its payees hear of it."""
    with locked(case) as row:
        if line.new is not None:
            row.decision = line.new
            said = document(line.new)
            row.payable_fen = max(said["payable"], 0)
            if approving.is_money(row) and said["payees"]:
                payees.settle(row, said)
            row.save(update_fields=["decision", "payable_fen"])
        details = {"difference": line.pk, "kind": line.kind, "fen": line.fen}
        note(row, officer, reason, details)
        kind = _KINDS[DifferenceKind(line.kind)]
        benefit = row.version.loaded().measures[row.measure].source.name
        words: dict[str, Word] = {"benefit": benefit, "kind": kind, "amount": line.fen, "reason": reason}
        for payee in row.payees.all():
            tell(row.authority, "difference", words, table=payee.table, key=payee.key, reference=row.number)


def _own(line: Difference) -> SameOfficer:
    return SameOfficer(
        "same-officer",
        Text("这条差额由您作出的新决定产生，须由另一人复核。", "Your own decision made this difference."),
        line.case_id,
        Text("请由另一位有此角色的同事复核。", "Leave its review to a colleague who holds the role."),
    )
