"""What may be one, two records side by side, and the joins that stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app

from duixian.authorities.duties import Role
from duixian.casework.people import names_of
from duixian.console.doors import OfficeRequest, office
from duixian.console.merging.beside import beside
from duixian.console.merging.search import last
from duixian.console.registers.finding import vocabulary_of
from duixian.console.seeing import seen
from duixian.registry.store import duplicates, merging
from duixian.registry.store.duplicates import Suspicion
from duixian.registry.store.models import Alias, Fact

CLERKS = (Role.INTAKE, Role.FIRST_CHECK)
_MOST = 100


@office(*CLERKS, Role.AUDITOR)
def desk(request: OfficeRequest) -> HttpResponse:
    """``/office/merging/``."""
    authority = request.office.authority
    found = last(authority)
    shown = found.suspicions[:_MOST]
    vocabulary = vocabulary_of(authority)
    joined = Alias.objects.filter(authority=authority).select_related("made_by", "undone_by").order_by("-pk")
    pairs = {(one.rule.table, key) for one in shown for key in one.keys}
    pairs |= {(alias.table, key) for alias in joined[:_MOST] for key in (alias.kept, alias.duplicate)}
    names = names_of(authority, pairs, vocabulary)
    words = {
        "found": found,
        "lines": [(one, names.get((one.rule.table, one.keys[0]), ""), _facts(request, one)) for one in shown],
        "more": len(found.suspicions) - len(shown),
        "joined": [
            (a, names.get((a.table, a.kept), ""), names.get((a.table, a.duplicate), ""))
            for a in joined[:_MOST]
        ],
        "clerk": request.office.holds(*CLERKS),
    }
    return render(request, "console/merging/desk.html", words)


@require_POST
@office(*CLERKS)
def look(request: OfficeRequest) -> HttpResponse:
    """A job looks through the registry."""
    app.configure_task("console.find_duplicates").defer(authority_id=request.office.authority.pk)
    messages.success(request, _("已开始查找，完成后列在本页。"))
    return HttpResponseRedirect(reverse("console:merging"))


@office(*CLERKS, Role.AUDITOR)
def pair(request: OfficeRequest, one: int, other: int) -> HttpResponse:
    """Two records side by side."""
    left, right = _fact(request, one), _fact(request, other)
    if left.table != right.table or left.key == right.key:
        raise Http404
    for fact in (left, right):
        seen(request, "registry_fact", f"{fact.table} {fact.key}")
    words = {
        "left": left,
        "right": right,
        "lines": beside(left, right, vocabulary_of(request.office.authority)),
        "clerk": request.office.holds(*CLERKS),
    }
    return render(request, "console/merging/pair.html", words)


@require_POST
@office(*CLERKS)
def settle(request: OfficeRequest, one: int, other: int) -> HttpResponse:
    """They are one (and which is kept), or they are two."""
    left, right = _fact(request, one), _fact(request, other)
    reason, officer, authority = request.POST.get("reason", ""), request.office.account, left.authority
    kept = request.POST.get("kept", "")
    if kept in (str(left.pk), str(right.pk)):
        stays, goes = (left, right) if kept == str(left.pk) else (right, left)
        merging.merge(authority, left.table, stays.key, goes.key, actor=officer, reason=reason)
        messages.success(request, _("已合并；随时可以撤销。"))
    else:
        rule = next(rule for rule in duplicates.rules() if rule.table == left.table)
        duplicates.dismiss(authority, Suspicion(rule, (left.key, right.key)), actor=officer, reason=reason)
        messages.success(request, _("已记为两条，不再提示。"))
    return HttpResponseRedirect(reverse("console:merging"))


@require_POST
@office(*CLERKS)
def undo(request: OfficeRequest, pk: int) -> HttpResponse:
    """They are two again."""
    held = Alias.objects.filter(authority=request.office.authority).select_related("authority")
    merging.undo(get_object_or_404(held, pk=pk), actor=request.office.account)
    messages.success(request, _("合并已撤销。"))
    return HttpResponseRedirect(reverse("console:merging"))


def _facts(request: OfficeRequest, suspicion: Suspicion) -> list[Fact]:
    """The first two rows of a suspicion, as they are now."""
    held = Fact.objects.filter(
        authority=request.office.authority,
        table=suspicion.rule.table,
        key__in=suspicion.keys[:2],
        superseded_at__isnull=True,
        withdrawn=False,
    )
    return list(held.order_by("pk"))


def _fact(request: OfficeRequest, pk: int) -> Fact:
    held = Fact.objects.filter(authority=request.office.authority).select_related("authority")
    return get_object_or_404(held, pk=pk)
