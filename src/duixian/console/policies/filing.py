"""The files of a draft: one more of a kind that policies have, or one less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from duixian.console.doors import OfficeRequest, office
from duixian.console.policies import kinds
from duixian.console.policies.finding import draft_of
from duixian.console.policies.roles import WRITERS
from duixian.decisions.store import drafting


@office(*WRITERS)
def add(request: OfficeRequest, number: int) -> HttpResponse:
    """A file of one of the kinds, or a catalogue under a name of its own; it is opened at once."""
    found, sent = draft_of(request, number), request.POST
    name = sent["kind"] if sent["kind"] != kinds.CATALOGUE else _catalogue(sent.get("name", ""))
    drafting.add_file(found, request.office.account, name, kinds.begins(name), int(sent["revision"]))
    messages.success(request, _("已添加文件。"))
    return redirect(f"{reverse('console:policies:draft', args=[number])}?{urlencode({'file': name})}")


@office(*WRITERS)
def delete(request: OfficeRequest, number: int) -> HttpResponse:
    """A file is gone from the draft."""
    found, sent = draft_of(request, number), request.POST
    drafting.delete_file(found, request.office.account, sent["file"], int(sent["revision"]))
    messages.success(request, _("已删除文件。施行的版本里它还在。"))
    return redirect("console:policies:draft", number)


def _catalogue(name: str) -> str:
    """The name that somebody typed, with its ending."""
    bare = name.strip()
    return bare if bare.endswith(kinds.CATALOGUE) else f"{bare}{kinds.CATALOGUE}"
