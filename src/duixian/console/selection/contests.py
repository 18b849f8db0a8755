"""The register of contests: entered, results read from a sheet, published, recorded as facts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.casework.selection import contests as verbs
from duixian.casework.selection.importing import Imported, import_results
from duixian.casework.selection.locking import ORGANISERS
from duixian.casework.selection.models import Contest
from duixian.casework.selection.states import ContestState
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import seen
from duixian.console.selection import kinds
from duixian.console.selection.forms import ContestForm, ResultsForm
from duixian.console.selection.roles import READERS
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.notices.states import PublicityState
from duixian.values.bilingual import DuixianError

_TABLE = "casework.Contest"


@office(*READERS)
def contests(request: OfficeRequest) -> HttpResponse:
    """All of them, the latest first."""
    rows = Contest.objects.filter(authority=request.office.authority).annotate(count=Count("results"))
    seen(request, _TABLE, "*")
    context = {"page": page(rows, request, by=("-final_on",)), "may": request.office.holds(*ORGANISERS)}
    return render(request, "console/selection/contests.html", context)


@office(*ORGANISERS)
def register(request: OfficeRequest) -> HttpResponse:
    """A contest is entered."""
    authority = request.office.authority
    form = ContestForm(request.POST or None, kinds=kinds.contests(authority))
    refusal = None
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        version, kind = kinds.chosen(authority, held["kind"])
        try:
            row = verbs.register(
                authority,
                version,
                kind,
                held["name"],
                held["final_on"],
                organiser=held["organiser"],
                actor=request.office.account,
            )
        except DuixianError as error:
            refusal = refusal_of(error)
        else:
            messages.success(request, gettext("竞赛已登记。"))
            return redirect("console:selection:contest", number=row.number)
    return render(request, "console/selection/register.html", {"form": form, "refusal": refusal})


def _contest(request: OfficeRequest, number: str) -> Contest:
    rows = Contest.objects.select_related("version", "publicity", "authority")
    return get_object_or_404(rows, authority=request.office.authority, number=number)


@office(*READERS)
def contest(request: OfficeRequest, number: str) -> HttpResponse:
    """One contest with its results."""
    found = _contest(request, number)
    seen(request, _TABLE, number)
    return _shown(request, found)


def _shown(request: OfficeRequest, found: Contest, status: int = 200, **more: object) -> HttpResponse:
    works, state = request.office.holds(*ORGANISERS), found.state
    context = {
        "contest": found,
        "page": page(found.results.order_by("position"), request, by=("position",), size=100),
        "form": ResultsForm() if works and state in (ContestState.ANNOUNCED, ContestState.IMPORTED) else None,
        "may_publish": works and state == ContestState.IMPORTED,
        "may_record": works
        and state == ContestState.PUBLISHED
        and found.publicity is not None
        and found.publicity.state == PublicityState.CLOSED,
        **more,
    }
    return render(request, "console/selection/contest.html", context, status=status)


@office(*ORGANISERS)
def take_results(request: OfficeRequest, number: str) -> HttpResponse:
    """A sheet of results, checked row by row; whole or not at all."""
    found, form = _contest(request, number), ResultsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, status=422, form=form)
    try:
        read = _read(found, form.cleaned_data["file"], request, dry_run=form.cleaned_data["dry_run"])
    except DuixianError as error:
        return _shown(request, found, status=422, form=form, refusal=refusal_of(error))
    if read.problems or form.cleaned_data["dry_run"]:
        return _shown(request, found, status=422 if read.problems else 200, form=form, read=read)
    messages.success(request, gettext("已导入 {count} 条成绩。").format(count=read.results))
    return redirect("console:selection:contest", number=number)


def _read(found: Contest, file: UploadedFile[Any], request: OfficeRequest, *, dry_run: bool) -> Imported:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name or "results").name
        path.write_bytes(file.read())
        return import_results(found, path, dry_run=dry_run, actor=request.office.account)


def _done(request: OfficeRequest, number: str, verb: Callable[[Contest], object], words: str) -> HttpResponse:
    found = _contest(request, number)
    try:
        verb(found)
    except DuixianError as error:
        return _shown(request, found, status=409, refusal=refusal_of(error))
    messages.success(request, words)
    return redirect("console:selection:contest", number=number)


@office(*ORGANISERS)
def publish(request: OfficeRequest, number: str) -> HttpResponse:
    """The results go on notice."""
    actor = request.office.account
    return _done(request, number, lambda row: verbs.publish(row, actor), gettext("成绩已公示。"))


@office(*ORGANISERS)
def record(request: OfficeRequest, number: str) -> HttpResponse:
    """The results become facts, which the rules pay."""
    actor = request.office.account
    return _done(request, number, lambda row: verbs.record(row, actor), gettext("成绩已写入登记。"))
