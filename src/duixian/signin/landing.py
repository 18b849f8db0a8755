"""Where somebody goes after signing in: officers to their desk, everybody else to what is due to them."""

from __future__ import annotations

from django.urls import reverse

from duixian.authorities import roles
from duixian.authorities.duties import OFFICERS
from duixian.authorities.models import Account


def is_officer(account: Account) -> bool:
    """Whether the account works for an authority today."""
    return roles.held(account).filter(role__in=OFFICERS).exists()


def home_of(account: Account) -> str:
    """The address of the face that the account works with."""
    return reverse("console:home") if is_officer(account) else reverse("portal:home")
