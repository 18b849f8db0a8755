"""Sixty-four workers that all approve and pay the same entitlements, whatever becomes of the server meanwhile.

``python -m tests.journeys.racing`` makes the tables and the budget, forks the workers before it opens any
connection again, waits for them and prints what it then finds in the ledger, as JSON. Each worker goes through
all entitlements in an order of its own, then makes, checks and releases batches, plays the bank's return,
issues again what failed and reconciles, until nothing is left. A lost connection is opened again and the verb
called again: it may or may not have been done.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from random import Random, randrange
from threading import Event
from typing import TypeVar

import django
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

WORKERS = 64
ENTITLEMENTS = 1000
CHUNK = 100
LINES = 200
ONE_FAILS_OF = 50
PATIENCE = 300
CODE, YEAR = "330113", 2026


def fen(reference: str) -> int:
    """What an entitlement is worth."""
    return 1000 + int(reference[1:])


REFERENCES = [f"E{number:04d}" for number in range(ENTITLEMENTS)]
BUDGET = sum(fen(reference) for reference in REFERENCES)


def prepare() -> None:
    """Tables, a district with two finance officers, and a budget that is just enough."""
    from duixian.authorities.appointing import appoint
    from duixian.authorities.models import Account, Authority, Role
    from duixian.ledger import budgets

    call_command("migrate", verbosity=0)
    authority = Authority.objects.create(code=CODE, name="临平区", english="Linping")
    for role in (Role.FINANCE_MAKER, Role.FINANCE_CHECKER):
        appoint(Account.objects.create(username=role.value), authority, role)
    budgets.open_item(authority, YEAR, "208-07", "就业补助", BUDGET, shares={"市级": 4, "区级": 6})
    connection.close()


def work(seed: int) -> None:
    """One worker's life."""
    from tests.journeys.worker import Worker

    worker = again(lambda: Worker(Random(seed)))
    for chunk in worker.chunks():
        again(lambda chunk=chunk: worker.approve(chunk))  # type: ignore[misc]
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
            # Sixty-four that knock too often keep the server from coming back.
            Event().wait(randrange(300, 900) / 1000)
    raise RuntimeError("the server does not come back")


def forked() -> Iterator[int]:
    """Starts the workers; gives their process ids."""
    for seed in range(WORKERS):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                work(seed)
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        yield pid


def main() -> int:
    """The race; the exit code says whether every worker ended well."""
    django.setup()
    prepare()
    print("ready", flush=True)
    codes = [os.waitpid(pid, 0)[1] for pid in list(forked())]
    from tests.journeys.worker import outcome

    print(json.dumps({"failed_workers": sum(map(bool, codes)), **outcome()}), flush=True)
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
