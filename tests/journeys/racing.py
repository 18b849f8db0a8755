"""Workers that all approve and pay the same entitlements, whatever becomes of them and of the server.

``python -m tests.journeys.racing`` makes the office and its offers in a process of its own, then forks the workers,
which share what was read so far and open their own connections. A worker that is shot is followed by a new one. When
all have found nothing left to do it prints what it then finds, as JSON. A lost connection is opened again and the verb
called again: it may or may not have been done.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from random import Random, randrange
from threading import Event
from typing import TypeVar

import django
from django.db import InterfaceError, OperationalError, connection

from tests.journeys.race_size import WORKERS

PATIENCE = 300


def work(seed: int) -> None:
    """One worker's life."""
    from tests.journeys.worker import Worker

    worker = again(lambda: Worker(Random(seed)))
    while not again(worker.finished):
        for step in worker.steps():
            again(step)
        worker.rest()


T = TypeVar("T")


def again(verb: Callable[[], T]) -> T:
    """What the verb gives, however often the server goes away under it."""
    for _ in range(PATIENCE):
        try:
            return verb()
        except (OperationalError, InterfaceError):
            connection.close()
            # Many that knock too often keep the server from coming back.
            Event().wait(randrange(300, 900) / 1000)
    raise RuntimeError("the server does not come back")


def forked(life: Callable[[], None]) -> int:
    """A process that lives this life; its id."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            life()
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    return pid


def prepare() -> None:
    """Threads of the libraries that decide must not be forked: the office is opened by a child."""
    from tests.journeys.race_office import open_office

    pid = forked(open_office)
    if os.waitpid(pid, 0)[1]:
        raise RuntimeError("the office could not be opened")


def read_once() -> None:
    """What every worker needs and none changes is read before they part."""
    from duixian.decisions.store.models import PolicyVersion

    import_module("tests.journeys.worker")
    PolicyVersion.objects.get().loaded()
    connection.close()
    gc.collect()
    gc.freeze()


def race() -> tuple[int, int]:
    """How many workers failed, and how many were shot and replaced."""
    living = {forked(lambda seed=seed: work(seed)) for seed in range(WORKERS)}  # type: ignore[misc]
    failed = shot = 0
    while living:
        pid, code = os.wait()
        living.discard(pid)
        if os.WIFSIGNALED(code) and os.WTERMSIG(code) == signal.SIGKILL:
            shot += 1
            living.add(forked(lambda seed=WORKERS + shot: work(seed)))  # type: ignore[misc]
        elif code:
            failed += 1
    return failed, shot


def main() -> int:
    """The race; the exit code says whether every worker that lived ended well."""
    django.setup()
    prepare()
    read_once()
    print("ready", flush=True)
    failed, shot = race()
    from tests.journeys.worker import outcome

    print(json.dumps({"failed_workers": failed, "shot_workers": shot, **outcome()}), flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
