"""The first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from duixian.authorities import clock
from duixian.casework.selection.models import Round
from duixian.casework.selection.states import RoundState
from duixian.decisions.store.models import PolicyVersion
from duixian.public.notices.lists import running
from duixian.public.policies.living import Living, living
from duixian.public.policies.payees import PayeeKind, by_payee
from duixian.public.policies.versions import in_force

_NOTICES = 4


@dataclass(frozen=True, slots=True)
class Offer:
    """A policy in force and what it gives, by who receives it."""

    version: PolicyVersion
    living: Living
    kinds: tuple[PayeeKind, ...]

    @property
    def office(self) -> str:
        """The first part of the policy's id."""
        return self.version.policy.partition("/")[0]

    @property
    def name(self) -> str:
        """The second part of the policy's id."""
        return self.version.policy.partition("/")[2]


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What somebody could get, the policies in force, the latest notices, the look-up."""
    offers = []
    for version in in_force():
        whole = living(version)
        offers.append(Offer(version, whole, by_payee(whole)))
    today = clock.today()
    calls = Round.objects.filter(state=RoundState.CALLED, nominations_until__gte=today)
    context = {"offers": offers, "notices": running()[:_NOTICES], "calls": calls.count()}
    return render(request, "public/home/home.html", context)
