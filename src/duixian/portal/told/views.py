"""The list of messages, one message, and the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from duixian.authorities import clock
from duixian.design.paging import page
from duixian.notices.messages.preferences import prefer, preference_of
from duixian.portal.cases.queries import cases_of
from duixian.portal.doors import Claimant, claimant
from duixian.portal.told.forms import Ways
from duixian.portal.told.queries import message_of, messages_of


@claimant
@require_GET
def listed(request: HttpRequest, who: Claimant) -> HttpResponse:
    """All messages, the newest first."""
    found = page(messages_of(who), request, by=("-pk",), size=20)
    return render(request, "portal/told/list.html", {"page": found})


@claimant
@require_GET
def message(request: HttpRequest, who: Claimant, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    found = message_of(who, pk)
    if found.read_at is None:
        messages_of(who).filter(pk=pk, read_at__isnull=True).update(read_at=clock.now())
    about = cases_of(who).filter(number=found.reference).first() if found.reference else None
    return render(request, "portal/told/message.html", {"message_": found, "about": about})


@claimant
@require_POST
def read_all(request: HttpRequest, who: Claimant) -> HttpResponse:
    """Everything counts as read."""
    messages_of(who).filter(read_at__isnull=True).update(read_at=clock.now())
    return redirect("portal:messages")


@claimant
@require_http_methods(["GET", "POST"])
def ways(request: HttpRequest, who: Claimant) -> HttpResponse:
    """By which ways one wants to be told, and where to."""
    held = preference_of(who.account, who.authority)
    standing = {"email": who.account.email, "phone": who.account.phone, "mail": held.mail, "sms": held.sms}
    form = Ways(request.POST if request.method == "POST" else None, initial=standing)
    if request.method == "POST" and form.is_valid():
        _keep(who, form.cleaned_data)
        messages.success(request, _("已保存。"))
        return redirect("portal:ways")
    context = {"form": form, "gateway": bool(settings.DUIXIAN_SMS)}
    return render(request, "portal/told/ways.html", context, status=422 if form.errors else 200)


def _keep(who: Claimant, said: Mapping[str, Any]) -> None:
    account = who.account
    account.email, account.phone = said["email"], said["phone"]
    account.save(update_fields=["email", "phone"])
    prefer(account, who.authority, mail=said["mail"], sms=said["sms"])
