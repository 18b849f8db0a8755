"""What a reviewer sees: his rounds, and a sheet for each candidate he does not stand too near to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.casework.selection import reviewing
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.models import Candidate, Reviewer, ScoreSheet
from duixian.casework.selection.states import TAKING_PART, RoundState
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import seen
from duixian.console.selection.forms import ReasonForm, ScoreForm
from duixian.console.selection.roles import REVIEWER
from duixian.design.refusals import refusal_of
from duixian.values.bilingual import DuixianError


@office(REVIEWER)
def mine(request: OfficeRequest) -> HttpResponse:
    """The rounds whose panel one is in, with every candidate and what one has done."""
    panels = Reviewer.objects.filter(account=request.office.account, authority=request.office.authority)
    panels = panels.select_related("round__version").order_by("-round__called_at")
    seen(request, "casework.ScoreSheet", "mine")
    rounds = [
        (panel.round, _candidates(panel), panel.round.state == RoundState.REVIEWING) for panel in panels
    ]
    return render(request, "console/selection/mine.html", {"rounds": rounds})


def _candidates(panel: Reviewer) -> list[tuple[Candidate, ScoreSheet | None, str]]:
    """Each candidate who takes part: the sheet that counts, and why one does not score him."""
    sheets = {sheet.candidate_id: sheet for sheet in panel.sheets.filter(replaced=False)}
    aside = {one.candidate_id: str(one.get_ground_display()) for one in panel.recusals.all()}
    rows = panel.round.candidates.filter(pk__in=[*sheets, *aside]) | panel.round.candidates.filter(
        state__in=TAKING_PART
    )
    return [(one, sheets.get(one.pk), aside.get(one.pk, "")) for one in rows.distinct().order_by("position")]


def _candidate(request: OfficeRequest, number: str, position: int) -> Candidate:
    rows = Candidate.objects.select_related("round__version", "round__authority").filter(
        round__reviewers__account=request.office.account, authority=request.office.authority
    )
    return get_object_or_404(rows, round__number=number, position=position)


def _sheet(request: OfficeRequest, candidate: Candidate) -> ScoreSheet | None:
    return ScoreSheet.objects.filter(
        candidate=candidate, reviewer__account=request.office.account, replaced=False
    ).first()


def _form(candidate: Candidate, sheet: ScoreSheet | None, given: object = None) -> ScoreForm:
    criteria = terms_of_round(candidate.round).scoring.criteria
    points = sheet.points if sheet is not None else {}
    initial = {f"points-{place}": points.get(one.name, "") for place, one in enumerate(criteria)}
    return ScoreForm(given, criteria=criteria, initial={**initial, "words": sheet.words if sheet else ""})


@office(REVIEWER)
def sheet(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """A candidate and one's sheet."""
    candidate = _candidate(request, number, position)
    seen(request, "casework.Candidate", f"{number}/{position}")
    return _shown(request, candidate, _form(candidate, _sheet(request, candidate)))


def _shown(
    request: OfficeRequest, candidate: Candidate, form: ScoreForm, status: int = 200, **more: object
) -> HttpResponse:
    aside = candidate.recusals.filter(reviewer__account=request.office.account).first()
    context = {
        "candidate": candidate,
        "round": candidate.round,
        "form": form,
        "aside": aside,
        "open": candidate.round.state == RoundState.REVIEWING and aside is None,
        "sheet": _sheet(request, candidate),
        "reason_form": ReasonForm(),
        **more,
    }
    return render(request, "console/selection/sheet.html", context, status=status)


@office(REVIEWER)
def score(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """The sheet is handed in; handed in again it takes the place of the one before."""
    candidate = _candidate(request, number, position)
    form = _form(candidate, None, request.POST)
    if not form.is_valid():
        return _shown(request, candidate, form, 422)
    try:
        reviewing.score(request.office.account, candidate, form.points(), form.cleaned_data["words"])
    except DuixianError as error:
        return _shown(request, candidate, form, 409, refusal=refusal_of(error))
    messages.success(request, gettext("评分表已交。"))
    return redirect("console:selection:mine")


@office(REVIEWER)
def recuse(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """One steps aside for a candidate, saying why."""
    candidate = _candidate(request, number, position)
    try:
        reviewing.recuse(request.office.account, candidate, request.POST.get("reason", ""))
    except DuixianError as error:
        form = _form(candidate, _sheet(request, candidate))
        return _shown(request, candidate, form, 409, refusal=refusal_of(error))
    messages.success(request, gettext("已申明回避。"))
    return redirect("console:selection:mine")
