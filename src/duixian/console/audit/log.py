"""Who looked at what: the access log, searched and taken away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from duixian.authorities import clock
from duixian.authorities.models import AccessLog
from duixian.console.audit.navigation import AUDITOR
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import exported
from duixian.design.downloads import XLSX, to_keep
from duixian.design.paging import about, page
from duixian.papers.sheets import Column, Kind, workbook

MOST = 50_000
"""Rows of one workbook; more are taken away by days."""
_DAY = forms.DateInput(attrs={"type": "date"})


class Sieve(forms.Form):
    """By whom, what, and when."""

    who = forms.CharField(label=_("谁（账户或姓名）"), required=False, max_length=100)
    action = forms.ChoiceField(
        label=_("动作"),
        required=False,
        choices=[
            ("", _("全部")),
            ("view", _("查看")),
            ("export", _("导出")),
            ("reveal", _("显示隐藏内容")),
            ("import", _("导入")),
        ],
    )
    what = forms.CharField(label=_("对象（编号或登记表）"), required=False, max_length=120)
    since = forms.DateField(label=_("自"), required=False, widget=_DAY)
    until = forms.DateField(label=_("至"), required=False, widget=_DAY)


@office(*AUDITOR)
def log(request: OfficeRequest) -> HttpResponse:
    """The latest first."""
    sieve = Sieve(request.GET)
    rows = _found(request, sieve.cleaned_data if sieve.is_valid() else {})
    context = {
        "sieve": sieve,
        "page": page(rows, request, by=("-pk",), size=100),
        "count": about(rows),
        "asked": request.GET.urlencode(),
    }
    return render(request, "console/audit/log.html", context)


def _found(request: OfficeRequest, asked: dict[str, Any]) -> QuerySet[AccessLog]:
    rows = AccessLog.objects.filter(Q(authority=request.office.authority) | Q(authority=None))
    if asked.get("who"):
        rows = rows.filter(Q(account__username=asked["who"]) | Q(account__name=asked["who"]))
    if asked.get("what"):
        rows = rows.filter(Q(key=asked["what"]) | Q(table=asked["what"]))
    if asked.get("action"):
        rows = rows.filter(action=asked["action"])
    if asked.get("since"):
        rows = rows.filter(at__date__gte=asked["since"])
    if asked.get("until"):
        rows = rows.filter(at__date__lte=asked["until"])
    return rows.select_related("account")


@office(*AUDITOR)
def sheet(request: OfficeRequest) -> HttpResponse:
    """What was found, as a workbook; taking it away is written down too."""
    sieve = Sieve(request.GET)
    rows = _found(request, sieve.cleaned_data if sieve.is_valid() else {}).order_by("-pk")[:MOST]
    columns = (
        Column(gettext("时间"), Kind.MOMENT),
        Column(gettext("账户")),
        Column(gettext("姓名")),
        Column(gettext("动作")),
        Column(gettext("登记表")),
        Column(gettext("对象")),
        Column(gettext("字段")),
    )
    lines = [
        (
            row.at,
            row.account.username if row.account is not None else "",
            row.account.name if row.account is not None else "",
            row.action,
            row.table,
            row.key,
            "、".join(row.fields),
        )
        for row in rows
    ]
    exported(request, "authorities.AccessLog", request.GET.urlencode()[:200])
    notes = [(gettext("导出人"), str(request.office.account)), (gettext("条件"), request.GET.urlencode())]
    title = gettext("访问记录")
    return to_keep(workbook(title, columns, lines, made_at=clock.now(), notes=notes), f"{title}.xlsx", XLSX)
