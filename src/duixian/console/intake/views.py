"""Hand in registers, see what they would change, take them in."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app

from duixian.authorities.duties import Role
from duixian.console.doors import OfficeRequest, office
from duixian.console.intake import uploads
from duixian.console.seeing import exported, noted
from duixian.design.downloads import XLSX, to_keep
from duixian.registry.store.models import Import

CLERKS = (Role.INTAKE, Role.FIRST_CHECK, Role.ADMIN)


@office(*CLERKS)
def imports(request: OfficeRequest) -> HttpResponse:
    """``/office/imports/``: the form, and what was imported before."""
    if request.method == "POST":
        files = request.FILES.getlist("files")
        if not files:
            messages.error(request, _("请选择文件。"))
            return HttpResponseRedirect(reverse("console:imports"))
        upload = uploads.take(request.office.authority, request.office.account, files)
        app.configure_task("console.import_registers").defer(upload=upload.name)
        return HttpResponseRedirect(reverse("console:import", args=[upload.name]))
    before = Import.objects.filter(authority=request.office.authority).select_related("actor")
    return render(request, "console/intake/imports.html", {"before": before.order_by("-pk")[:30]})


@office(*CLERKS)
def upload(request: OfficeRequest, name: str) -> HttpResponse:
    """One upload: how far it is, what it would change or has changed."""
    found = _upload(request, name)
    part = "console/intake/report.html" if request.headers.get("HX-Request") else "console/intake/upload.html"
    return render(request, part, {"upload": found})


@require_POST
@office(*CLERKS)
def take_in(request: OfficeRequest, name: str) -> HttpResponse:
    """What was looked through is taken in."""
    found = _upload(request, name)
    if found.state == uploads.LOOKED:
        found.dry, found.state = False, uploads.WAITING
        uploads.save(found)
        app.configure_task("console.import_registers").defer(upload=found.name)
        noted(request, "import", "registry_fact", "、".join(found.files))
    return HttpResponseRedirect(reverse("console:import", args=[name]))


@office(*CLERKS)
def rejects(request: OfficeRequest, name: str) -> HttpResponse:
    """The rows that could not be used, with the reason of each cell."""
    found = _upload(request, name)
    path = Path(found.rejects)
    if not found.rejects or not path.is_file():
        raise Http404(name)
    exported(request, "registry_rejects", name)
    return to_keep(path.read_bytes(), f"rejects-{name}.xlsx", XLSX)


def _upload(request: OfficeRequest, name: str) -> uploads.Upload:
    found = uploads.find(name, request.office.authority)
    if found is None:
        raise Http404(name)
    return found
