"""Where one can go: each face names its ways once, in ``navigation.py``, and every page shows those one may take.

A face writes ``ENTRIES: tuple[Entry, ...]``; the setting ``DUIXIAN_NAVIGATION`` names the modules, by the place where
their ways are shown: ``public``, ``portal``, ``console``, ``account`` (the menu of somebody signed in) and ``door``
(shown to whoever is not).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.authorities.roles import held


@dataclass(frozen=True)
class Entry:
    """One way: its name in the page's language, the name of its address, and who may take it.

    Empty ``roles`` stand for everybody who sees the face. ``group`` is its heading in a long list; ``icon`` puts it into
    the bar at the foot of a phone, which holds four or five.
    """

    name: str | Promise
    url_name: str
    roles: Iterable[Role] = ()
    group: str | Promise = ""
    icon: str = ""
    shown: Callable[[HttpRequest], bool] = field(default=lambda request: True)


@dataclass(frozen=True)
class Way:
    """An entry on one page: its address, and whether the page lies on it."""

    name: str
    url: str
    group: str
    icon: str
    here: bool


class Ways(Mapping[str, list[Way]]):
    """The ways of a request by place; worked out when a template asks for one."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._found: dict[str, list[Way]] = {}

    def __getitem__(self, place: str) -> list[Way]:
        if place not in self._found:
            self._found[place] = ways(self._request, entries(place))
        return self._found[place]

    def __iter__(self) -> Iterable[str]:  # type: ignore[override]
        return iter(settings.DUIXIAN_NAVIGATION)

    def __len__(self) -> int:
        return len(settings.DUIXIAN_NAVIGATION)


@cache
def entries(place: str) -> tuple[Entry, ...]:
    """The entries of one place, in the order of its modules."""
    modules = settings.DUIXIAN_NAVIGATION[place]
    return tuple(entry for module in modules for entry in import_module(module).ENTRIES)


def ways(request: HttpRequest, listed: Iterable[Entry]) -> list[Way]:
    """What this request may take; the way with the longest address that the page's begins with is *here*."""
    allowed = [(one, reverse(one.url_name)) for one in listed if _may(request, one) and one.shown(request)]
    under = [url for _, url in allowed if request.path.startswith(url)]
    here = max(under, key=len, default="")
    return [_way(entry, url, url == here and _is_near(request, url)) for entry, url in allowed]


def _way(entry: Entry, url: str, here: bool) -> Way:
    return Way(str(entry.name), url, str(entry.group), entry.icon, here)


def _is_near(request: HttpRequest, url: str) -> bool:
    """The front page lies on its own address alone: every other begins with it."""
    return url != "/" or request.path == "/"


def _may(request: HttpRequest, entry: Entry) -> bool:
    return not entry.roles or bool(roles_of(request) & set(entry.roles))


def roles_of(request: HttpRequest) -> frozenset[Role]:
    """The roles of whoever asks, held today; asked of the database once per request."""
    known = getattr(request, "_duixian_roles", None)
    if known is None:
        known = _asked(request)
        request._duixian_roles = known  # type: ignore[attr-defined]
    return known


def _asked(request: HttpRequest) -> frozenset[Role]:
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or not user.is_active:
        return frozenset()
    return frozenset(Role(one) for one in held(user).values_list("role", flat=True).distinct())
