"""The pages of a claim: begun from what is due or from nothing, filled in, prechecked, handed in once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duixian.authorities import clock
from duixian.casework import claims
from duixian.casework.errors import ClaimFaulty, MatterAlive, NotPossible
from duixian.casework.evidence import attach
from duixian.casework.models import Case, Draft, Evidence
from duixian.design.decision.view import decision_view
from duixian.portal.claiming.choosing import choices_for, measure_for
from duixian.portal.claiming.page import Page, page_of, saved
from duixian.portal.claiming.starting import draft_of, drafts_of, from_known, from_nothing
from duixian.portal.doors import Claimant, person
from duixian.portal.dues.sorting import one_of
from duixian.portal.policies import policy_of
from duixian.portal.words import tell_fault
from duixian.values.bilingual import DuixianError, Text

_NO_ACCOUNT = ClaimFaulty(
    "no-account",
    Text("还没有填写收款账户。", "No account to pay into is given."),
    remedy=Text("请填写本人的开户银行和账号。", "Give your bank and your account number."),
)
_ELSEWHERE = Text("同一事项已由他人申报。", "Somebody else has claimed the same matter.")


@person
@require_GET
def due(request: HttpRequest, who: Claimant, case_id: str) -> HttpResponse:
    """One thing that is due, or not: the whole decision with every reason, and the button to claim it."""
    found = one_of(who.subject, case_id)
    if found is None:
        raise Http404(case_id)
    view = decision_view(found.document, policy_of(found.version), {who.pair: who.subject.name})
    taken = Case.objects.filter(authority=who.authority, case_id=case_id, claimant_key=who.subject.key).last()
    context = {"found": found, "view": view, "taken": taken, "evidence": found.measure.evidence}
    return render(request, "portal/claiming/due.html", context)


@person
@require_GET
def choose(request: HttpRequest, who: Claimant) -> HttpResponse:
    """All measures that a person may claim, for what the registers do not know yet."""
    context = {"choices": choices_for(who), "drafts": drafts_of(who)[:20]}
    return render(request, "portal/claiming/choose.html", context)


@person
@require_POST
def begin(request: HttpRequest, who: Claimant) -> HttpResponse:
    """Begin a claim: about a record that is known (``case``), or a new one (``version`` and ``measure``)."""
    if "case" in request.POST:
        found = one_of(who.subject, request.POST["case"])
        if found is None:
            raise Http404
        return redirect("portal:claim", from_known(who, found).pk)
    version, measure = measure_for(who, request.POST.get("version", ""), request.POST.get("measure", ""))
    return redirect("portal:claim", from_nothing(who, version, measure).pk)


@person
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """The page of a draft. A plain post keeps it too: nothing depends on JavaScript."""
    draft = draft_of(who, pk)
    if draft.case is not None:
        return redirect("portal:case", draft.case.number)
    if request.method == "GET":
        return _page(request, page_of(who, draft))
    try:
        page = saved(request, who, draft)
    except NotPossible:
        return redirect("portal:claim", pk)
    return _submitted(request, who, page) if "submit" in request.POST else _page(request, page, kept=True)


@person
@require_POST
def keep(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Keep what is filled in so far, and tell what would come of it: asked by the page while one writes."""
    draft = draft_of(who, pk)
    try:
        page = saved(request, who, draft)
    except NotPossible:
        # Handed in meanwhile: by another tab, or just before this was asked.
        return HttpResponse(headers={"HX-Redirect": reverse("portal:claim", args=[pk])})
    return render(request, "portal/claiming/result.html", _context(page, kept=True))


@person
@require_POST
def bring(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Hand in a file for a draft."""
    draft = draft_of(who, pk)
    fault: DuixianError | None = None
    given = request.FILES.get("file")
    if given is not None:
        try:
            attach(draft, who.account, given.name or "", given.read(), request.POST.get("purpose", ""))
        except DuixianError as error:
            fault = error
    return _files(request, who, draft, fault)


@person
@require_POST
def take_back(request: HttpRequest, who: Claimant, pk: int, file: int) -> HttpResponse:
    """Take a file out of a draft again."""
    draft = draft_of(who, pk)
    if draft.case is None:
        Evidence.objects.filter(pk=file, draft=draft, case__isnull=True).delete()
    return _files(request, who, draft, None)


@person
@require_POST
def discard(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Throw a draft away."""
    draft = draft_of(who, pk)
    if draft.case is None:
        Evidence.objects.filter(draft=draft, case__isnull=True).delete()
        draft.delete()
        messages.success(request, _("草稿已删除。"))
    return redirect("portal:home")


def _page(request: HttpRequest, page: Page, *, kept: bool = False, fault: object = None) -> HttpResponse:
    context = {**_context(page, kept=kept), "refused": fault}
    return render(request, "portal/claiming/claim.html", context, status=422 if fault else 200)


def _context(page: Page, *, kept: bool) -> dict[str, object]:
    return {
        "page": page,
        "draft": page.draft,
        "view": page.view,
        "kept_at": clock.now() if kept else page.draft.changed_at,
        "evidence": page.draft.evidence.order_by("pk"),
        "largest": page.form.largest_file // 1024**2,
    }


def _submitted(request: HttpRequest, who: Claimant, page: Page) -> HttpResponse:
    """Handed in once: whoever presses twice, or comes back and presses again, finds the case."""
    if page.needs_account and page.found is not None and page.found.payable_fen:
        return _page(request, page, fault=_NO_ACCOUNT)
    try:
        case = claims.submit(page.draft, who.account, who.pair)
    except DuixianError as error:
        twice = Draft.objects.filter(pk=page.draft.pk, case__isnull=False).select_related("case").first()
        if twice is not None and twice.case is not None:
            return redirect("portal:case", twice.case.number)
        return _page(request, page, fault=_with_case(who, error))
    return redirect("portal:filed", case.number)


def _with_case(who: Claimant, error: DuixianError) -> DuixianError:
    """A matter that is alive in somebody else's case is told without that case's number."""
    if isinstance(error, MatterAlive):
        other = Case.objects.filter(authority=who.authority, number=error.where).first()
        if other is not None and other.claimant_key != who.subject.key:
            return MatterAlive(error.code, _ELSEWHERE, "", error.remedy)
    return error


def _files(request: HttpRequest, who: Claimant, draft: Draft, fault: DuixianError | None) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        if fault is not None:
            tell_fault(request, fault)
        return redirect("portal:claim", draft.pk)
    context = {**_context(page_of(who, draft), kept=False), "fault": fault}
    return render(request, "portal/claiming/files.html", context, status=422 if fault else 200)
