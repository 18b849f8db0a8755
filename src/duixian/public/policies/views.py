"""The list of policies, the living page of one, and the list of its versions."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.public.policies.living import Living, LivingClause, living
from duixian.public.policies.quoting import lit
from duixian.public.policies.versions import in_force, named, of_policy, present


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every policy in force."""
    return render(request, "public/policies/list.html", {"versions": in_force()})


@require_safe
def page(request: HttpRequest, office: str, name: str, version: str | None = None) -> HttpResponse:
    """The living page: of the version in force, or of the one whose hash begins so. ``?clause=`` and ``?words=`` show
    the words that somebody cited."""
    policy = f"{office}/{name}"
    shown = present(policy) if version is None else named(policy, version)
    whole = living(shown)
    words = request.GET.get("words", "")
    context = {
        "cited": bool(words),
        "version": shown,
        "office": office,
        "name": name,
        "living": whole,
        "clauses": _with_cited(whole, request.GET.get("clause", ""), words),
        "current": present(policy),
        "others": len(of_policy(policy)) - 1,
    }
    return render(request, "public/policies/page.html", context)


def _with_cited(whole: Living, clause: str, words: str) -> tuple[LivingClause, ...]:
    if not words:
        return whole.clauses
    return tuple(
        replace(one, segments=lit(one.segments, words)) if one.id == clause else one for one in whole.clauses
    )


@require_safe
def versions(request: HttpRequest, office: str, name: str) -> HttpResponse:
    """Every version that is or was in force; two of them may be chosen for comparison."""
    policy = f"{office}/{name}"
    context = {"office": office, "name": name, "versions": of_policy(policy), "current": present(policy)}
    return render(request, "public/policies/versions.html", context)
