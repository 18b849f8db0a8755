"""The components page: every piece once, to look at and to be tested in every mode."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from duixian.authorities import clock
from duixian.design.paging import Page


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("姓名"), help_text=_("与身份证上的姓名一致。"))
    bank = forms.CharField(label=_("银行卡号"), required=False)
    level = forms.ChoiceField(label=_("等级"), choices=[("3", _("高级工")), ("2", _("技师"))])
    until = forms.DateField(label=_("到期日"), widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(label=_("说明"), widget=forms.Textarea, required=False)


def components(request: HttpRequest) -> HttpResponse:
    """``/design/``."""
    now = clock.now()
    context = {
        "form": Sample(request.POST) if request.method == "POST" else Sample(),
        "faulty": Sample({"name": "", "level": "3", "until": "x"}),
        "now": now,
        "before": now - timedelta(days=9),
        "page": Page([], "?after=x", "?before=x"),
        "face": request.GET.get("face", "public"),
        "base": FACES.get(request.GET.get("face", ""), "design/public.html"),
        "faces": tuple(FACES),
        "names": ("王小明", "李桂芳"),
        "clause": "申请人应当在取得证书之日起十二个月内提出申请。",
        "steps": [_("填写"), _("核对"), _("提交")],
    }
    return render(request, "design/components.html", context)


FACES = {name: f"design/{name}.html" for name in ("public", "portal", "console")}
