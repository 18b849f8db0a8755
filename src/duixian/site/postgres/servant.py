"""As whom the server runs: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from duixian.values.bilingual import DuixianError, Text

_CANDIDATES = ("postgres", "nobody")


@dataclass(frozen=True)
class Servant:
    """The user of the server's processes; None when it is the present one."""

    user: pwd.struct_passwd | None

    def own(self, folder: Path) -> Path:
        """The folder, made if missing, belonging to the servant and closed to everybody else."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.user:
            os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        folder.chmod(0o700)
        return folder

    def run(self, command: list[str], output: int | IO[bytes]) -> int:
        """Runs a program of the server's and gives its exit code.

        The working folder is one that every user may enter; groups of root's are dropped.
        """
        user, group = (self.user.pw_uid, self.user.pw_gid) if self.user else (None, None)
        return subprocess.run(
            command,
            cwd="/",
            umask=0o077,
            env=_environment(),
            user=user,
            group=group,
            extra_groups=[] if self.user else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode


def servant() -> Servant:
    """The present user, or for root an unprivileged one.

    Raises DuixianError (``postgres-as-root``) when root finds none of the usual users.
    """
    if os.geteuid() != 0:
        return Servant(None)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _CANDIDATES:
        if name in known:
            return Servant(known[name])
    raise DuixianError(
        "postgres-as-root",
        Text(
            "数据库不能以 root 运行，而本机没有 postgres 或 nobody 用户。",
            "The database refuses to run as root, and there is no user postgres or nobody.",
        ),
        remedy=Text("请以普通用户运行本程序。", "Run this program as an ordinary user."),
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
