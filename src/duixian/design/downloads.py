"""Files as answers: to keep, or to look at. They are one reader's own and kept nowhere, unless they are ``public``."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
_SECONDS = 60
"""How long what everybody may read is kept on its way: a list that is withdrawn is gone after it."""


def to_keep(content: bytes, name: str, media: str, *, public: bool = False) -> HttpResponse:
    """A file that the browser saves under a name, whatever its letters."""
    return _answer(content, name, media, attached=True, public=public)


def to_look_at(content: bytes, name: str, media: str = PDF, *, public: bool = False) -> HttpResponse:
    """A file that the browser shows."""
    return _answer(content, name, media, attached=False, public=public)


def _answer(content: bytes, name: str, media: str, *, attached: bool, public: bool) -> HttpResponse:
    said = content_disposition_header(attached, name) or "inline"
    kept = f"public, max-age={_SECONDS}" if public else "private, no-store"
    return HttpResponse(
        content, content_type=media, headers={"Content-Disposition": said, "Cache-Control": kept}
    )
