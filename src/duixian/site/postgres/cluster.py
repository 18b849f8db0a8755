"""One cluster: made once, started, asked whether it runs, stopped."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from duixian.site.databases import NAME, OWNER, PORT
from duixian.site.postgres.binaries import Server, find, within_reach
from duixian.site.postgres.servant import Servant, servant
from duixian.values.bilingual import DuixianError, Text

CONNECTIONS = 200
_LONGEST_SOCKET = 100
"""A socket's path has 107 bytes; its file's name takes 15 of them below the folder."""
_STARTUP_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """A cluster in a folder that belongs to the server's user alone; the socket lies in it too.

    ``passing`` clusters hold nothing that has to survive the machine: they do not wait for the disk.
    """

    folder: Path
    passing: bool = False

    @property
    def files(self) -> Path:
        """The server's own files."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.folder / "server.log"

    def runs(self) -> bool:
        """Whether the server answers."""
        try:
            psycopg.connect(self.address("postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def address(self, database: str = NAME) -> str:
        """The address of one of its databases, for psycopg."""
        return f"host='{self.folder}' port={PORT} user={OWNER} dbname={database}"

    def start(self) -> None:
        """Makes the cluster where there is none and starts its server; nothing to do when it runs.

        Raises DuixianError (``postgres-start``) with the last of what the server said.
        """
        self._check_length()
        if self.runs():
            return
        user = servant()
        user.own(self.folder)
        server = self._server(user)
        if not self.files.exists():
            self._make(server, user)
        self._start(server, user)
        self._add_database()

    def stop(self) -> None:
        """Stops the server after ending its connections; nothing to do when it does not run."""
        if self.files.exists() and (self.files / "postmaster.pid").exists():
            command = [
                find(self._made_by()).program("pg_ctl"),
                "stop",
                "-D",
                str(self.files),
                "-m",
                "fast",
                "-w",
            ]
            self._said(servant(), command)

    def _check_length(self) -> None:
        if len(str(self.folder).encode()) > _LONGEST_SOCKET - len("/.s.PGSQL.5432"):
            raise DuixianError(
                "postgres-path",
                Text(
                    "数据目录的路径太长，数据库无法使用。",
                    "The path of the data folder is too long for the database.",
                ),
                where=str(self.folder),
                remedy=Text("请以 DUIXIAN_DATA 指定较短的路径。", "Name a shorter one by DUIXIAN_DATA."),
            )

    def _server(self, user: Servant) -> Server:
        return within_reach(find(self._made_by()), user, self.folder.parent)

    def _made_by(self) -> int | None:
        version = self.files / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def _make(self, server: Server, user: Servant) -> None:
        command = [server.program("initdb"), "-D", str(self.files), "-U", OWNER, "-E", "UTF8", "--no-locale"]
        # Only this user may enter the folder of the socket, so whoever reaches it is the owner.
        command += ["--auth=trust"] + (["--no-sync"] if self.passing else [])
        code, said = self._said(user, command)
        if code != 0:
            raise self._failed(said)

    def _start(self, server: Server, user: Servant) -> None:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "port": PORT,
            "max_connections": str(CONNECTIONS),
            "timezone": "UTC",
        }
        if self.passing:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        given = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        command = [server.program("pg_ctl"), "start", "-D", str(self.files), "-l", str(self.log), "-w"]
        code, said = self._said(user, [*command, "-t", str(_STARTUP_SECONDS), "-o", given])
        if code != 0:
            raise self._failed(
                said + (self.log.read_text(errors="replace")[-1000:] if self.log.exists() else "")
            )

    def _said(self, user: Servant, command: list[str]) -> tuple[int, str]:
        # A file, not a pipe: the server inherits it and would hold a pipe open for as long as it runs.
        with tempfile.TemporaryFile() as said:
            code = user.run(command, said)
            said.seek(0)
            return code, said.read().decode("utf-8", "replace")

    def _add_database(self) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not found:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _failed(self, said: str) -> DuixianError:
        return DuixianError(
            "postgres-start",
            Text(f"自带的数据库没有启动：\n{said}", f"The embedded database did not start:\n{said}"),
            where=str(self.folder),
            remedy=Text(
                "请按上面的提示处理，或以 DUIXIAN_DATABASE_URL 指明已有的数据库。",
                "Act on what stands above, or name a database that runs already by DUIXIAN_DATABASE_URL.",
            ),
        )
