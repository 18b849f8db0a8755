"""Where to and how somebody wants to be told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class Ways(forms.Form):
    """Everything may stay empty: the messages in the service itself always come."""

    email = forms.EmailField(label=_("电子邮箱"), required=False, max_length=254)
    phone = forms.RegexField(
        r"^\+?[0-9 -]{5,20}$",
        label=_("手机号码"),
        required=False,
        error_messages={"invalid": _("请填写数字，例如 13800000000。")},
    )
    mail = forms.BooleanField(label=_("发到我的邮箱"), required=False)
    sms = forms.BooleanField(label=_("发短信给我"), required=False)
