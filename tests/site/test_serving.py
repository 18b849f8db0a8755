"""The whole service in the foreground, as somebody at a terminal sees it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from duixian.site.postgres.cluster import Cluster
from duixian.site.serving import named


@pytest.fixture
def home() -> Iterator[Path]:
    """A data folder of its own that every user may reach."""
    with tempfile.TemporaryDirectory(prefix="duixian-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder) / "data"
        Cluster(Path(folder) / "data" / "postgres").stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DUIXIAN_")}
    environment |= {"DUIXIAN_DATA": str(home), "DJANGO_SETTINGS_MODULE": "duixian.site.settings"}
    command = [sys.executable, "-m", "duixian.site", "serve", "--port", str(port)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def page(port: int, path: str = "/") -> str:
    """A page, as soon as it is served."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            assert time.monotonic() < deadline, "nothing was served"
            time.sleep(1 / 4)


@contextmanager
def silent(port: int, count: int) -> Iterator[None]:
    """Connections that were opened and on which nothing is said, as browsers keep them."""
    with ExitStack() as opened:
        for _ in range(count):
            opened.enter_context(socket.create_connection(("127.0.0.1", port)))
        yield


def working_in(home: Path) -> list[str]:
    """Processes whose environment or command names the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile, or is somebody else's
        if str(home).encode() in said:
            found.append(process.name)
    return found


def commands_below(process: int) -> list[str]:
    """The command lines of the processes that a process began, and of theirs."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    own = [Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode() for child in children]
    return own + [line for child in children for line in commands_below(int(child))]


def test_the_service_answers_and_after_ctrl_c_no_process_of_it_is_left(home: Path) -> None:
    port = free_port()
    served = start(home, port)
    try:
        assert "兑现" in page(port)
        assert "openapi" in page(port, "/api/v1/openapi.json")
        with silent(port, 20):
            assert "兑现" in page(port), "connections on which nobody speaks keep nobody out"
        own = Path(f"/proc/{served.pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        assert own not in commands_below(served.pid), (
            "who answers is no fork: threads of libraries are not in it"
        )
    finally:
        served.send_signal(signal.SIGINT)
        said, _ = served.communicate(timeout=90)
    assert served.returncode == 0, said
    assert working_in(home) == []


def test_a_port_that_is_taken_is_refused_in_words(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = start(home, taken.getsockname()[1])
        said, _ = served.communicate(timeout=90)
    assert served.returncode == 1
    assert "--port" in said


@pytest.mark.parametrize(
    ("host", "told"), [("127.0.0.1", "localhost"), ("::1", "localhost"), ("10.0.0.7", "10.0.0.7")]
)
def test_a_browser_on_this_machine_is_told_a_name_for_passkeys_are_made_for_names(
    host: str, told: str
) -> None:
    assert named(host) == told
