"""Lists: all of them, one of them, and what is done to it."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.casework import publishing
from duixian.casework.models import Case
from duixian.casework.states import State
from duixian.console.doors import OfficeRequest, office
from duixian.console.publicity.forms import WithdrawForm
from duixian.console.publicity.roles import READERS
from duixian.console.seeing import exported, seen
from duixian.design.downloads import XLSX, to_keep, to_look_at
from duixian.design.paging import page
from duixian.notices import publicity as notices
from duixian.notices.models import Publicity, PublicityLine
from duixian.notices.publicity.composing import unchanged
from duixian.notices.publicity.locking import KEEPERS
from duixian.notices.states import (
    CONTESTABLE,
    RUNNING,
    WITHDRAWABLE,
    LineState,
    ObjectionState,
    PublicityState,
)
from duixian.papers.lists import publicity_list
from duixian.papers.sheets import Column, Kind, workbook

_TABLE = "notices.Publicity"
_HELD = Count("lines", filter=Q(lines__state=LineState.HELD))


@office(*READERS)
def home(request: OfficeRequest) -> HttpResponse:
    """Lists, the latest first, and how many cases wait for one."""
    authority = request.office.authority
    rows = Publicity.objects.filter(authority=authority).annotate(count=Count("lines"), held=_HELD)
    state = request.GET.get("state", "")
    if state in PublicityState.values:
        rows = rows.filter(state=state)
    seen(request, _TABLE, state or "*")
    context = {
        "page": page(rows, request, by=("-composed_at", "-pk")),
        "state": state,
        "states": PublicityState,
        "waiting": Case.objects.filter(authority=authority, state=State.APPROVED).count(),
        "may_compose": request.office.holds(*KEEPERS),
    }
    return render(request, "console/publicity/home.html", context)


@office(*READERS)
def one(request: OfficeRequest, number: str) -> HttpResponse:
    """One list with its lines and objections."""
    found = list_of(request, number)
    seen(request, _TABLE, number)
    return render(request, "console/publicity/one.html", _shown(request, found))


def list_of(request: OfficeRequest, number: str) -> Publicity:
    """A list of the authority somebody works for."""
    rows = Publicity.objects.select_related("authority", "composed_by", "replaces")
    return get_object_or_404(rows, authority=request.office.authority, number=number)


def _shown(request: OfficeRequest, found: Publicity) -> dict[str, object]:
    keeps = request.office.holds(*KEEPERS)
    lines = found.lines.prefetch_related("objections").order_by("position")
    last = found.inside_until if found.state == PublicityState.INSIDE else found.public_until
    running = found.state in RUNNING
    return {
        "publicity": found,
        "page": page(lines, request, by=("position",), size=100),
        "count": found.lines.count(),
        "total": found.lines.aggregate(fen=Sum("amount_fen"))["fen"],
        "whole": unchanged(found),
        "last": last,
        "may_publish": keeps and found.state == PublicityState.COMPOSED,
        "may_close": keeps and running and last is not None and clock.today() > last,
        "may_withdraw": keeps and found.state in WITHDRAWABLE,
        "contestable": CONTESTABLE,
        "open": ObjectionState.OPEN,
        "form": WithdrawForm(),
    }


@office(*KEEPERS)
def publish(request: OfficeRequest, number: str) -> HttpResponse:
    """A list that was composed alone (a round's, a contest's) is shown."""
    notices.publish(list_of(request, number), actor=request.office.account)
    messages.success(request, gettext("已开始公示。"))
    return redirect("console:publicity:one", number=number)


@office(*KEEPERS)
def close(request: OfficeRequest, number: str) -> HttpResponse:
    """The clock has run out: the next stage, or free to be paid."""
    free = publishing.conclude(list_of(request, number), request.office.account)
    messages.success(request, gettext("本期公示已了结，{count} 件办件公示完毕。").format(count=len(free)))
    return redirect("console:publicity:one", number=number)


@office(*KEEPERS)
def withdraw(request: OfficeRequest, number: str) -> HttpResponse:
    """The whole list is taken back; its cases wait for another."""
    found, form = list_of(request, number), WithdrawForm(request.POST)
    if not form.is_valid():
        context = {**_shown(request, found), "form": form}
        return render(request, "console/publicity/one.html", context, status=422)
    notices.withdraw(found, form.cleaned_data["reason"], actor=request.office.account)
    publishing.follow(request.office.authority, request.office.account)
    messages.success(request, gettext("公示已撤回，办件回到待公示。"))
    return redirect("console:publicity:one", number=number)


@office(*KEEPERS)
def withdraw_line(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """One line is taken back; the rest goes on."""
    line = get_object_or_404(PublicityLine, publicity=list_of(request, number), position=position)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        notices.withdraw_line(line, form.cleaned_data["reason"], actor=request.office.account)
        publishing.follow(request.office.authority, request.office.account)
        messages.success(request, gettext("第 {position} 行已撤回。").format(position=position))
        return redirect("console:publicity:one", number=number)
    context = {"line": line, "publicity": line.publicity, "form": form}
    return render(request, "console/publicity/line.html", context, status=422)


@office(*READERS)
def line(request: OfficeRequest, number: str, position: int) -> HttpResponse:
    """One line, to be taken back with a reason."""
    found = get_object_or_404(PublicityLine, publicity=list_of(request, number), position=position)
    seen(request, _TABLE, f"{number}/{position}")
    context = {"line": found, "publicity": found.publicity, "form": WithdrawForm()}
    return render(request, "console/publicity/line.html", context)


@office(*READERS)
def paper(request: OfficeRequest, number: str) -> HttpResponse:
    """The list in official form."""
    content = publicity_list(list_of(request, number))
    exported(request, _TABLE, number, ["pdf"])
    return to_look_at(content, f"{number}.pdf")


@office(*READERS)
def sheet(request: OfficeRequest, number: str) -> HttpResponse:
    """The list as a workbook: what is public, and where each line stands."""
    found = list_of(request, number)
    columns = (
        Column(gettext("序号"), Kind.COUNT),
        Column(gettext("姓名（名称）")),
        Column(gettext("所在单位")),
        Column(gettext("项目")),
        Column(gettext("金额（元）"), Kind.MONEY),
        Column(gettext("状态")),
    )
    rows = [
        (row.position, row.name, row.unit, row.benefit, row.amount_fen, row.get_state_display())
        for row in found.lines.order_by("position")
    ]
    exported(request, _TABLE, number, ["xlsx"])
    notes = [(gettext("公示"), f"{number} {found.title}"), ("SHA-256", found.sha256)]
    return to_keep(
        workbook(found.title, columns, rows, made_at=clock.now(), notes=notes), f"{number}.xlsx", XLSX
    )
