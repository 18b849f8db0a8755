"""The signature of what is sent: HMAC-SHA-256 over the time and the body, so that neither can be changed."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "Duixian-Signature"


def signature(secret: str, at: int, body: str) -> str:
    """`t=<seconds since 1970>,v1=<hex>`: the receiver does the same and compares, and refuses an old time.

    >>> signature("s", 0, "{}")[:8]
    't=0,v1=3'
    """
    mac = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"
