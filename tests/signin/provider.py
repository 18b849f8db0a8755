"""A small provider of identities by OpenID Connect: authorization code with PKCE, a token, user information.

It vouches for ``person`` without asking; it refuses a wrong secret, a code that it never gave, and a verifier that does
not belong to the challenge.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

_MINUTE = 60


@dataclass
class Provider:
    """``person``: the claims of whoever is signed in there. ``asked``: what came to the token's address."""

    address: str = ""
    client_id: str = "duixian"
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    person: dict[str, str] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    asked: list[Mapping[str, str]] = field(default_factory=list)

    def configuration(self) -> dict[str, object]:
        """What the provider says of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def code_for(self, challenge: str) -> str:
        """A code, good for whoever can answer the challenge."""
        code = secrets.token_urlsafe(8)
        self.challenges[code] = challenge
        return code

    def token(self, given: Mapping[str, str]) -> dict[str, object] | None:
        """The tokens for a code; None where it is not to be had."""
        self.asked.append(given)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        answer = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if given.get("client_secret") != self.secret or self.challenges.pop(given["code"], None) != answer:
            return None
        now = int(time.time())
        said = {"iss": self.address, "aud": self.client_id, "iat": now, "exp": now + _MINUTE}
        token = jwt.encode({**said, "sub": self.person["sub"]}, self.secret, algorithm="HS256")
        return {"access_token": "open-sesame", "token_type": "Bearer", "id_token": token}


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    provider = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider))
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self._go_back({name: values[0] for name, values in parse_qs(parts.query).items()})
            elif parts.path == "/userinfo":
                allowed = self.headers.get("Authorization") == "Bearer open-sesame"
                self._say(200 if allowed else 401, dict(provider.person) if allowed else {})
            else:
                self._say(200, provider.configuration())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self._say(400 if found is None else 200, found or {"error": "invalid_grant"})

        def _go_back(self, asked: Mapping[str, str]) -> None:
            code = provider.code_for(asked.get("code_challenge", ""))
            self.send_response(302)
            query = urlencode({"code": code, "state": asked["state"]})
            self.send_header("Location", f"{asked['redirect_uri']}?{query}")
            self.end_headers()

        def _say(self, status: int, said: Mapping[str, object]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    return Handler
