"""The yearly lists: drawn from a run, who came noted one by one or from a sheet, who is left."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.casework.selection import attendance, rosters
from duixian.casework.selection.locking import ORGANISERS
from duixian.casework.selection.models import ListEntry, YearlyList
from duixian.casework.selection.states import EntryState
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import noted, seen
from duixian.console.selection.roles import READERS
from duixian.console.services import kinds
from duixian.console.services.forms import AttendedForm, DrawForm
from duixian.console.services.people import people
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store.queries import latest_run
from duixian.design.paging import page
from duixian.design.refusals import refusal_of
from duixian.values.bilingual import DuixianError

TABLE = "casework.YearlyList"


@office(*READERS)
def lists(request: OfficeRequest) -> HttpResponse:
    """All lists, the latest first; the form for the next."""
    seen(request, TABLE, "*")
    return _home(request, _draw_form(request))


def _home(request: OfficeRequest, form: DrawForm, status: int = 200, **more: object) -> HttpResponse:
    rows = YearlyList.objects.filter(authority=request.office.authority).select_related("run")
    shown = page(rows.annotate(count=Count("entries")), request, by=("-year", "-pk"), size=30)
    names = measures_of(request.office.authority)
    context = {
        "page": shown,
        "rows": [(one, names.get(one.measure), _counts(one)) for one in shown.rows],
        "form": form if request.office.holds(*ORGANISERS) else None,
        "states": EntryState,
        **more,
    }
    return render(request, "console/services/lists.html", context, status=status)


def _draw_form(request: OfficeRequest, data: object = None) -> DrawForm:
    found = kinds.services(request.office.authority)
    return DrawForm(data, kinds=found, initial={"year": clock.today().year})


@office(*ORGANISERS)
def draw(request: OfficeRequest) -> HttpResponse:
    """The list of everybody whom the latest run finds entitled in a year."""
    authority = request.office.authority
    form = _draw_form(request, request.POST)
    if not form.is_valid():
        return _home(request, form, status=422)
    held = form.cleaned_data
    chosen = kinds.chosen(kinds.services(authority), held["kind"])
    run = latest_run(authority, chosen[0].policy) if chosen is not None else None
    if chosen is None or run is None:
        form.add_error("kind", gettext("还没有按这个政策批量计算过，请先计算。"))
        return _home(request, form, status=422)
    try:
        drawn = rosters.draw(
            run, chosen[0].policy, chosen[1].name, held["year"], held["until"], request.office.account
        )
    except DuixianError as error:
        return _home(request, form, status=409, refusal=refusal_of(error))
    messages.success(request, gettext("名单已生成，并逐一告知本人。"))
    return redirect("console:services:list", pk=drawn.pk)


def list_of(request: OfficeRequest, pk: int) -> YearlyList:
    """A list of the authority somebody works for."""
    rows = YearlyList.objects.select_related("authority", "run", "drawn_by")
    return get_object_or_404(rows, pk=pk, authority=request.office.authority)


@office(*READERS)
def one(request: OfficeRequest, pk: int) -> HttpResponse:
    """One list: how many came, and by name who is left."""
    found = list_of(request, pk)
    seen(request, TABLE, str(pk), ["name"])
    return _shown(request, found)


def _shown(request: OfficeRequest, found: YearlyList, status: int = 200, **more: object) -> HttpResponse:
    state = request.GET.get("state", EntryState.INVITED)
    state = state if state in EntryState.values else ""
    rows = found.entries.filter(state=state) if state else found.entries.all()
    shown = page(rows, request, by=("pk",), size=100)
    known = people(found.authority, [(row.table, row.key) for row in shown.rows])
    works = request.office.holds(*ORGANISERS)
    context = {
        "list": found,
        "name": measures_of(found.authority).get(found.measure),
        "counts": _counts(found),
        "state": state,
        "page": shown,
        "rows": [(row, known[row.table, row.key]) for row in shown.rows],
        "works": works,
        "form": AttendedForm() if works else None,
        "over": clock.today() > found.until,
        **more,
    }
    return render(request, "console/services/list.html", context, status=status)


def _counts(found: YearlyList) -> dict[str, int]:
    """How many of each state, and of all."""
    counted = dict(found.entries.order_by().values_list("state").annotate(Count("pk")))
    every = {state.value: int(counted.get(state.value, 0)) for state in EntryState}
    return {**every, "all": sum(every.values())}


@office(*ORGANISERS)
def note(request: OfficeRequest, pk: int, entry: int) -> HttpResponse:
    """Somebody came, declined or did not come."""
    found = list_of(request, pk)
    row = get_object_or_404(ListEntry, pk=entry, list=found)
    state = request.POST.get("state", "")
    if state in EntryState.values:
        rosters.note(row, EntryState(state), clock.today(), request.office.account)
        noted(request, "note", TABLE, f"{pk}/{entry}", [state])
    return redirect("console:services:list", pk=pk)


@office(*ORGANISERS)
def take(request: OfficeRequest, pk: int) -> HttpResponse:
    """A sheet of who came, whole or not at all."""
    found, form = list_of(request, pk), AttendedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, found, status=422, form=form)
    file = form.cleaned_data["file"]
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(file.name or "sheet").name
            path.write_bytes(file.read())
            read = attendance.take(found, path, request.office.account)
    except DuixianError as error:
        return _shown(request, found, status=422, refusal=refusal_of(error))
    if read.problems:
        return _shown(request, found, status=422, problems=read.problems)
    noted(request, "import", TABLE, str(pk), [file.name or ""])
    messages.success(request, gettext("已登记 {count} 人的参加情况。").format(count=read.noted))
    return redirect("console:services:list", pk=pk)
