"""Pages that say how the service works, and the two files for programs that read the web."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from duixian.public.notices.lists import NAMES_STAY
from duixian.public.policies.living import living
from duixian.public.policies.versions import in_force

_CLOSED = ("/my/", "/office/", "/accounts/", "/api/", "/notices/", "/progress/")
"""Where no program that reads the web should go: names of people stand in notices for a time only."""
_PAGES = ("home", "policies", "calculator", "calls", "statistics", "about", "privacy", "accessibility")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the service is."""
    return render(request, "public/about/about.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and for how long it is shown."""
    return render(request, "public/about/privacy.html", {"names_stay": NAMES_STAY.days})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How the pages can be read and used."""
    return render(request, "public/about/accessibility.html")


@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _CLOSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('public:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """sitemap.xml: pages that stay."""
    urls = "".join(f"<url><loc>{escape(request.build_absolute_uri(path))}</loc></url>" for path in _paths())
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    body = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>\n'
    return HttpResponse(head + body, content_type="application/xml; charset=utf-8")


def _paths() -> Iterator[str]:
    yield from (reverse(f"public:{name}") for name in _PAGES)
    for version in in_force():
        parts = version.policy.split("/", 1)
        yield reverse("public:policy", args=parts)
        yield from (reverse("public:guide", args=[*parts, measure]) for measure in living(version).measures)
