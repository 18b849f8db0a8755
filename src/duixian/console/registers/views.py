"""Find a record, look at it as known at any moment, reveal its number, change it; every look is logged."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.casework import keys
from duixian.casework.models import Case
from duixian.console.doors import READERS, OfficeRequest, office
from duixian.console.registers import finding
from duixian.console.registers.cells import keyed, name_of
from duixian.console.registers.forms import fields_of, given_of
from duixian.console.registers.showing import history_of, registers_of
from duixian.console.seeing import noted, revealed, seen
from duixian.registry.store import facts
from duixian.registry.store.models import Alias, Fact

CHANGERS = (Role.INTAKE, Role.FIRST_CHECK)
_MOST = 200


@office(*READERS)
def find(request: OfficeRequest) -> HttpResponse:
    """``/office/registers/``: by ID, code or number; what is asked goes by POST and stands in no address."""
    authority = request.office.authority
    vocabulary = finding.vocabulary_of(authority)
    tables = keyed(vocabulary)
    words = {"tables": tables, "table": "", "missed": False, "changes": request.office.holds(*CHANGERS)}
    if request.method == "POST":
        table = request.POST.get("table", "")
        found = finding.by_key(authority, table, request.POST.get("key", ""))
        noted(request, "search", "registry_fact", table)
        if found is not None:
            return HttpResponseRedirect(reverse("console:fact", args=[found.pk]))
        words |= {"table": table, "missed": True}
    return render(request, "console/registers/find.html", words)


@office(*READERS)
def fact(request: OfficeRequest, pk: int) -> HttpResponse:
    """One record with its history and all that points to it, as known now or on a day."""
    found = _fact(request, pk)
    authority = found.authority
    vocabulary = finding.vocabulary_of(authority)
    asked = parse_date(request.GET.get("on", "")) if request.GET.get("on") else None
    moment = datetime.combine(asked, time.max, clock.OFFICE) if asked is not None else None
    rows = list(finding.about(found, moment)[: _MOST + 1])
    history = facts.history(authority, found.table, found.key)
    seen(request, "registry_fact", f"{found.table} {found.key}")
    words = {
        "fact": found,
        "table": vocabulary.tables[found.table],
        "name": name_of(authority, (found.table, found.key), vocabulary),
        "history": history_of(history, vocabulary),
        "current": history[-1],
        "registers": registers_of(rows[:_MOST], vocabulary),
        "more": len(rows) > _MOST,
        "on": asked,
        "cases": Case.objects.filter(authority=authority, table=found.table, key=found.key).order_by("-pk")[
            :20
        ],
        "aliases": Alias.objects.filter(
            authority=authority, table=found.table, kept=found.key, undone_at=None
        ),
        "changes": request.office.holds(*CHANGERS),
        "fields": fields_of(vocabulary.tables[found.table], vocabulary, found),
    }
    return render(request, "console/registers/fact.html", words)


@require_POST
@office(*READERS)
def reveal(request: OfficeRequest, pk: int) -> HttpResponse:
    """The number behind a record's key, in clear."""
    found = _fact(request, pk)
    revealed(request, "registry_fact", f"{found.table} {found.key}", ["key"])
    words = {"number": keys.written(found.authority, found.key), "fact": found}
    part = (
        "console/registers/revealed_part.html"
        if request.headers.get("HX-Request")
        else "console/registers/revealed.html"
    )
    response = render(request, part, words)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@office(*CHANGERS)
def correct(request: OfficeRequest, pk: int) -> HttpResponse:
    """Some cells read otherwise from now on; or the record is withdrawn."""
    found, officer = _fact(request, pk), request.office.account
    vocabulary = finding.vocabulary_of(found.authority)
    source = request.POST.get("source", "").strip() or _("经办更正")
    if request.POST.get("withdraw") == "yes":
        made = facts.withdraw(found.authority, found.table, found.key, actor=officer, source=source)
    else:
        made = facts.correct(
            found.authority,
            found.table,
            found.key,
            given_of(request.POST, vocabulary.tables[found.table]),
            actor=officer,
            source=source,
            vocabulary=vocabulary,
        )
    messages.success(request, _("登记已更新，原来的仍在经过中。"))
    return HttpResponseRedirect(reverse("console:fact", args=[made.pk]))


@office(*CHANGERS)
def register(request: OfficeRequest, table: str) -> HttpResponse:
    """A new row of a register."""
    authority = request.office.authority
    vocabulary = finding.vocabulary_of(authority)
    declared = vocabulary.tables.get(table)
    if declared is None or declared.catalogue:
        return HttpResponseRedirect(reverse("console:registers"))
    if request.method == "POST":
        source = request.POST.get("source", "").strip() or _("经办登记")
        given = given_of(request.POST, declared)
        made = facts.register(
            authority, table, given, actor=request.office.account, source=source, vocabulary=vocabulary
        )
        messages.success(request, _("已登记。"))
        return HttpResponseRedirect(reverse("console:fact", args=[made.pk]))
    words = {"table": declared, "fields": fields_of(declared, vocabulary)}
    return render(request, "console/registers/register.html", words)


def _fact(request: OfficeRequest, pk: int) -> Fact:
    held = Fact.objects.filter(authority=request.office.authority).select_related("authority")
    return get_object_or_404(held, pk=pk)
