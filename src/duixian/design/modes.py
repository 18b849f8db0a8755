"""How somebody wants to read: language, size of type, light or dark; kept in cookies, for a year, on every page."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

CHOICES = {"theme": ("auto", "light", "dark"), "type": ("usual", "large")}
"""What may be chosen; the first is taken where nobody chose."""
_A_YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Modes:
    """``theme``: auto, light, dark. ``type``: usual, large."""

    theme: str
    type: str


def modes_of(request: HttpRequest) -> Modes:
    """The modes of a request; a cookie that says anything else counts as none."""
    return Modes(**{name: _known(request.COOKIES.get(_cookie(name)), name) for name in CHOICES})


def _known(value: str | None, name: str) -> str:
    return value if value in CHOICES[name] else CHOICES[name][0]


def _cookie(name: str) -> str:
    return f"duixian_{name}"


@csrf_exempt
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sets what was chosen and goes back to the page. Nobody is harmed by somebody else's choice of a size, and a page
    without a form of its own needs no cookie for this one."""
    response = HttpResponseRedirect(_back(request))
    for name, allowed in CHOICES.items():
        if request.POST.get(name) in allowed:
            _keep(response, _cookie(name), request.POST[name])
    if request.POST.get("language") in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, request.POST["language"])
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=_A_YEAR_SECONDS, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
