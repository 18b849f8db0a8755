"""The appeals that wait for an answer, against refusals and against amounts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from duixian.authorities.duties import Role
from duixian.casework.models.appeal import Appeal, AppealState
from duixian.casework.people import names_of
from duixian.console.doors import OfficeRequest, office
from duixian.design.paging import page

LOOKERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK, Role.AUDITOR)


@office(*LOOKERS)
def appeals(request: OfficeRequest) -> HttpResponse:
    """``/office/appeals/``."""
    state = request.GET.get("state", AppealState.OPEN)
    state = state if state in AppealState.values else AppealState.OPEN
    held = Appeal.objects.filter(authority=request.office.authority, state=state)
    held = held.select_related("case__version", "case__authority", "line").defer("case__version__archive")
    shown = page(held.prefetch_related("case__payees"), request, ("pk",))
    words = {
        "page": shown,
        "who": {one.pk: _who(one) for one in shown.rows},
        "state": state,
        "states": AppealState.values,
    }
    return render(request, "console/cases/appeals.html", words)


def _who(appeal: Appeal) -> str:
    """The payees by name; before there are any, the claimant."""
    case = appeal.case
    named = "、".join(line.name for line in case.payees.all())
    if named or not case.claimant_table:
        return named
    pair = (case.claimant_table, case.claimant_key)
    return names_of(case.authority, [pair], case.version.loaded().vocabulary).get(pair, "")
