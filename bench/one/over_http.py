"""The person with ten records asked about over HTTP: the service as `make demo` serves it, on the embedded database."""

from __future__ import annotations

import atexit
import csv
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.one.ten_records import known
from bench.whole.peers import AS_OF
from bench.whole.registers import POLICY
from duixian.registry import write_registry

_SITE = (sys.executable, "-m", "duixian.site")
_PATIENCE = 60.0
"""Seconds until the service must answer."""
_SETTING_UP = f"""
from pathlib import Path
from duixian.api import tokens
from duixian.api.scopes import Scope
from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.decisions.store.publish import take_in
district = Authority.objects.create(code="330113", name="测试区", english="District")
author = Account.objects.create_user("author")
appoint(author, district, Role.POLICY_AUTHOR)
version = take_in(Path({str(POLICY.resolve())!r}), authority=district, choices={{}}, author=author)
print(tokens.issue(district, author, "bench", [Scope.CHECK])[1], version.policy, version.version)
"""


def prepared(data: Path) -> Callable[[], Any]:
    """The call: the facts as JSON, every decision with its whole trace back as JSON."""
    policy, facts = known(data)
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o711)
    port, env = _free_port(), {**os.environ, "DUIXIAN_DATA": str(folder / "data")}
    subprocess.run([*_SITE, "migrate", "--verbosity", "0"], env=env, check=True, stdout=sys.stderr)
    said = subprocess.run(
        [*_SITE, "shell", "--verbosity", "0", "-c", _SETTING_UP],
        env=env,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    token, name, version = said.stdout.split()[-3:]
    server = subprocess.Popen([*_SITE, "serve", "--port", str(port)], env=env, stdout=sys.stderr)
    atexit.register(_end, server, folder)
    write_registry(facts, folder / "facts", "csv")
    body = {
        "policy": name,
        "version": version,
        "as_of": AS_OF.isoformat(),
        "tables": {path.stem: _rows(path) for path in sorted((folder / "facts").glob("*.csv"))},
    }
    sent = json.dumps(body, ensure_ascii=False).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    _wait_for(port)
    line = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)

    def call() -> Any:
        line.request("POST", "/api/v1/check", sent, headers)
        answer = line.getresponse()
        said = answer.read()
        assert answer.status == 200, said.decode()
        return json.loads(said)

    assert call()["decisions"], policy.id
    return call


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(file)]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    """Raises TimeoutError where nobody listens in time."""
    until, pause = time.monotonic() + _PATIENCE, threading.Event()
    while time.monotonic() < until:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.2)
    raise TimeoutError(port)


def _end(server: subprocess.Popen[bytes], folder: Path) -> None:
    server.terminate()
    server.wait(_PATIENCE)
    shutil.rmtree(folder, ignore_errors=True)
