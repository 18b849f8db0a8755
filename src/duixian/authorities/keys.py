"""The key of an installation, and the keys for single purposes that follow from it."""

from __future__ import annotations

import base64
import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from duixian.values.bilingual import DuixianError, Text

_BYTES = 32


def key_for(purpose: str, length: int = _BYTES) -> bytes:
    """A key of ``length`` bytes for one purpose; the same for as long as the installation's key is."""
    return _derived(str(settings.DUIXIAN_KEY), purpose, length)


def signing_key() -> str:
    """Django's secret: signs sessions and one-time links."""
    return base64.b64encode(key_for("signing")).decode()


@cache
def _derived(file: str, purpose: str, length: int) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=length, salt=None, info=f"duixian {purpose}".encode())
    return derivation.derive(_master(Path(file)))


def _master(file: Path) -> bytes:
    if not file.exists():
        _make(file)
    key = base64.b64decode(file.read_bytes())
    if len(key) != _BYTES:
        raise DuixianError(
            "key-unreadable",
            Text("密钥文件已损坏。", "The file of the installation's key is damaged."),
            where=str(file),
            remedy=Text(
                "请从备份恢复这个文件；没有它，已加密的号码无法读出。",
                "Restore it from a backup: without it the sealed numbers cannot be read.",
            ),
        )
    return key


def _make(file: Path) -> None:
    """Writes a new key for its owner alone; of several processes that try at once, one wins and all read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(base64.b64encode(os.urandom(_BYTES)) + b"\n")
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()
