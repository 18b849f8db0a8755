"""The lists on notice, and one of them with its lines; the lines as a workbook or on paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.design.downloads import PDF, XLSX, to_keep
from duixian.design.paging import page as paged
from duixian.notices.models import Publicity
from duixian.notices.states import PublicityState
from duixian.papers.lists import publicity_list
from duixian.public.headers import unlisted
from duixian.public.notices.lists import lines_of, one_list, public_lists, running, shows_names, told_of
from duixian.public.notices.sheets import sheet_of

_LINES = 100


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Lists that are open to objections first, then those whose time is over."""
    over = public_lists().exclude(state=PublicityState.PUBLIC)
    context = {
        "running": [(notice, told_of(notice)) for notice in running()],
        "over": paged(over, request, by=("-public_from",), size=20),
    }
    return render(request, "public/notices/list.html", context)


@unlisted
@require_safe
def page(request: HttpRequest, office: str, number: str) -> HttpResponse:
    """One list; ``?format=xlsx`` and ``?format=pdf`` give it to take away, for as long as its names are shown."""
    notice = one_list(office, number)
    wanted = request.GET.get("format", "")
    if wanted:
        return _taken_away(notice, wanted)
    search = request.GET.get("q", "").strip()
    named = shows_names(notice)
    context = {
        "notice": notice,
        "told": told_of(notice),
        "named": named,
        "open": notice.state == PublicityState.PUBLIC,
        "search": search,
        "lines": paged(lines_of(notice, search), request, by=("position",), size=_LINES) if named else None,
        "whole": _whole(notice),
    }
    return render(request, "public/notices/page.html", context)


def _taken_away(notice: Publicity, wanted: str) -> HttpResponse:
    if not shows_names(notice):
        raise Http404(wanted)
    if wanted == "xlsx":
        return to_keep(sheet_of(notice), f"{notice.number}.xlsx", XLSX, public=True)
    if wanted == "pdf" and _whole(notice):
        return to_keep(publicity_list(notice), f"{notice.number}.pdf", PDF, public=True)
    raise Http404(wanted)


def _whole(notice: Publicity) -> bool:
    """Whether every line of the frozen list still stands: the paper shows what was frozen, also who was taken off."""
    return lines_of(notice).count() == notice.lines.count()
