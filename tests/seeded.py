"""A service of the run's own, with a month of work in it: seeded once, served beside the tests, ended with them."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from duixian.site.places import make_data_folder
from duixian.site.postgres.cluster import Cluster

PERSONS = 300
FOLDERS = Path(tempfile.gettempdir()) / f"duixian-faces-{os.getuid()}"
LONGEST_SEEDING_SECONDS, LONGEST_START_SECONDS = 900, 60
_COMMAND = [sys.executable, "-m", "duixian.site"]


@dataclass(frozen=True)
class Known:
    """One account of the demo."""

    username: str
    name: str
    role: str
    password: str


@dataclass(frozen=True)
class Service:
    """A running service. ``cookies``: of those who signed in already."""

    address: str
    accounts: dict[str, Known]
    cookies: dict[str, list[Any]] = field(default_factory=dict)


@contextmanager
def seeded_service() -> Iterator[Service]:
    """The service named by the environment, else one of its own."""
    given = os.environ.get("DUIXIAN_FACES_AT")
    if given:
        yield Service(given.rstrip("/"), _accounts(Path(os.environ["DUIXIAN_FACES_DATA"])))
        return
    _sweep()
    folder = make_data_folder(make_data_folder(FOLDERS) / f"{os.getpid()}-{time.monotonic_ns()}")
    try:
        _seed(folder)
        with _served(folder / "data", _free_port()) as address:
            yield Service(address, _accounts(folder / "data"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Takes away what killed runs left: their servers and their folders."""
    for folder in FOLDERS.glob("*-*"):
        if not _alive(int(folder.name.split("-")[0])):
            Cluster(folder / "data" / "postgres", passing=True).stop()
            shutil.rmtree(folder, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _seed(folder: Path) -> None:
    command = [*_COMMAND, "demo", "--persons", str(PERSONS), "--out", str(folder), "--no-serve"]
    with (folder / "seed.log").open("wb") as log:
        code = subprocess.run(
            command,
            check=False,
            env=_environment(folder / "data"),
            stdout=log,
            stderr=log,
            timeout=LONGEST_SEEDING_SECONDS,
        ).returncode
    if code != 0:
        pytest.fail(f"The demo could not be seeded:\n{_end_of(folder / 'seed.log')}", pytrace=False)


@contextmanager
def _served(data: Path, port: int) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    log = data.parent / "serve.log"
    with log.open("wb") as out:
        command = [*_COMMAND, "serve", "--port", str(port)]
        server = subprocess.Popen(
            command, env=_environment(data), stdout=out, stderr=out, start_new_session=True
        )
        try:
            _wait_for(f"{address}/design/", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(LONGEST_START_SECONDS)


def _environment(data: Path) -> dict[str, str]:
    ours = {"DUIXIAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "duixian.site.settings", "PYTHONUTF8": "1"}
    return {name: value for name, value in os.environ.items() if name != "DUIXIAN_DATABASE_URL"} | ours


def _accounts(data: Path) -> dict[str, Known]:
    said = json.loads((data / "demo-accounts.json").read_text("utf-8"))
    return {one["key"]: Known(one["username"], one["name"], one["role"], one["password"]) for one in said}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(address, timeout=10).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"The service did not come up:\n{_end_of(log)}", pytrace=False)


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-3000:]
