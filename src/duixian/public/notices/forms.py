"""What somebody writes who objects to a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST = 2000


class ObjectionForm(forms.Form):
    """``nickname`` is a trap: people do not see it, programs fill it in."""

    words = forms.CharField(
        label=_("您认为哪里不对"),
        help_text=_("写明哪一点与事实不符，最好附上线索。请不要写他人的证件号、银行账号。"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=_LONGEST,
    )
    name = forms.CharField(label=_("您的姓名"), required=False, max_length=100, help_text=_("可以不写。"))
    contact = forms.CharField(
        label=_("怎样联系您"),
        required=False,
        max_length=200,
        help_text=_("可以不写；写了会加密保存，只有核查人员能看到。"),
    )
    nickname = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    @property
    def trapped(self) -> bool:
        """Whether a program filled it in. For a form that is valid."""
        said: dict[str, Any] = self.cleaned_data
        return bool(said.get("nickname"))
