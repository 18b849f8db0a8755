"""An outside system's server for tests: it speaks HTTP on loopback, and fails when it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


@dataclass
class Fake:
    """What the server holds and was told. ``failures``: the answers to give first (a status, or "drop" for a lost
    connection after the work was done)."""

    waiting: dict[str, bytes] = field(default_factory=dict)
    settled: dict[str, tuple[str, str]] = field(default_factory=dict)
    sent: dict[str, bytes] = field(default_factory=dict)
    attached: dict[str, bytes] = field(default_factory=dict)
    failures: list[int | str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    listing: bytes | None = None
    token: str = "secret"
    url: str = ""


@contextmanager
def serving(fake: Fake) -> Iterator[Fake]:
    """The server at ``fake.url`` while the block lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 1 / 50}, daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(fake: Fake) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers["Content-Length"])))

        do_PUT = do_POST  # noqa: N815

        def _serve(self, body: bytes) -> None:
            fake.asked.append(f"{self.command} {unquote(self.path)}")
            failure = fake.failures.pop(0) if fake.failures else None
            if isinstance(failure, int):
                return self._answer(failure, b"")
            status, answer = self._done(body)
            if failure == "drop":
                self.close_connection = True
                return None
            return self._answer(status, answer)

        def _done(self, body: bytes) -> tuple[int, bytes]:
            if self.headers["Authorization"] != f"Bearer {fake.token}":
                return 401, b""
            if self.command != "GET":
                fake.keys.append(self.headers["Idempotency-Key"])
            return _done(fake, self.command, unquote(self.path).strip("/").split("/"), body)

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", f"{fake.url}/waiting")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Tests print nothing."""

    return Handler


def _done(fake: Fake, method: str, path: list[str], body: bytes) -> tuple[int, bytes]:
    match method, path:
        case "GET", ["waiting"]:
            return 200, fake.listing or json.dumps(sorted(fake.waiting)).encode()
        case "GET", ["waiting", name] if name in fake.waiting:
            return 200, fake.waiting[name]
        case "POST", ["waiting", name, outcome]:
            fake.waiting.pop(name, None)
            fake.settled[name] = (outcome, body.decode())
            return 204, b""
        case "PUT", ["sent" | "attached" as place, name]:
            kept = fake.sent if place == "sent" else fake.attached
            if kept.setdefault(name, body) != body:
                return 409, b""
            return 204, b""
    return 404, b""
