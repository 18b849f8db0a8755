"""Documents as they are kept: pressed and sealed, for they name people by their numbers."""

from __future__ import annotations

import base64
import zlib
from hashlib import sha256

from duixian.authorities.sealing import seal, unseal


def kept(document: str) -> bytes:
    """A document's text, pressed and sealed."""
    return seal(base64.b64encode(zlib.compress(document.encode(), 1)).decode("ascii"))


def told(sealed: bytes) -> str:
    """The text again. Raises DuixianError (``seal-broken``) where it was altered."""
    return zlib.decompress(base64.b64decode(unseal(sealed))).decode()


def hash_of(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return sha256(text.encode()).hexdigest()
