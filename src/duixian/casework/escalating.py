"""What happens when a clock runs out: those who answer for it are told, once for each clock."""

from __future__ import annotations

from datetime import date

from duixian.authorities import clock, roles
from duixian.authorities.models import Account, Appointment, Authority
from duixian.casework import told
from duixian.casework.contested import waiting
from duixian.casework.models.appeal import Appeal
from duixian.casework.models.case import Case
from duixian.casework.moving import locked, move
from duixian.casework.procedure.finding import procedure_of
from duixian.casework.states import State, Verb


def escalate(authority: Authority, day: date | None = None) -> list[Case]:
    """Cases whose step should have been done before a day (today) are told to the officers of the procedure's roles
    and marked, and so are appeals against amounts. For the timer; doing it again changes nothing."""
    today = day or clock.today()
    over = Case.objects.filter(
        authority=authority, state=State.CHECKING, due__lt=today, escalated_on__isnull=True
    )
    late = waiting(authority).filter(due__lt=today, escalated_on__isnull=True)
    cases = [_escalated(case, today) for case in over.order_by("pk")]
    return cases + [_appeal_escalated(appeal, today) for appeal in late]


def overdue(authority: Authority) -> list[Case]:
    """Cases over their clock now, the oldest first."""
    late = Case.objects.filter(authority=authority, state=State.CHECKING, due__lt=clock.today())
    return list(late.order_by("due", "pk"))


def _escalated(case: Case, today: date) -> Case:
    with locked(case) as row:
        move(row, Verb.ESCALATE, None, details={"due": str(row.due)}, escalated_on=today)
        told.overdue(row, _superiors(row))
        return row


def _appeal_escalated(appeal: Appeal, today: date) -> Case:
    with locked(appeal.case) as row:
        move(row, Verb.ESCALATE, None, details={"due": str(appeal.due), "appeal": appeal.kind})
        Appeal.objects.filter(pk=appeal.pk).update(escalated_on=today)
        told.appeal_overdue(row, appeal, _superiors(row))
        return row


def _superiors(row: Case) -> list[Account]:
    wanted = procedure_of(row.version).escalate_to
    appointed = Appointment.objects.filter(authority_id=row.authority_id, role__in=wanted)
    accounts = Account.objects.filter(pk__in=appointed.values("account"), is_active=True).order_by("pk")
    return [account for account in accounts if roles.holds(account, row.authority, *wanted)]
