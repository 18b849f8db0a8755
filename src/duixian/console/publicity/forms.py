"""The forms of the publicity desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class TitleForm(forms.Form):
    """What a list is called."""

    title = forms.CharField(
        label=_("公示标题"), max_length=200, help_text=_("不得含证件号、账号；日期写成“2026年3月1日”。")
    )


class ResolveForm(forms.Form):
    """What becomes of an objection, and why."""

    upheld = forms.ChoiceField(
        label=_("处理结果"),
        choices=[("no", _("不成立，该项照常办理")), ("yes", _("成立，该项撤下重新核查"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    """Why a list, or a line of it, is taken back."""

    reason = forms.CharField(label=_("撤回理由"), max_length=500, widget=_TWO_ROWS)
