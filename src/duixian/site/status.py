"""The page at `/` until there are pages: that the service runs, and where its interface is described."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

_PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>兑现 Duixian</title>
<h1>兑现 Duixian</h1><p>服务正在运行。 The service is running.</p>
<p><a href="/api/v1/docs">/api/v1/docs</a></p></html>
"""


def status(request: HttpRequest) -> HttpResponse:
    """Two lines in two languages."""
    return HttpResponse(_PAGE)
