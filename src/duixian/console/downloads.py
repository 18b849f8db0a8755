"""Files as answers: to keep, or to look at."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def to_keep(content: bytes, name: str, media: str) -> HttpResponse:
    """A file that the browser saves under a name, whatever its letters."""
    return _answer(content, name, media, attached=True)


def to_look_at(content: bytes, name: str, media: str = PDF) -> HttpResponse:
    """A file that the browser shows."""
    return _answer(content, name, media, attached=False)


def _answer(content: bytes, name: str, media: str, *, attached: bool) -> HttpResponse:
    said = content_disposition_header(attached, name) or "inline"
    headers = {"Content-Disposition": said, "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=media, headers=headers)
