"""Serve in the foreground: web server and job worker beside each other, until somebody stops them."""

from __future__ import annotations

import multiprocessing
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from duixian.site.places import make_data_folder
from duixian.values.bilingual import DuixianError, Text

THREADS = 4
"""Requests a process works on at once; each holds a connection to the database."""
CONNECTIONS = 1024
"""Callers a process listens to at once. A browser keeps half a dozen connections open and is silent on most of them, so
this must be far more than the requests worked on: else the first two browsers shut the door for everybody."""
_PAUSE_SECONDS, _PATIENCE_SECONDS = 2, 30
_PORTS_TRIED = 20
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def prepare() -> None:
    """The data folder, the database's tables and the static files, as this version wants them."""
    make_data_folder(settings.DUIXIAN_DATA)
    # Whitenoise warns of a folder that is not there, and there may be no static file yet.
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def serve(host: str, port: int, *, processes: int = 1, quiet: bool = False) -> None:
    """Serves until SIGINT or SIGTERM, then ends every process that it began."""
    # A fork of a process in which Polars has worked, as a demo's has, waits for ever for threads that are not there.
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "duixian.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        websockets=False,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning if quiet else LogLevels.info,
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE_SECONDS,
    )
    with _job_worker():
        server.serve()


def free_port(host: str, wanted: int) -> int:
    """The port, or the next one that nobody listens on.

    Raises DuixianError (``port-taken``) when none of the next twenty is free.
    """
    for port in range(wanted, wanted + _PORTS_TRIED):
        if is_free(host, port):
            return port
    raise port_taken(wanted)


def named(host: str) -> str:
    """How a browser on this machine is told the host: browsers take passkeys by a name, never by a number."""
    return "localhost" if host in _LOOPBACK else host


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def port_taken(port: int) -> DuixianError:
    """The error of a port on which somebody else listens."""
    return DuixianError(
        "port-taken",
        Text(f"端口 {port} 已被占用。", f"Port {port} is taken."),
        where=str(port),
        remedy=Text("请用 --port 指定另一个端口。", "Name another one by --port."),
    )


@contextmanager
def _job_worker() -> Iterator[None]:
    """A worker for as long as the block lasts; one that dies is followed by another."""
    stopping = threading.Event()
    watcher = threading.Thread(target=_keep_working, args=(stopping,))
    watcher.start()
    try:
        yield
    finally:
        stopping.set()
        watcher.join()


def _keep_working(stopping: threading.Event) -> None:
    while not stopping.is_set():
        # A session of its own: Ctrl-C in the terminal reaches the server alone, which then ends the worker.
        worker = subprocess.Popen([sys.executable, "-m", "duixian.site", "worker"], start_new_session=True)
        while worker.poll() is None and not stopping.wait(_PAUSE_SECONDS):
            pass
        _end(worker)


def _end(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        worker.terminate()
        try:
            worker.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
