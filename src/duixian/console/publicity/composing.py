"""Compose: approved cases are chosen, their masked list is looked at, and the notice opens."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.casework import publishing
from duixian.casework.models import Case
from duixian.casework.previewing import preview
from duixian.casework.states import State
from duixian.console.doors import OfficeRequest, office
from duixian.console.publicity.forms import TitleForm
from duixian.console.seeing import seen
from duixian.design.refusals import refusal_of
from duixian.notices.publicity.locking import KEEPERS
from duixian.values.bilingual import DuixianError

MOST = 5000
"""Cases of one list: a longer one is divided."""


@dataclass(frozen=True)
class Waiting:
    """Approved cases of a measure, those of one list (免申) apart from others."""

    measure: str
    origin: str
    listing: int | None
    name: str
    cases: int
    fen: int


@office(*KEEPERS)
def compose(request: OfficeRequest) -> HttpResponse:
    """What waits for a notice, by measure and by where it came from."""
    seen(request, "casework.Case", State.APPROVED)
    return render(request, "console/publicity/compose.html", {"waiting": _groups(request)})


def _groups(request: OfficeRequest) -> list[Waiting]:
    approved = _approved(request)
    rows = approved.values("measure", "origin", "listing", "listing__number").order_by("measure", "origin")
    return [
        Waiting(
            row["measure"], row["origin"], row["listing"], row["listing__number"] or "", row["n"], row["fen"]
        )
        for row in rows.annotate(n=Count("pk"), fen=Sum("payable_fen"))
    ]


def _approved(request: OfficeRequest) -> QuerySet[Case]:
    return Case.objects.filter(authority=request.office.authority, state=State.APPROVED)


@office(*KEEPERS)
def look(request: OfficeRequest) -> HttpResponse:
    """The masked list of the groups chosen, as everybody would see it."""
    return _looked_at(request, TitleForm(initial={"title": _title()}))


def _title() -> str:
    return gettext("{year}年{month}月兑现公示").format(year=clock.today().year, month=clock.today().month)


def _looked_at(request: OfficeRequest, form: TitleForm, status: int = 200, **more: object) -> HttpResponse:
    cases = _chosen(request)
    if not cases:
        messages.warning(request, gettext("请先选择要公示的办件。"))
        return redirect("console:publicity:compose")
    context = {
        "form": form,
        "marks": request.POST.getlist("group"),
        "shown": preview(cases),
        "cases": len(cases),
        **more,
    }
    seen(request, "casework.Case", "preview", ["publicity"])
    return render(request, "console/publicity/preview.html", context, status=status)


def _chosen(request: OfficeRequest) -> list[Case]:
    """The approved cases of the groups that were ticked, in the order of their numbers."""
    wanted: dict[tuple[str, str, int | None], None] = {}
    for mark in request.POST.getlist("group"):
        measure, origin, listing = ([*mark.split("|"), "", ""])[:3]
        wanted[measure, origin, int(listing) if listing.isdigit() else None] = None
    rows = _approved(request).order_by("number").filter(measure__in={measure for measure, _, _ in wanted})
    return [row for row in rows if (row.measure, row.origin, row.listing_id) in wanted][:MOST]


@office(*KEEPERS)
def open_list(request: OfficeRequest) -> HttpResponse:
    """The notice opens: its lines are frozen and hashed, its clock starts."""
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _looked_at(request, form, 422)
    try:
        notice = publishing.publish(_chosen(request), request.office.account, form.cleaned_data["title"])
    except DuixianError as error:
        return _looked_at(request, form, 409, refusal=refusal_of(error))
    messages.success(request, gettext("公示 {number} 已开始。").format(number=notice.number))
    return redirect("console:publicity:one", number=notice.number)
