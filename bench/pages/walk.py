"""Every page that links lead to, once for each kind of address: whoever finds it first asks for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import django
from django.urls import Resolver404, resolve

from bench.pages.visitor import Visitor

ENTRANCES = ("/", "/my/", "/my/unit/", "/office/")
NOT_WALKED = ("/api/", "/static/", "/accounts/logout", "/design/")


@dataclass(frozen=True)
class Page:
    """A page: the name of its view, whose, where, and the seconds of each time that it was asked for."""

    view: str
    who: str
    path: str
    first: float
    seconds: tuple[float, ...]


def pages(address: str, accounts: list[Mapping[str, Any]], repeats: int) -> Iterator[Page]:
    """All of them, as they are found: nobody's first, then each account's."""
    django.setup()
    seen: set[str] = set()
    yield from _walked(Visitor(address), "", seen, repeats)
    for account in accounts:
        visitor = Visitor(address)
        visitor.sign_in(account["username"], account["password"])
        yield from _walked(visitor, account["key"], seen, repeats)


def _walked(visitor: Visitor, who: str, seen: set[str], repeats: int) -> Iterator[Page]:
    waiting = deque(ENTRANCES)
    tried: set[str] = set()
    while waiting:
        path = waiting.popleft()
        asked = _view(path)
        # What an entrance links to depends on who comes in.
        if asked is None or path in tried or (asked in seen and path not in ENTRANCES):
            continue
        tried.add(path)
        first = visitor.ask(path)
        # Where it leads to another page, such as the door, that is the page that came.
        view = _view(first.path)
        if first.status != 200 or not first.html or view is None:
            continue
        if view not in seen:
            seen.add(view)
            again = tuple(visitor.ask(first.path).seconds for _ in range(repeats))
            yield Page(view, who, first.path, first.seconds, again)
        waiting.extend(first.links)


def _view(path: str) -> str | None:
    """The name of the view at an address; None for what nobody walks to."""
    if path.startswith(NOT_WALKED):
        return None
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return None
