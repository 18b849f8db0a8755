"""The forms of the desk of services."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from duixian.console.services.kinds import Kind, code_of
from duixian.design.refusals import said

_DAY = forms.DateInput(attrs={"type": "date"})


class DrawForm(forms.Form):
    """A list of a year."""

    kind = forms.ChoiceField(label=_("服务项目"))
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2999)
    until = forms.DateField(label=_("预约截止"), widget=_DAY)

    def __init__(self, *given: Any, kinds: list[Kind], **known: Any) -> None:
        super().__init__(*given, **known)
        self.fields["kind"].choices = [(code_of(one), said(one[1].source.name)) for one in kinds]  # type: ignore[attr-defined]


class AttendedForm(forms.Form):
    """What the place that gives the service returns."""

    file = forms.FileField(
        label=_("参加情况表"),
        max_length=200,
        help_text=_("用导出的名单填写；XLSX 或 CSV，有一行不对就一行也不记。"),
    )


class AnswerForm(forms.Form):
    """What the department says."""

    done = forms.ChoiceField(
        label=_("办理结果"), choices=[("yes", _("已办成")), ("no", _("未办成"))], widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("答复内容"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
