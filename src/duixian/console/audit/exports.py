"""What an auditor takes away whole: every decision with its text, its chain and its replay, readable anywhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from duixian.authorities import clock
from duixian.console.audit.navigation import AUDITOR
from duixian.console.audit.streaming import Line, told_while_done
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import exported, seen
from duixian.decisions.store.auditing import export, faults_of

_NAME = re.compile(r"\d{8}-\d{6}")
FOLDER = "audits"
"""Below the data folder, by authority."""


def _place(request: OfficeRequest) -> Path:
    """An authority's own exports, or those that an authority above made of it, which are masked."""
    office = request.office
    own = Path(settings.DUIXIAN_DATA) / FOLDER / office.home.code
    return own if office.home == office.authority else own / office.authority.code


@office(*AUDITOR)
def exports(request: OfficeRequest) -> HttpResponse:
    """Exports made before, the latest first."""
    seen(request, "audit", "exports")
    place = _place(request)
    made = sorted((one.stem for one in place.glob("*.zip")), reverse=True) if place.is_dir() else []
    return render(request, "console/audit/exports.html", {"made": made})


@office(*AUDITOR)
def make(request: OfficeRequest) -> StreamingHttpResponse:
    """A new export: decisions, chain, replays, and a manifest of hashes, as one archive."""
    name = f"{clock.now():%Y%m%d-%H%M%S}"
    back = reverse("console:audit:exports")
    return told_while_done(request, gettext("审计导出"), back, lambda: _made(request, name))


def _made(request: OfficeRequest, name: str) -> Iterator[Line]:
    yield Line(gettext("写出每份决定，并逐一重放比对……"), "waiting")
    folder = _place(request) / name
    done = export(request.office.authority, folder, request.office.account)
    words = gettext("{decisions} 份决定；重放 {replayed} 项，{differing} 项不同；链断 {breaks} 处。")
    yield Line(
        words.format(
            decisions=done.decisions,
            replayed=done.replayed,
            differing=len(done.differing),
            breaks=len(done.breaks),
        ),
        "good" if done.holds else "bad",
    )
    faults = faults_of(folder)
    yield Line(
        gettext("复读导出文件，摘要相符。") if not faults else "；".join(faults), "bad" if faults else "good"
    )
    shutil.make_archive(str(folder), "zip", folder)
    shutil.rmtree(folder)
    yield Line(
        gettext("下载 {name}.zip").format(name=name),
        "good",
        href=reverse("console:audit:export", args=[name]),
    )


@office(*AUDITOR)
def take(request: OfficeRequest, name: str) -> FileResponse:
    """One export."""
    path = _place(request) / f"{name}.zip"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Http404(name)
    exported(request, "audit", name, ["document"])
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
