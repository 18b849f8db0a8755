"""An error of the domain as a page: what, where, by which clause, and what to do next, in the page's language.

To a part of a page that HTMX asked for, the same words come as a part and go to the place that every page keeps for
them (``#refusal``), so nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext

from duixian.design.statuses import status_of
from duixian.language.problems import PolicyError
from duixian.values.bilingual import DuixianError, Text

PLACE = "#refusal"
Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Part:
    """One of several faults."""

    what: str
    where: str
    remedy: str = ""


@dataclass(frozen=True)
class Refusal:
    """An error in one language."""

    title: str
    what: str
    code: str
    where: str = ""
    clause: str = ""
    remedy: str = ""
    parts: tuple[Part, ...] = ()


class Refusals:
    """Middleware: whatever a view refuses by a DuixianError is told to the person who asked."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Words for an error of the domain; any other goes on."""
        if isinstance(error, DuixianError):
            return told(request, refusal_of(error), status_of(error))
        if isinstance(error, PolicyError):
            return told(request, _of_policy(error), 422)
        return None


def said(text: Text) -> str:
    """The words of a text in the language of the page."""
    return text.lang(get_language() or "zh")


def refusal_of(error: DuixianError) -> Refusal:
    """The error's words for a template that shows them itself (``design/refusal_words.html``)."""
    return Refusal(
        title=_title(status_of(error)),
        what=said(error.message),
        code=error.code,
        where=error.where,
        clause=str(getattr(error, "clause", None) or ""),
        remedy=said(error.remedy),
        parts=tuple(_parts((*getattr(error, "errors", ()), *getattr(error, "faults", ())))),
    )


def _parts(errors: Iterable[object]) -> Iterable[Part]:
    return (Part(said(e.message), e.where, said(e.remedy)) for e in errors if isinstance(e, DuixianError))


def _of_policy(error: PolicyError) -> Refusal:
    parts = tuple(Part(said(one.message), str(one.spot)) for one in error.problems)
    return Refusal(_title(422), gettext("政策文本现在不能用。"), "policy-invalid", parts=parts)


def _title(status: int) -> str:
    titles = {
        403: gettext("您不能办理这件事"),
        404: gettext("没有找到"),
        409: gettext("情况已经变了"),
        429: gettext("请求太多，请稍后再试"),
    }
    return titles.get(status, gettext("这一步没有办成"))


def told(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    """A page, or a part of one for HTMX."""
    if request.headers.get("HX-Request"):
        response = render(request, "design/refusal_words.html", {"refusal": refusal}, status=status)
        response["HX-Retarget"], response["HX-Reswap"] = PLACE, "innerHTML show:#told:top"
        return response
    context = {"refusal": refusal, "base": base_of(request), "back": _back(request)}
    return render(request, "design/refusal.html", context, status=status)


def base_of(request: HttpRequest) -> str:
    """The frame of the face that was asked, by its address."""
    faces = {"my": "design/portal.html", "office": "design/console.html"}
    return faces.get(request.path.split("/")[1], "design/public.html")


def _back(request: HttpRequest) -> str:
    """The page before, if it is one of ours and another one."""
    before = request.headers.get("Referer", "")
    try:
        host = request.get_host()
    except DisallowedHost:
        return "/"
    ours = url_has_allowed_host_and_scheme(before, {host}, request.is_secure())
    return before if ours and urlsplit(before).path != request.path else "/"
