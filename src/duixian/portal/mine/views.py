"""The pages of a person's own data."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from duixian.authorities.access import log_access
from duixian.casework import corrections
from duixian.casework.corrections import Wrong
from duixian.casework.evidence import attach
from duixian.casework.models import Correction
from duixian.casework.procedure.finding import procedure_of
from duixian.design.refusals import refusal_of
from duixian.language.vocabulary import Table
from duixian.portal.doors import Claimant, oneself, person
from duixian.portal.mine.asking import inputs_of
from duixian.portal.mine.facts import Row, fact_of, registers_of, row_of, version_for
from duixian.portal.mine.looks import looks_at
from duixian.registry.store.models import Fact
from duixian.values.bilingual import DuixianError, Text


@person
@require_GET
def data(request: HttpRequest, who: Claimant) -> HttpResponse:
    """Everything the registers know, with since when and from where."""
    log_access(who.account, "view", *who.pair, ["portal"], authority=who.authority)
    context = {"registers": registers_of(who), "corrections": corrections_of(who)[:10]}
    return render(request, "portal/mine/data.html", context)


@oneself
@require_GET
def looks(request: HttpRequest, who: Claimant) -> HttpResponse:
    """Who looked at it."""
    return render(request, "portal/mine/looks.html", {"looks": looks_at(who)})


@person
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """Say that a fact is wrong, or not one's own."""
    fact = fact_of(who, pk)
    table, row = row_of(who, fact)
    if request.method == "GET":
        return _form(request, who, table, row)
    try:
        made = _asked(request, who, fact, row)
    except DuixianError as error:
        return _form(request, who, table, row, error)
    messages.success(request, _("已收到您的更正申请，编号 %(number)s。") % {"number": made.number})
    return redirect("portal:data")


def corrections_of(who: Claimant) -> QuerySet[Correction]:
    """Requests about the subject's facts, the newest first."""
    table, key = who.pair
    held = Correction.objects.filter(authority=who.authority, subject_table=table, subject_key=key)
    return held.order_by("-pk")


def _asked(request: HttpRequest, who: Claimant, fact: Fact, row: Row) -> Correction:
    version = version_for(who, fact.table)
    texts = {cell.column: cell.text for cell in row.cells}
    said = {name[5:]: str(text).strip() for name, text in request.POST.items() if name.startswith("cell|")}
    changes = {column: text for column, text in said.items() if text != texts.get(column, "")}
    if "not-mine" in request.POST:
        changes = {}
    elif not changes:
        raise corrections.nothing_changed(fact.table)
    wrong = Wrong(fact, changes, request.POST.get("words", ""))
    with transaction.atomic():
        made = corrections.request(version, who.account, who.pair, wrong)
        for given in request.FILES.getlist("file"):
            attach(made, who.account, given.name or "", given.read(), "")
    return made


def _form(
    request: HttpRequest, who: Claimant, table: Table, row: Row, error: DuixianError | None = None
) -> HttpResponse:
    version = version_for(who, table.name)
    procedure = procedure_of(version)
    context = {
        "name": Text(table.name, table.english),
        "row": row,
        "inputs": inputs_of(version, table, row, request.POST),
        "words": request.POST.get("words", ""),
        "refusal": refusal_of(error) if error is not None else None,
        "largest": procedure.largest_file // 1024**2,
        "days": procedure.correction_days,
    }
    return render(request, "portal/mine/correct.html", context, status=422 if error is not None else 200)
