"""Which cases somebody sees: filed by or for the subject, paying the subject, or told to the subject. No others."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from duixian.casework.models import Case, PayTo
from duixian.casework.publishing import reference_of
from duixian.casework.states import ENDED, State
from duixian.notices.models import Message
from duixian.portal.doors import Claimant

DONE = (State.PAID, State.CLOSED)


def cases_of(who: Claimant) -> QuerySet[Case]:
    """The newest first; without the policies' archives."""
    table, key = who.pair
    paid = PayTo.objects.filter(authority=who.authority, table=table, key=key)
    own = Q(claimant_table=table, claimant_key=key) | Q(filed_by=who.account, claimant_key=key)
    told = Message.objects.filter(authority=who.authority, subject_table=table, subject_key=key)
    seen = own | Q(pk__in=paid.values("case")) | Q(number__in=told.exclude(reference="").values("reference"))
    held = Case.objects.filter(seen, authority=who.authority).exclude(state=State.LISTED)
    return held.select_related("version", "authority").defer("version__archive").order_by("-pk")


def offers_of(who: Claimant) -> QuerySet[Case]:
    """What the office found due and the subject has not answered."""
    table, key = who.pair
    open_lines = PayTo.objects.filter(
        authority=who.authority, table=table, key=key, confirmed_at__isnull=True, objection=""
    )
    return cases_of(who).filter(state=State.OFFERED, pk__in=open_lines.values("case"))


def in_hand(who: Claimant) -> QuerySet[Case]:
    """Cases on their way."""
    over = [state.value for state in (*ENDED, *DONE)]
    return cases_of(who).exclude(state__in=over)


def one_case(who: Claimant, number: str) -> Case:
    """A case of the subject. Raises Http404 for anybody else's, as for one that does not exist."""
    found = cases_of(who).filter(number=number).first()
    if found is None:
        raise Http404(number)
    return found


def is_mine(who: Claimant, case: Case) -> bool:
    """Whether the subject may act in the case, beyond reading that it exists."""
    return is_claimants(who, case) or my_lines(who, case).exists()


def is_claimants(who: Claimant, case: Case) -> bool:
    """Whether the subject claims in it."""
    return (case.claimant_table, case.claimant_key) == who.pair


def my_lines(who: Claimant, case: Case) -> QuerySet[PayTo]:
    """What the case pays the subject."""
    table, key = who.pair
    return PayTo.objects.filter(case=case, table=table, key=key)


def my_position(who: Claimant, case: Case) -> str | None:
    """How the subject's line in a case is named on public notices; None where the case pays others."""
    for position, line in enumerate(case.payees.order_by("pk"), 1):
        if (line.table, line.key) == who.pair:
            return reference_of(case, position)
    return None
