"""The account's own page, the way in for the invited, and what an officer without a second factor is told."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from axes.models import AccessLog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from duixian.authorities import inviting, roles
from duixian.authorities.models import Account
from duixian.signin.forms import ContactForm, InvitedForm
from duixian.signin.landing import home_of
from duixian.values.bilingual import DuixianError

_LAST = 5
_GONE = 410


@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, where messages go, how one signs in, and when that was."""
    me = _me(request)
    form = ContactForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("联系方式已保存。"))
        return redirect("signin:account")
    said = {
        "form": form,
        "appointments": roles.held(me).select_related("authority"),
        "factors": _factors(me),
        "recent": AccessLog.objects.filter(username=me.username).order_by("-attempt_time")[:_LAST],
        "home": home_of(me),
    }
    return render(request, "signin/account.html", said)


@login_required
def factor_needed(request: HttpRequest) -> HttpResponse:
    """Why the desk is closed, and the two ways to open it."""
    return render(request, "signin/factor_needed.html", {"demanded": settings.DUIXIAN_SECOND_FACTOR})


@never_cache
def invited(request: HttpRequest, ticket: str) -> HttpResponse:
    """An invited colleague chooses a password and is in."""
    try:
        guest = inviting.read(ticket)
    except DuixianError as error:
        return render(request, "signin/invitation_gone.html", {"error": error}, status=_GONE)
    form = InvitedForm(guest, request.POST or None)
    if request.method == "POST" and form.is_valid():
        inviting.accept(ticket, form.cleaned_data["password1"])
        guest.refresh_from_db()
        response: HttpResponse = perform_login(request, Login(user=guest))
        return response
    return render(request, "signin/invited.html", {"form": form, "guest": guest})


def _me(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)
    return request.user


def _factors(me: Account) -> dict[str, object]:
    """The app, the passkeys and the recovery codes of an account."""
    held = list(Authenticator.objects.filter(user_id=me.pk).order_by("created_at"))
    codes = next((one for one in held if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "app": next((one for one in held if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in held if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": None if codes is None else len(codes.wrap().get_unused_codes()),
    }
