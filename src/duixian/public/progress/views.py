"""The look-up of a case by its number and a second secret. Both travel in the body, so that no address keeps them."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from duixian.casework import progress
from duixian.casework.progress import Progress
from duixian.design.refusals import refusal_of
from duixian.public.headers import unlisted
from duixian.public.limiting import Limit, TooOften, address_of, count, forget
from duixian.values.bilingual import DuixianError, Text

BY_ADDRESS = Limit("progress by address", 20, 10)
BY_NUMBER = Limit("progress of a number", 6, 60)
_LONGEST = 40


class LookUpForm(forms.Form):
    """A number and a secret."""

    number = forms.CharField(
        label=_("办件编号"),
        help_text=_("在受理短信、回执或“我的”页面上，例如 2023-0000012。"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    secret = forms.CharField(
        label=_("查询码，或申请人身份证号后六位"),
        help_text=_("查询码印在回执上，例如 K7QM-2XHP；单位的办件请用查询码。"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


@unlisted
@never_cache
@sensitive_post_parameters("number", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """The form, and the answer to it. What is wrong of the two is not said."""
    form = LookUpForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if not form.is_bound:
        return render(request, "public/progress/look_up.html", context)
    status = 422
    if form.is_valid():
        try:
            context["progress"] = _found(request, form.cleaned_data["number"], form.cleaned_data["secret"])
            status = 200
        except TooOften as error:
            context["refusal"], status = refusal_of(error), 429
        except DuixianError as error:
            context["refusal"] = refusal_of(error)
    return render(request, "public/progress/look_up.html", context, status=status)


def _found(request: HttpRequest, number: str, secret: str) -> Progress:
    """Raises TooOften, and DuixianError (``progress-unknown``) where they do not belong together."""
    count(BY_ADDRESS, address_of(request))
    count(BY_NUMBER, number.strip())
    found = progress.look_up(number, secret)
    if found is None:
        raise DuixianError(
            "progress-unknown",
            Text("编号与查询码不相符。", "The number and the secret do not belong together."),
            remedy=Text(
                "请核对后再试；忘了查询码的，可以登录“我的”页面查看，或询问经办窗口。",
                "Check both and try again. If the code is lost, sign in to see your claims, or ask at the counter.",
            ),
        )
    forget(BY_NUMBER, number.strip())
    return found
