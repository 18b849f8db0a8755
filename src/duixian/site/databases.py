"""The address of the database, as Django wants it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from duixian.values.bilingual import DuixianError, Text

VARIABLE = "DUIXIAN_DATABASE_URL"
NAME = OWNER = "duixian"
PORT = "5432"
"""Only a part of the socket's name: the embedded server listens on no network."""
_DJANGO = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def given_address() -> str | None:
    """The address of a server that somebody else runs, or None for the embedded one."""
    return os.environ.get(VARIABLE) or None


def described(address: str | None, socket: Path) -> dict[str, Any]:
    """Django's description of the server at an address, or of the embedded one behind a socket's folder.

    Raises DuixianError (``database-address``) when the address cannot be read.
    """
    parts = _parts(address) if address else {"host": str(socket), "port": PORT, "user": OWNER, "dbname": NAME}
    named = {_DJANGO[part]: value for part, value in parts.items() if part in _DJANGO}
    options = {part: value for part, value in parts.items() if part not in _DJANGO}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        **named,
    }


def _parts(address: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(address))
    except ProgrammingError as error:
        raise DuixianError(
            "database-address",
            Text("数据库地址无法识别。", "The address of the database cannot be read."),
            where=VARIABLE,
            remedy=Text(
                "请写成 postgresql://用户:密码@主机:5432/库名；不设此变量则使用自带的数据库。",
                "Write postgresql://user:password@host:5432/name; without the variable the embedded one is used.",
            ),
        ) from error
