"""Appointments of an authority."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from duixian.authorities import clock
from duixian.authorities.appointing import appoint, dismiss
from duixian.authorities.duties import INCOMPATIBLE, OFFICERS, Role
from duixian.authorities.inviting import invite
from duixian.authorities.models import Account, Appointment
from duixian.casework.joint import DEPARTMENT
from duixian.console.doors import OfficeRequest, office
from duixian.console.seeing import noted
from duixian.console.staff.pairs import clashes

_OFFICES = [role for role in Role if role in OFFICERS]


@office(Role.ADMIN)
def staff(request: OfficeRequest) -> HttpResponse:
    """``/office/staff/``."""
    authority, today = request.office.authority, clock.today()
    live = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gt=today), authority=authority)
    held = (
        live.filter(role__in=OFFICERS)
        .select_related("account")
        .order_by("account__name", "account_id", "role")
    )
    people = [(account, list(some)) for account, some in groupby(held, lambda one: one.account)]
    past = Appointment.objects.filter(authority=authority, until__lte=today, role__in=OFFICERS)
    words = {
        "people": people,
        "past": past.select_related("account").order_by("-until", "-pk")[:30],
        "roles": _OFFICES,
        "clashes": clashes(),
        "pairs": len(INCOMPATIBLE),
        "department": DEPARTMENT,
        "ticket": request.session.pop("console_ticket", ""),
    }
    return render(request, "console/staff/staff.html", words)


@require_POST
@office(Role.ADMIN)
def engage(request: OfficeRequest) -> HttpResponse:
    """A role for an account, by its user name; an account that is not there is made and invited."""
    said, authority = request.POST, request.office.authority
    role = Role(said["role"]) if said.get("role") in [one.value for one in _OFFICES] else Role.INTAKE
    department = said.get("department", "").strip()
    subject = (DEPARTMENT, department) if role is Role.JOINT_CHECK and department else ("", "")
    username = said.get("username", "").strip()
    held = Account.objects.filter(username=username).first()
    if held is not None:
        appoint(held, authority, role, subject=subject)
        messages.success(request, _("%(who)s 已任命。") % {"who": held})
    else:
        made = invite(username, said.get("name", "").strip(), said.get("email", ""), authority, role, subject)
        request.session["console_ticket"] = made.ticket
        messages.success(request, _("账户已建立并任命。"))
    noted(request, "appoint", "authorities_appointment", username, [role.value])
    return HttpResponseRedirect(reverse("console:staff"))


@require_POST
@office(Role.ADMIN)
def end(request: OfficeRequest, pk: int) -> HttpResponse:
    """An appointment ends today."""
    held = get_object_or_404(Appointment, authority=request.office.authority, pk=pk, role__in=OFFICERS)
    dismiss(held)
    noted(request, "dismiss", "authorities_appointment", held.account.username, [held.role])
    messages.success(request, _("任职已结束。"))
    return HttpResponseRedirect(reverse("console:staff"))
