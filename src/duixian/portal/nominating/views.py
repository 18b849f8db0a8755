"""The pages of nominations: whom, the form, its files, handed in, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duixian.authorities import clock
from duixian.authorities.access import log_access
from duixian.casework.evidence import attach
from duixian.casework.models import Evidence
from duixian.casework.selection import nominations
from duixian.casework.selection.models import Nomination, Round
from duixian.design.refusals import refusal_of
from duixian.portal.doors import Claimant, claimant
from duixian.portal.nominating.nominees import MOST, nominees
from duixian.portal.nominating.page import name_of_round, page_of
from duixian.portal.words import tell_fault
from duixian.values.bilingual import DuixianError

_DETAIL = "detail|"


@claimant
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, who: Claimant, office: str, number: str) -> HttpResponse:
    """Whom to nominate in a round; choosing begins a draft, or finds the one that was begun."""
    row = _round(who, office, number)
    if request.method == "POST":
        try:
            draft = nominations.start(row, who.account, who.pair, request.POST.get("key", ""))
        except DuixianError as error:
            tell_fault(request, error)
            return redirect("portal:nominate", office, number)
        return redirect("portal:nomination", draft.pk)
    words = request.GET.get("q", "").strip()
    way = nominations.way_of(row, who.subject.table)
    found = nominees(who, row, words) if way else []
    log_access(who.account, "view", "casework_nomination", row.number, ["name"], authority=who.authority)
    context = {"round": row, "title": name_of_round(row), "way": way, "nominees": found, "words": words}
    return render(request, "portal/nominating/choose.html", {**context, "many": words or len(found) >= MOST})


@claimant
@require_http_methods(["GET", "POST"])
def nomination(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """The form while it is a draft, what became of it afterwards. A plain post keeps it too."""
    held = _one(who, pk)
    if held.submitted_at is not None:
        return render(request, "portal/nominating/handed_in.html", page_of(who, held))
    if request.method == "GET":
        return _form(request, who, held)
    try:
        held = _saved(request, who, held)
        if "submit" in request.POST:
            nominations.submit(held, who.account)
            return redirect("portal:nomination", pk)
    except DuixianError as error:
        return _form(request, who, held, error)
    return _form(request, who, held)


@claimant
@require_POST
def keep(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Keep what is written so far: asked by the page while one writes."""
    held = _one(who, pk)
    if held.submitted_at is None:
        held = _saved(request, who, held)
    return render(request, "portal/nominating/result.html", page_of(who, held))


@claimant
@require_POST
def bring(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Hand in a file."""
    held, given = _one(who, pk), request.FILES.get("file")
    fault: DuixianError | None = None
    if given is not None and held.submitted_at is None:
        try:
            attach(held, who.account, given.name or "", given.read(), request.POST.get("purpose", ""))
        except DuixianError as error:
            fault = error
    return _files(request, who, held, fault)


@claimant
@require_POST
def take_back(request: HttpRequest, who: Claimant, pk: int, file: int) -> HttpResponse:
    """Take a file out of a draft again."""
    held = _one(who, pk)
    if held.submitted_at is None:
        Evidence.objects.filter(pk=file, nomination=held).delete()
    return _files(request, who, held, None)


@claimant
@require_POST
def withdraw(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Take a nomination back until the call closes."""
    try:
        nominations.withdraw(_one(who, pk), who.account)
    except DuixianError as error:
        tell_fault(request, error)
    else:
        messages.success(request, _("提名已撤回。"))
    return redirect("portal:nomination", pk)


@claimant
@require_POST
def discard(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Throw a draft away."""
    held = _one(who, pk)
    if held.submitted_at is None:
        Evidence.objects.filter(nomination=held).delete()
        held.delete()
        messages.success(request, _("草稿已删除。"))
    return redirect("portal:nominations")


@claimant
@require_GET
def listed(request: HttpRequest, who: Claimant) -> HttpResponse:
    """All that the subject nominated, and the calls that it may answer."""
    today = clock.today()
    calls = Round.objects.filter(authority=who.authority, nominations_until__gte=today).select_related(
        "version", "authority"
    )
    answerable = [(row, name_of_round(row)) for row in calls if nominations.way_of(row, who.subject.table)]
    return render(request, "portal/nominating/list.html", {"calls": answerable})


def _round(who: Claimant, office: str, number: str) -> Round:
    """A round of the authority at which the subject is known. Raises Http404."""
    rows = Round.objects.filter(authority=who.authority, authority__code=office, number=number)
    found = rows.select_related("version", "authority").first()
    if found is None:
        raise Http404(number)
    return found


def _one(who: Claimant, pk: int) -> Nomination:
    """A nomination of the subject's. Raises Http404."""
    found = nominations.of_subject(who.authority, who.pair).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def _saved(request: HttpRequest, who: Claimant, held: Nomination) -> Nomination:
    said = request.POST
    details = {name.removeprefix(_DETAIL): str(said[name]) for name in said if name.startswith(_DETAIL)}
    return nominations.save(
        held,
        who.account,
        category=said.get("category", held.category),
        statement=said.get("statement", held.statement),
        details=details,
    )


def _form(
    request: HttpRequest, who: Claimant, held: Nomination, error: DuixianError | None = None
) -> HttpResponse:
    refusal = refusal_of(error) if error is not None else None
    context = {**page_of(who, held), "refusal": refusal}
    return render(
        request, "portal/nominating/nomination.html", context, status=422 if error is not None else 200
    )


def _files(request: HttpRequest, who: Claimant, held: Nomination, fault: DuixianError | None) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        if fault is not None:
            tell_fault(request, fault)
        return redirect("portal:nomination", held.pk)
    context = {**page_of(who, held), "fault": fault}
    return render(request, "portal/nominating/files.html", context, status=422 if fault else 200)
