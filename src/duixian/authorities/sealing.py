"""Numbers that must not be readable in the database: sealed for reading back, indexed for looking up.

A sealed text is one byte that names the cipher, a nonce of 12 bytes and the ciphertext with its tag. The same text
is sealed differently each time; its index is always the same, under a key, so that only this installation can tell
whether two rows hold the same number.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.conf import settings

from duixian.authorities.keys import key_for
from duixian.values.bilingual import DuixianError, Text

_NONCE = 12
_TAG = 16
_CIPHERS = {"AES-256-GCM": 1, "SM4-GCM": 2}


def seal(text: str) -> bytes:
    """The text, encrypted by the cipher of ``DUIXIAN_CIPHER`` (AES-256-GCM or SM4-GCM)."""
    kind = _CIPHERS[settings.DUIXIAN_CIPHER]
    nonce = os.urandom(_NONCE)
    return bytes([kind]) + nonce + _SEAL[kind](nonce, text.encode())


def unseal(sealed: bytes) -> str:
    """The text that was sealed, by whichever cipher.

    Raises DuixianError (``seal-broken``) when it was altered or sealed under another key.
    """
    kind, nonce, rest = sealed[0], bytes(sealed[1 : 1 + _NONCE]), bytes(sealed[1 + _NONCE :])
    try:
        return _UNSEAL[kind](nonce, rest).decode()
    except (InvalidTag, KeyError) as error:
        raise DuixianError(
            "seal-broken",
            Text("加密的号码无法读出。", "A sealed number cannot be read."),
            remedy=Text(
                "密钥文件与数据不是同一套，或数据被改动：请恢复原来的密钥文件。",
                "The key is not the one it was sealed by, or it was altered: restore the original key file.",
            ),
        ) from error


def index(kind: str, text: str) -> str:
    """64 hexadecimal digits that stand for a text of one kind (身份证, 银行账号 …) in a look-up."""
    return hmac.new(key_for("index"), f"{kind}\0{text}".encode(), sha256).hexdigest()


def _seal_aes(nonce: bytes, text: bytes) -> bytes:
    return AESGCM(key_for("seal AES-256")).encrypt(nonce, text, None)


def _unseal_aes(nonce: bytes, rest: bytes) -> bytes:
    return AESGCM(key_for("seal AES-256")).decrypt(nonce, rest, None)


def _seal_sm4(nonce: bytes, text: bytes) -> bytes:
    encryptor = Cipher(SM4(key_for("seal SM4", 16)), GCM(nonce)).encryptor()
    return encryptor.update(text) + encryptor.finalize() + encryptor.tag


def _unseal_sm4(nonce: bytes, rest: bytes) -> bytes:
    mode = GCM(nonce, rest[-_TAG:])
    decryptor = Cipher(SM4(key_for("seal SM4", 16)), mode).decryptor()
    return decryptor.update(rest[:-_TAG]) + decryptor.finalize()


_SEAL: dict[int, Callable[[bytes, bytes], bytes]] = {1: _seal_aes, 2: _seal_sm4}
_UNSEAL: dict[int, Callable[[bytes, bytes], bytes]] = {1: _unseal_aes, 2: _unseal_sm4}
