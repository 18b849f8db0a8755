"""No page of any face keeps somebody out, complains in the console, or is wider than a phone, in light or in dark.

Everybody walks the links from where he comes in. A page is looked at once: whoever finds its address first looks.
"""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.browser import DESKTOP, PHONE, Visits, overflow, violations

ENTRANCES = {
    None: "/",
    "worker_due": "/my/",
    "worker_offer": "/my/",
    "worker_paid": "/my/",
    "hr": "/my/",
    "institution": "/my/",
    "intake": "/office/",
    "first": "/office/",
    "second": "/office/",
    "joint": "/office/",
    "maker": "/office/",
    "checker": "/office/",
    "reviewer1": "/office/",
    "author": "/office/",
    "auditor": "/office/",
    "admin": "/office/",
}
NOT_WALKED = ("/api/", "/static/", "/accounts/logout", "/design/modes")
OTHER_SIDE = {"/my/": "/office/", "/office/": "/my/"}
"""Of the counter: nobody works for an authority and claims from it with one account."""
MOST_PAGES = 80
"""Of one person: a walk that finds more has found addresses that are not patterns of ours."""


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """The patterns of addresses at which somebody has looked."""
    return set()


@pytest.mark.parametrize("who", ENTRANCES, ids=str)
def test_every_page_can_be_used_by_everybody(visit: Visits, seen: set[str], who: str | None) -> None:
    page = visit("/design/", who, reduced_motion="reduce")
    faults = []
    waiting = deque([ENTRANCES[who]])
    for _ in range(MOST_PAGES):
        if not waiting:
            break
        path = waiting.popleft()
        faults += [f"{path}: {fault}" for fault in visited(page, path)]
        waiting += unseen(page, seen, OTHER_SIDE.get(ENTRANCES[who], ""))
    assert faults == []
    assert not waiting


def visited(page: Page, path: str) -> list[str]:
    """Goes there and looks, unless it is a file to keep; what is wrong."""
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return []
        raise
    assert answer is not None
    if answer.status >= 400:
        return [f"answers {answer.status}"]
    return looked_at(page) if "text/html" in answer.headers.get("content-type", "") else []


def looked_at(page: Page) -> list[str]:
    """What keeps somebody out of the page that is open: in light, in dark, on a phone."""
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    faults = violations(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    faults += [f"dark: {one}" for one in violations(page, rules=["color-contrast"])]
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wider = overflow(page)
    return faults + ([f"{wider} px wider than a phone"] if wider > 0 else [])


def unseen(page: Page, seen: set[str], closed: str) -> list[str]:
    """The first address of each pattern that the page links to and nobody has looked at; none that is closed."""
    found = []
    for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
        parts = urlsplit(link)
        if parts.netloc != urlsplit(page.url).netloc or (closed and parts.path.startswith(closed)):
            continue
        name = pattern_of(parts.path)
        if name is not None and name not in seen:
            seen.add(name)
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def pattern_of(path: str) -> str | None:
    """The name of the view at an address of ours; None for what nobody walks to."""
    if path.startswith(NOT_WALKED):
        return None
    try:
        return resolve(path).view_name
    except Resolver404:
        return path
