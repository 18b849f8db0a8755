"""Many processes, one server: the first to come starts it, the last to leave stops it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duixian.site.places import make_data_folder
from duixian.site.postgres.cluster import Cluster

_LEASES, _DOOR = "postgres.leases", "postgres.door"


@contextmanager
def shared(cluster: Cluster) -> Iterator[Cluster]:
    """The running cluster for as long as the block lasts."""
    lease = enter(cluster)
    try:
        yield cluster
    finally:
        leave(cluster, lease)


def enter(cluster: Cluster) -> int:
    """Takes a lease, starting the server if need be; gives the lease's file descriptor."""
    home = make_data_folder(cluster.folder.parent)
    with _door(home):
        lease = os.open(home / _LEASES, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(lease, fcntl.LOCK_SH)
        with _closed_on_failure(lease):
            cluster.start()
    return lease


@contextmanager
def _closed_on_failure(lease: int) -> Iterator[None]:
    """Gives the lease back when the server could not be started."""
    started = False
    try:
        yield
        started = True
    finally:
        if not started:
            os.close(lease)


def leave(cluster: Cluster, lease: int) -> bool:
    """Gives the lease back; whether it was the last, so that the server was stopped."""
    with _door(cluster.folder.parent):
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            cluster.stop()
            return True
        finally:
            os.close(lease)


def in_use(cluster: Cluster) -> bool:
    """Whether any process holds a lease."""
    with _door(cluster.folder.parent) as home:
        lease = os.open(home / _LEASES, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        else:
            return False
        finally:
            os.close(lease)


@contextmanager
def _door(home: Path) -> Iterator[Path]:
    """One at a time: nobody starts a server while another stops it."""
    door = os.open(home / _DOOR, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield home
    finally:
        os.close(door)
