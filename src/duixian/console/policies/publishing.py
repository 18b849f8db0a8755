"""From a draft to a version in force: proposed under a number by its author, set in force by another person."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import WRITERS
from duixian.decisions.store import drafting


@office(*WRITERS)
def propose(request: OfficeRequest, number: int) -> HttpResponse:
    """The draft waits for another person."""
    drafting.propose(
        draft_of(request, number), request.office.account, request.POST.get("document_number", "")
    )
    messages.success(request, _("已提交，由另一位政策编制人员批准后施行。"))
    return redirect("console:policies:draft", number)


@office(*WRITERS)
def approve(request: OfficeRequest, number: int) -> HttpResponse:
    """The version is in force from now on."""
    drafting.approve(draft_of(request, number), request.office.account)
    messages.success(request, _("已批准施行。已作出的决定不变；需要时请复算差额。"))
    return redirect("console:policies:draft", number)


@office(*WRITERS)
def send_back(request: OfficeRequest, number: int) -> HttpResponse:
    """The draft is written again."""
    drafting.send_back(draft_of(request, number), request.office.account)
    messages.success(request, _("已退回修改。"))
    return redirect("console:policies:draft", number)
