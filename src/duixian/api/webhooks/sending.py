"""One try to send: a POST that follows no redirect and waits ten seconds at most."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

SECONDS = 10
_LONGEST_TROUBLE = 200


@dataclass(frozen=True)
class Sent:
    """How a try went: `status` None where nobody answered, and then `trouble` says why."""

    status: int | None
    trouble: str
    milliseconds: int

    @property
    def heard(self) -> bool:
        """Whether the receiver said yes."""
        return self.status is not None and 200 <= self.status < 300


def send(url: str, body: str, headers: dict[str, str]) -> Sent:
    """Posts the body; what the receiver answers beyond its status is not read."""
    request = urllib.request.Request(url, data=body.encode(), headers=headers, method="POST")
    began = time.monotonic_ns()
    status, trouble = _tried(request)
    spent = (time.monotonic_ns() - began) // 1_000_000
    return Sent(status, trouble[:_LONGEST_TROUBLE], spent)


def _tried(request: urllib.request.Request) -> tuple[int | None, str]:
    try:
        with _OPENER.open(request, timeout=SECONDS) as answer:
            return answer.status, ""
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, ""
    except (OSError, http.client.HTTPException) as error:
        return None, str(error) or type(error).__name__


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A signed message goes to the registered address or nowhere."""

    def redirect_request(self, *_about: Any, **_more: Any) -> None:
        """Never: the redirect itself is then the answer, and counts as not heard."""


_OPENER = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
