"""Who may enter a page of the portal, and for whom: signed in, and standing for one subject at one authority.

A view behind a door takes the request and the claimant. It works as that authority in one transaction, so that rows
of any other authority are not even there; of whom its rows are is the view's own business: every query of the portal
is limited to the claimant's subject.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Account, Authority
from duixian.portal.subjects import Pair, Subject, chosen, subjects_of

CHOSEN = "portal.subject"
"""Where a session keeps the subject chosen."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is signed in, and for whom he acts."""

    account: Account
    subject: Subject
    others: bool
    """Whether there are further subjects to choose from."""

    @property
    def authority(self) -> Authority:
        """Whose rows are seen."""
        return self.subject.authority

    @property
    def pair(self) -> Pair:
        """Table and key of the subject."""
        return self.subject.pair


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Claimant, P], HttpResponseBase]
Opened = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def oneself(view: View[P]) -> Opened[P]:
    """Lets in a person, for pages of what no officer may read: such a view does not work as the authority."""
    return _door(view, _units_pages, acting=False)


def claimant(view: View[P]) -> Opened[P]:
    """Lets in whoever stands for anybody: a person, an employer, an institution."""
    return _door(view, lambda subject: None)


def person(view: View[P]) -> Opened[P]:
    """Lets in a person; somebody who acts for an employer or institution just now is led to its pages."""
    return _door(view, _units_pages)


def unit(view: View[P]) -> Opened[P]:
    """Lets in who acts for an employer or institution; a person is led to his own pages."""
    return _door(view, lambda subject: "portal:home" if subject.is_person else None)


def _units_pages(subject: Subject) -> str | None:
    return None if subject.is_person else "portal:unit-home"


def _door(view: View[P], elsewhere: Callable[[Subject], str | None], *, acting: bool = True) -> Opened[P]:
    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        account = request.user
        if not isinstance(account, Account):
            return redirect_to_login(request.get_full_path())
        subjects = subjects_of(account)
        subject = chosen(subjects, request.session.get(CHOSEN))
        if subject is None:
            return _choose(request) if subjects else _nobody(request)
        if (other := elsewhere(subject)) is not None:
            return redirect(other)
        who = Claimant(account, subject, others=len(subjects) > 1)
        request.claimant = who  # type: ignore[attr-defined]  # the bases of templates show for whom one acts
        with acting_for(subject.authority) if acting else nullcontext():
            return view(request, who, *args, **kwargs)

    return opened


def _choose(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return redirect(f"{reverse('portal:subject')}?{query}")


def _nobody(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/unknown.html", status=403)
