"""An exchange by the other side's server, over HTTP; what is asked twice has its effect once.

Requests (``{url}`` is the base address, the token goes as a bearer token):

- ``GET {url}/waiting`` → a JSON list of names;  ``GET {url}/waiting/{name}`` → bytes
- ``POST {url}/waiting/{name}/accepted`` or ``/rejected`` with the words as the body
- ``PUT {url}/attached/{name}``, ``PUT {url}/sent/{name}`` with the bytes as the body

Every writing request carries ``Idempotency-Key``, the SHA-256 of its path and body: a retry after a lost answer is
recognised by the other side. Lost connections, 429 and 5xx are tried again with growing pauses (``Retry-After`` is
honoured); other answers are final.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from duixian.connectors.errors import ConnectorError, LineUnavailable
from duixian.values.bilingual import Text

_AGAIN = frozenset({429, 500, 502, 503, 504})
_CONFLICT = 409
_LONGEST_PAUSE_SECONDS = 60


@dataclass(frozen=True)
class Line:
    """One outside system's server. ``pauses``: seconds before each further try; as many retries as pauses."""

    url: str
    token: str = field(default="", repr=False)
    pauses: tuple[int, ...] = (1, 4, 15)
    timeout: int = 30
    sleep: Callable[[int], None] = time.sleep

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise _no_address(self.url)

    def waiting(self) -> list[str]:
        """Names the server holds for us, in order of name."""
        try:
            answer = json.loads(self._asked("GET", "waiting"))
        except ValueError as error:
            raise _no_list(self.url) from error
        if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
            raise _no_list(self.url)
        return sorted(answer)

    def read(self, name: str) -> bytes:
        """The bytes of one of them."""
        return self._asked("GET", f"waiting/{quote(name, safe='')}")

    def accept(self, name: str, note: str = "") -> None:
        """Tell the server that a file is done."""
        self._asked("POST", f"waiting/{quote(name, safe='')}/accepted", note.encode())

    def reject(self, name: str, reason: str) -> None:
        """Tell the server that a file is refused, and why."""
        self._asked("POST", f"waiting/{quote(name, safe='')}/rejected", reason.encode())

    def attach(self, name: str, content: bytes) -> None:
        """Send the rows to correct of a refused file."""
        self._asked("PUT", f"attached/{quote(name, safe='')}", content)

    def send(self, name: str, content: bytes) -> None:
        """Send a file; the server answers 409 when it has that name with other bytes."""
        self._asked("PUT", f"sent/{quote(name, safe='')}", content)

    def _asked(self, method: str, path: str, body: bytes | None = None) -> bytes:
        """The answer, after as many tries as it takes."""
        for pause in self.pauses:
            try:
                return self._once(method, path, body)
            except _Again as again:
                self.sleep(min(again.after or pause, _LONGEST_PAUSE_SECONDS))
        try:
            return self._once(method, path, body)
        except _Again as last:
            raise _unavailable(self.url, path, len(self.pauses) + 1, str(last)) from last

    def _once(self, method: str, path: str, body: bytes | None) -> bytes:
        request = Request(f"{self.url.rstrip('/')}/{path}", data=body, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/octet-stream")
            request.add_header("Idempotency-Key", hashlib.sha256(path.encode() + b"\n" + body).hexdigest())
        try:
            with _OPENER.open(request, timeout=self.timeout) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            raise self._refused(error, path) from error
        except (OSError, HTTPException) as error:
            raise _Again(str(error) or type(error).__name__) from error

    def _refused(self, error: HTTPError, path: str) -> Exception:
        with error:
            if error.code in _AGAIN:
                return _Again(f"HTTP {error.code}", _seconds(error.headers.get("Retry-After")))
            return _conflict(path) if error.code == _CONFLICT else _answered(self.url, path, error.code)


class _NoRedirect(HTTPRedirectHandler):
    """A redirect would carry our token to whoever it names: it is an answer like any other, and refused."""

    def redirect_request(self, *_redirect: Any) -> None:
        """Nowhere."""


_OPENER = build_opener(_NoRedirect)


class _Again(Exception):
    """Worth another try; ``after``: seconds the server asks us to wait, or None."""

    def __init__(self, why: str, after: int | None = None) -> None:
        super().__init__(why)
        self.after = after


def _seconds(header: str | None) -> int | None:
    """Retry-After in seconds; its other form, a date, is left to our own pauses."""
    return int(header) if header is not None and header.isdigit() else None


def _no_address(url: str) -> ConnectorError:
    return ConnectorError(
        "line-address",
        Text(f"「{url}」不是对方系统的网址。", f"'{url}' is not the address of an outside system."),
        remedy=Text("网址应以 https:// 开头。", "An address begins with https://."),
    )


def _no_list(url: str) -> ConnectorError:
    return ConnectorError(
        "line-answer",
        Text("对方系统的回答不是文件名的清单。", "The outside system did not answer with a list of names."),
        url,
        Text("请与对方核对接口。", "Check the interface with the other side."),
    )


def _unavailable(url: str, path: str, tries: int, why: str) -> LineUnavailable:
    return LineUnavailable(
        "line-unavailable",
        Text(
            f"试了 {tries} 次，对方系统没有回应：{why}。", f"The outside system failed {tries} times: {why}."
        ),
        f"{url} ({path})",
        Text(
            "没有任何内容因此丢失；稍后会再试，也可改用文件交换。",
            "Nothing is lost; it will be tried again later, or files can be exchanged by folder.",
        ),
    )


def _conflict(path: str) -> ConnectorError:
    return ConnectorError(
        "outgoing-differs",
        Text("对方已有同名而内容不同的文件。", "The other side has a file of that name with other contents."),
        path,
        Text("确需重发的，用新的批次号另发一份。", "To send again, use a new batch number."),
    )


def _answered(url: str, path: str, code: int) -> LineUnavailable:
    return LineUnavailable(
        "line-refused",
        Text(
            f"对方系统不接受这个请求（HTTP {code}）。",
            f"The outside system refused the request (HTTP {code}).",
        ),
        f"{url} ({path})",
        Text("请核对网址与口令。", "Check the address and the token."),
    )
