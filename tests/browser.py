"""Real Chromium before a real service: the fixtures of the journeys and of every page's look.

One service is seeded for the run, in a data folder of its own, and served by a process of its own. While writing tests,
``DUIXIAN_FACES_AT=http://127.0.0.1:8901`` with ``DUIXIAN_FACES_DATA=folder`` names one that already runs instead.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.seeded import Service, seeded_service

PHONE, DESKTOP = (390, 844), (1360, 850)
SLOWEST_MS = 45_000
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """The seeded service of this run: its address, its accounts by key (``worker_due``, ``hr``, ``first`` …)."""
    with seeded_service() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one module: Playwright's loop would stand in the way of other modules' database."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail(
            "There is no Chromium. As root on Debian: apt-get install chromium fonts-noto-cjk", pytrace=False
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_QUIET)
        yield browser
        browser.close()


@dataclass
class Visits:
    """``visit(path, …)`` opens a page of its own and watches it; ``faults`` is what it complained of."""

    service: Service
    browser: Browser
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self,
        path: str,
        who: str | None = None,
        *,
        size: tuple[int, int] = DESKTOP,
        language: str = "zh-hans",
        theme: str = "light",
        large: bool = False,
        allow: tuple[str, ...] = (),
        **options: Any,
    ) -> Page:
        """The page at a path, as somebody (a key of the accounts) or as nobody; ``allow``: parts of complaints that this
        visit expects, such as ``status of 404``. Further options are Playwright's for a context."""
        width, height = size
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            base_url=self.service.address,
            locale="zh-CN",
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(SLOWEST_MS)
        type_ = "large" if large else "usual"
        wanted = {"django_language": language, "duixian_theme": theme, "duixian_type": type_}
        for name, value in wanted.items():
            context.add_cookies([{"name": name, "value": value, "url": self.service.address}])
        page = context.new_page()
        self._watch(page, allow)
        if who is not None:
            self._sign_in(page, who)
        page.goto(path)
        return page

    def _watch(self, page: Page, allow: tuple[str, ...]) -> None:
        def complain(text: str) -> None:
            if not any(part in text for part in allow):
                self.faults.append(f"{urlsplit(page.url).path}: {text}")

        page.on("console", lambda said: complain(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complain(str(error)))

    def _sign_in(self, page: Page, who: str) -> None:
        """With the cookies of the first time where there was one: a sign-in hashes a password, slowly by design."""
        kept = self.service.cookies.get(who)
        if kept is None:
            account = self.service.accounts[who]
            page.goto("/accounts/login/")
            page.fill("input[name=login]", account.username)
            page.fill("input[name=password]", account.password)
            page.click("main form:has(input[name=password]) button.primary")
            page.wait_for_url(lambda url: "/login/" not in url)
            kept = [one for one in page.context.cookies() if one["name"] == "sessionid"]
            self.service.cookies[who] = kept
        page.context.add_cookies(kept)


@pytest.fixture
def visit(service: Service, chromium: Browser) -> Iterator[Visits]:
    """``visit(path, who, size=PHONE, language="en", theme="dark")`` is a page; at the end nothing may have complained:
    no error in the console, nothing that the content policy refused."""
    visits = Visits(service, chromium)
    yield visits
    for context in visits.contexts:
        context.close()
    if visits.faults:
        pytest.fail("The browser complained:\n" + "\n".join(visits.faults), pytrace=False)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """``axe(page)`` fails for whatever keeps somebody out: each rule, and the elements that break it."""
    return assert_accessible


def assert_accessible(page: Page) -> None:
    """No violation of any rule of axe."""
    found = violations(page)
    if found:
        pytest.fail(f"{page.url} keeps somebody out:\n" + "\n".join(found), pytrace=False)


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """What axe finds on the page that is open, by all its rules or by these."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [_violation(one) for one in found]


def _violation(found: dict[str, Any]) -> str:
    nodes = [f"{node['target'][0]} {node['html'][:160]}" for node in found["nodes"][:4]]
    return f"{found['id']} ({found['impact']}): {found['help']}: {' | '.join(nodes)}"


@pytest.fixture
def picture() -> Callable[[Page, str], Path]:
    """``picture(page, name)`` keeps the whole page as an image in the folder named by DUIXIAN_PICTURES."""
    folder = Path(
        os.environ.get("DUIXIAN_PICTURES") or Path(tempfile.gettempdir()) / f"duixian-pictures-{os.getuid()}"
    )
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take


def overflow(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(json.loads(page.evaluate("String(document.documentElement.scrollWidth - window.innerWidth)")))
