"""Work that takes long, told on a page while it is done: each line is sent as soon as it is known.

The page needs no script: it is one answer that goes on. The work is done as the auditor (``acting_for``), so it sees his
rows and changes none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from duixian.authorities.acting import acting_for
from duixian.console.doors import OfficeRequest

_MARK = "<!--told-->"


@dataclass(frozen=True)
class Line:
    """One line of what happens. ``tone``: good, bad, attention, or waiting while it is being done."""

    words: str
    tone: str = ""
    detail: str = ""
    href: str = ""


Work = Callable[[], Iterator[Line]]


def told_while_done(request: OfficeRequest, title: str, back: str, work: Work) -> StreamingHttpResponse:
    """A page that tells the lines of ``work`` as they come."""
    page = render_to_string("console/audit/told.html", {"title": title, "back": back}, request)
    head, _mark, foot = page.partition(_MARK)
    response = StreamingHttpResponse(_sent(request, get_language() or "zh-hans", (head, foot), work))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _sent(request: OfficeRequest, language: str, ends: tuple[str, str], work: Work) -> Iterator[str]:
    yield ends[0]
    with acting_for(request.office.account), override(language):
        for line in work():
            yield render_to_string("console/audit/line.html", {"line": line})
    yield ends[1]
