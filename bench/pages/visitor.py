"""Somebody before the running service: signs in as a person would, asks for pages, reads their links."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

_PATIENCE = 120
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came: after how many seconds, from where in the end, with which number, and the addresses of this service to
    which it links."""

    seconds: float
    path: str
    status: int
    html: bool
    links: tuple[str, ...]


class Visitor:
    """One person's browser, as far as cookies and links go. ``address``: of the service, without a last slash."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._line: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def sign_in(self, username: str, password: str) -> None:
        """Through the form of the door. Raises RuntimeError where it stays shut."""
        login = f"{self._address}/accounts/login/"
        with self._line.open(login, timeout=_PATIENCE) as page:
            token = _TOKEN.search(page.read().decode())
        assert token is not None, "the door has a form"
        form = {"login": username, "password": password, "csrfmiddlewaretoken": token[1]}
        with self._line.open(login, urlencode(form).encode(), timeout=_PATIENCE) as page:
            if "/accounts/login/" in page.url:
                raise RuntimeError(f"{username} is not let in")

    def ask(self, path: str) -> Answer:
        """One page, with the time until its last byte was here."""
        begun = time.perf_counter()
        try:
            with self._line.open(self._address + path, timeout=_PATIENCE) as page:
                body, status, kind = page.read(), page.status, page.headers.get_content_type()
                path = page.url.removeprefix(self._address)
        except HTTPError as refused:
            body, status, kind = refused.read(), refused.code, refused.headers.get_content_type()
        seconds = time.perf_counter() - begun
        html = kind == "text/html"
        return Answer(seconds, path, status, html, tuple(self._links(path, body.decode()) if html else ()))

    def _links(self, path: str, words: str) -> list[str]:
        reader = _Links()
        reader.feed(words)
        found = [urlsplit(urljoin(self._address + path, link)) for link in reader.links]
        ours = urlsplit(self._address).netloc
        return [one.path + (f"?{one.query}" if one.query else "") for one in found if one.netloc == ours]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]
