"""Cases whose amount somebody contests: what is not ordered yet waits until that is answered."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.models.appeal import Appeal, AppealAbout, AppealState
from duixian.casework.models.case import Case
from duixian.decisions.store.states import DifferenceState


def waiting(authority: Authority) -> QuerySet[Appeal]:
    """Open appeals of an authority, the one whose clock runs out first at the head."""
    held = Appeal.objects.filter(authority=authority, state=AppealState.OPEN)
    return held.select_related("case__version", "opened_by").order_by("due", "case__due", "pk")


def contested_amount(case: Case) -> Appeal | None:
    """The open appeal against the amount of a case."""
    held = Appeal.objects.filter(case=case, about=AppealAbout.AMOUNT, state=AppealState.OPEN)
    return held.select_related("opened_by").first()


def held_by_appeal(cases: Iterable[Case]) -> set[int]:
    """Primary keys of the cases of which nothing more is ordered now: the amount is contested, or it was decided anew
    and the difference waits for its review."""
    reviewed = Q(state=AppealState.REVERSED, case__entitlement__differences__state=DifferenceState.OPEN)
    found = Appeal.objects.filter(
        Q(state=AppealState.OPEN) | reviewed, about=AppealAbout.AMOUNT, case__in=[case.pk for case in cases]
    )
    return set(found.values_list("case_id", flat=True))


def end_appeals(case: Case) -> int:
    """Nothing is promised any more, so there is no amount to contest; how many appeals that ends."""
    held = Appeal.objects.filter(case=case, about=AppealAbout.AMOUNT, state=AppealState.OPEN)
    return held.update(state=AppealState.ENDED, decided_at=clock.now())
