"""The list of runs, one run, a measure of it, one of its cases; and the order for a new one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django.models import ProcrastinateJob

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.console.doors import OfficeRequest, office
from duixian.console.runs import contents
from duixian.console.seeing import seen
from duixian.console.worklist.steps import measures_of
from duixian.decisions.store import running
from duixian.decisions.store.lookup import RunFile
from duixian.decisions.store.models import Run
from duixian.decisions.store.queries import in_force
from duixian.decisions.store.states import RunState
from duixian.decisions.store.tasks import carry_out
from duixian.design.decision.view import decision_view
from duixian.design.paging import page
from duixian.language.outcome import Verdict

ORDERERS = (Role.INTAKE, Role.FIRST_CHECK, Role.SECOND_CHECK)
LOOKERS = (*ORDERERS, Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.POLICY_AUTHOR, Role.AUDITOR)


@office(*LOOKERS)
def runs(request: OfficeRequest) -> HttpResponse:
    """``/office/runs/``."""
    held = Run.objects.filter(authority=request.office.authority).select_related("started_by")
    shown = page(held, request, size=30)
    for run in shown.rows:
        run.sum_fen = sum(line["payable_fen"] for line in run.totals)  # type: ignore[attr-defined]
        run.sum_cases = sum(line["eligible"] for line in run.totals)  # type: ignore[attr-defined]
    words = {
        "page": shown,
        "versions": in_force(request.office.authority).defer("archive"),
        "orders": request.office.holds(*ORDERERS),
        "today": clock.today(),
    }
    return render(request, "console/runs/runs.html", words)


@require_POST
@office(*ORDERERS)
def order(request: OfficeRequest) -> HttpResponse:
    """A run is ordered; a job carries it out."""
    authority = request.office.authority
    versions = list(in_force(authority).filter(pk__in=request.POST.getlist("version")))
    as_of: date = parse_date(request.POST.get("as_of", "")) or clock.today()
    if not versions:
        messages.error(request, _("请至少选择一个政策版本。"))
        return HttpResponseRedirect(reverse("console:runs"))
    made = running.order(authority, versions, as_of, actor=request.office.account)
    carry_out.defer(run_id=made.pk)
    return HttpResponseRedirect(reverse("console:run", args=[made.number]))


@office(*LOOKERS)
def run(request: OfficeRequest, number: str) -> HttpResponse:
    """``/office/runs/<number>/``: what it found, or how far it is."""
    found = _run(request, number)
    words = {
        "run": found,
        "measures": measures_of(request.office.authority),
        "job": _job(found) if found.state == RunState.RUNNING else None,
        "versions": found.versions.defer("archive"),
    }
    part = "console/runs/progress.html" if request.headers.get("HX-Request") else "console/runs/run.html"
    return render(request, part, words)


@office(*LOOKERS)
def cases(request: OfficeRequest, number: str, place: int) -> HttpResponse:
    """The cases of one measure, refused ones too."""
    found, file = _file(request, number, place)
    verdict = request.GET.get("verdict", "")
    verdict = verdict if verdict in {one.value for one in Verdict} else ""
    start = request.GET.get("from", "0")
    seen(request, "decisions_run", number)
    words = {
        "run": found,
        "place": place,
        "line": found.totals[place],
        "name": contents.measure_name(file),
        "contents": contents.contents_of(found, file, int(start) if start.isdecimal() else 0, verdict),
        "verdict": verdict,
        "verdicts": [one.value for one in Verdict],
    }
    return render(request, "console/runs/cases.html", words)


@office(*LOOKERS)
def decided(request: OfficeRequest, number: str, place: int, row: int) -> HttpResponse:
    """One case of a run, expanded from its file."""
    found, file = _file(request, number, place)
    document = contents.document_at(file, row)
    if document is None:
        raise Http404(str(row))
    seen(request, "decisions_run", f"{number}/{document['id']}")
    view = decision_view(document, file.policy)
    return render(request, "console/runs/decided.html", {"run": found, "place": place, "view": view})


def _run(request: OfficeRequest, number: str) -> Run:
    held = Run.objects.filter(authority=request.office.authority).select_related("authority", "started_by")
    return get_object_or_404(held, number=number)


def _file(request: OfficeRequest, number: str, place: int) -> tuple[Run, RunFile]:
    found = _run(request, number)
    file = contents.file_at(found, place)
    if file is None:
        raise Http404(str(place))
    return found, file


def _job(found: Run) -> ProcrastinateJob | None:
    """The job that carries a run out."""
    jobs = ProcrastinateJob.objects.filter(task_name="decisions.carry_out", args__run_id=found.pk)
    return jobs.order_by("-id").first()
