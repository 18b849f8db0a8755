"""The pages of a person's cases, and what a claimant may do in one."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from duixian.casework import amounts, appeals, contesting, steps, supplementing
from duixian.casework.contested import contested_amount
from duixian.casework.evidence import attach
from duixian.casework.models import Case
from duixian.casework.models.appeal import AppealKind
from duixian.casework.publishing import lines_on_notice
from duixian.casework.states import State
from duixian.design.paging import page
from duixian.portal.cases.page import case_page, limits_of, missing_of
from duixian.portal.cases.queries import cases_of, is_mine, my_position, one_case
from duixian.portal.doors import Claimant, claimant
from duixian.portal.words import tell_fault
from duixian.values.bilingual import DuixianError


@claimant
@require_GET
def listed(request: HttpRequest, who: Claimant) -> HttpResponse:
    """All cases, the newest first."""
    found = page(cases_of(who), request, by=("-pk",), size=20)
    return render(request, "portal/cases/list.html", {"page": found})


@claimant
@require_GET
def case(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """One case: where it stands, what comes next, why."""
    return render(request, "portal/cases/case.html", case_page(who, one_case(who, number)))


@claimant
@require_GET
def filed(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """Right after handing in: the number, and what happens now."""
    found = one_case(who, number)
    return render(request, "portal/cases/filed.html", case_page(who, found))


@claimant
@require_POST
def bring(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """Hand in a file for one item of the list of what is missing."""
    found = _mine(who, number)
    if found.state != State.SUPPLEMENTING:
        raise Http404(number)
    given = request.FILES.get("file")
    fault: DuixianError | None = None
    if given is not None:
        try:
            attach(found, who.account, given.name or "", given.read(), request.POST.get("purpose", ""))
        except DuixianError as error:
            fault = error
    if request.headers.get("HX-Request"):
        context = {"case": found, "missing": missing_of(found), "fault": fault, **limits_of(found)}
        return render(request, "portal/cases/missing.html", context, status=422 if fault else 200)
    if fault is not None:
        tell_fault(request, fault)
    return redirect("portal:case", number)


@claimant
@require_POST
def supply(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """All that was missing is there."""
    words = request.POST.get("words", "")
    return _done(
        request, who, number, lambda row: supplementing.supply(row, who.account, words), _("已提交补正。")
    )


@claimant
@require_POST
def withdraw(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """The claim is taken back."""
    words = request.POST.get("words", "")
    return _done(request, who, number, lambda row: steps.withdraw(row, who.account, words), _("已撤回。"))


@claimant
@require_POST
def appeal(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """A refusal, or an amount, is contested; with ``back`` what was contested is taken back."""
    if request.POST.get("back"):
        return _done(request, who, number, lambda row: _taken_back(row, who), _("已撤回异议。"))
    grounds = request.POST.get("grounds", "")
    kind = AppealKind(request.POST.get("kind", AppealKind.REVIEW.value))
    return _done(
        request,
        who,
        number,
        lambda row: appeals.open_appeal(row, who.account, grounds, kind),
        _("已提出，由另一位工作人员重新办理。"),
    )


@claimant
@require_POST
def contest(request: HttpRequest, who: Claimant, number: str) -> HttpResponse:
    """What the public notice says of the claimant is not right."""
    words = request.POST.get("words", "")

    def contested(row: Case) -> object:
        position = my_position(who, row)
        line = next((one for one in lines_on_notice(row) if one.reference == position), None)
        if line is None:
            raise Http404(number)
        return contesting.contest(line, words, by=who.account, name=who.subject.name)

    return _done(request, who, number, contested, _("异议已提交，核查期间暂不付款。"))


def _taken_back(row: Case, who: Claimant) -> object:
    held = contested_amount(row)
    if held is None:
        raise Http404(row.number)
    held.case = row
    return amounts.take_back(held, who.account)


def _done(
    request: HttpRequest, who: Claimant, number: str, verb: Callable[[Case], object], said: str
) -> HttpResponse:
    found = _mine(who, number)
    try:
        with transaction.atomic():
            verb(found)
    except DuixianError as error:
        tell_fault(request, error)
    else:
        messages.success(request, said)
    return redirect("portal:case", number)


def _mine(who: Claimant, number: str) -> Case:
    """A case in which the subject may act. Raises Http404."""
    found = one_case(who, number)
    if not is_mine(who, found):
        raise Http404(number)
    return found
