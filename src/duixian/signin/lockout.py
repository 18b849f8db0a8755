"""After too many wrong passwords the door stays shut for a while, and says for how long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off, get_failure_limit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_TOO_MANY = 429


def username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str | None:
    """Whose password was tried: from what is being checked, or from the form of the page."""
    if credentials and credentials.get("username"):
        return str(credentials["username"])
    return request.POST.get("login") or None


def address(request: HttpRequest) -> str:
    """Where somebody comes from, as the outermost of our own proxies saw it; empty for a request made by no browser."""
    passed = [
        part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    proxies = settings.DUIXIAN_PROXIES
    if proxies and len(passed) >= proxies:
        return str(passed[-proxies])
    return str(request.META.get("REMOTE_ADDR", ""))


def locked_out(
    request: HttpRequest, _response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """The page that says so."""
    pause = get_cool_off(request)
    said = {
        "failures": get_failure_limit(request, credentials),
        "minutes": None if pause is None else int(pause.total_seconds()) // 60,
    }
    return render(request, "signin/locked_out.html", said, status=_TOO_MANY)
