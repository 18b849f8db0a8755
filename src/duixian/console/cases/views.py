"""The page of a case, its papers in clear, and an account revealed; every look is logged."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from duixian.authorities.duties import Role
from duixian.casework import sampling, viewing
from duixian.casework.evidence import contents_of
from duixian.casework.models import Evidence, PayTo, SampledCase
from duixian.console.cases.finding import case_of
from duixian.console.cases.neighbours import following, preceding
from duixian.console.cases.page import page_of, words_of
from duixian.console.doors import READERS, OfficeRequest, office
from duixian.console.seeing import exported, seen
from duixian.console.worklist import sieve as sieves
from duixian.design.downloads import to_look_at
from duixian.papers.decisions import decision
from duixian.papers.refusals import refusal
from duixian.papers.supplements import supplement

_INLINE = {"application/pdf", "image/jpeg", "image/png"}
_ALONE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""A paper that somebody handed in may do nothing but be looked at, within our own pages."""


@office(*READERS)
def case(request: OfficeRequest, number: str) -> HttpResponse:
    """``/office/cases/<number>/``."""
    found = case_of(request, number)
    account = request.office.account
    seen(request, "casework_case", found.number)
    if not request.office.holds(Role.AUDITOR):
        sampling.opened(found, account)
    sieve = sieves.read(request.GET)
    words = words_of(page_of(found, request.office))
    words |= {
        "sieve": sieve,
        "next": following(sieve, request.office, found),
        "previous": preceding(sieve, request.office, found),
        "drawn": SampledCase.objects.filter(
            case=found, drawn=True, sampling__officer=account, sampling__done_at=None
        ).select_related("sampling"),
    }
    return render(request, "console/cases/case.html", words)


@office(*READERS)
@xframe_options_sameorigin
def evidence(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """One paper as it was handed in; only kinds that a browser shows are shown, any other is saved."""
    found = case_of(request, number)
    held = Evidence.objects.filter(case=found, pk=pk).first()
    if held is None:
        raise Http404(str(pk))
    response = HttpResponse(contents_of(held, request.office.account), content_type=held.media_type)
    shown = "inline" if held.media_type in _INLINE else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="evidence-{held.pk}"'
    response["Content-Security-Policy"] = _ALONE + ("" if "pdf" in held.media_type else "; sandbox")
    response["Cache-Control"] = "no-store"
    return response


_PAPERS = {"decision": decision, "refusal": refusal, "supplement": supplement}


@office(*READERS)
def paper(request: OfficeRequest, number: str, kind: str) -> HttpResponse:
    """An official paper of the case as PDF. Raises what there is no such paper for."""
    if kind not in _PAPERS:
        raise Http404(kind)
    found = case_of(request, number)
    content = _PAPERS[kind](found)
    exported(request, "casework_case", found.number, [kind])
    return to_look_at(content, f"{found.number}-{kind}.pdf")


@require_POST
@office(*READERS)
def reveal(request: OfficeRequest, number: str, pk: int) -> HttpResponse:
    """A payee's account number in clear, for those who may see it."""
    line = PayTo.objects.filter(case=case_of(request, number), pk=pk).first()
    if line is None:
        raise Http404(str(pk))
    words = {"line": line, "account_number": viewing.account_number(line, request.office.account)}
    part = (
        "console/cases/revealed_part.html"
        if request.headers.get("HX-Request")
        else "console/cases/revealed.html"
    )
    response = render(request, part, {**words, "number": number})
    response["Cache-Control"] = "no-store"
    return response
