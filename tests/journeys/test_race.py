"""Sixty-four workers pay the same thousand entitlements while the server dies ten times: each is paid once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import psycopg
import pytest

from duixian.site.places import make_data_folder
from duixian.site.postgres.cluster import Cluster
from duixian.values.bilingual import DuixianError
from tests.journeys.racing import BUDGET, ENTITLEMENTS, ONE_FAILS_OF

KILLS = 10
FAILING = ENTITLEMENTS // ONE_FAILS_OF
ENTRIES = 1 + 4 * ENTITLEMENTS + 4 * FAILING - FAILING
"""Grant; reserve, order, send and pay each; and of those that fail: fail, reissue, send."""
LONGEST_SECONDS = 240


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A server of the race's own, that keeps its word about what is committed."""
    home = make_data_folder(Path(tempfile.mkdtemp(prefix="duixian-race-")))
    cluster = Cluster(home / "postgres")
    cluster.start()
    yield cluster
    cluster.stop()
    shutil.rmtree(home, ignore_errors=True)


def kill(cluster: Cluster) -> None:
    """The server is gone from one moment to the next, and is started again."""
    os.kill(int((cluster.files / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    patience = monotonic() + 30
    while True:
        try:
            cluster.start()
        except DuixianError:
            # The processes of the dead server have to notice first.
            if monotonic() > patience:
                raise
            Event().wait(1 / 20)
        else:
            return


def entries(cluster: Cluster) -> int:
    """How far the race has come."""
    with psycopg.connect(cluster.address()) as connection:
        row = connection.execute("SELECT coalesce(sum(entries), 0) FROM ledger_journal").fetchone()
    return int(row[0]) if row else 0


def race(cluster: Cluster) -> subprocess.Popen[str]:
    """The workers, started; the tables stand."""
    names = {
        "DUIXIAN_DATA": str(cluster.folder.parent),
        "DUIXIAN_DATABASE_URL": cluster.address(),
        "DJANGO_SETTINGS_MODULE": "tests.journeys.race_settings",
    }
    command = [sys.executable, "-m", "tests.journeys.racing"]
    started = subprocess.Popen(command, env={**os.environ, **names}, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def test_each_entitlement_is_paid_once_whatever_becomes_of_the_server(cluster: Cluster) -> None:
    with race(cluster) as workers:
        for turn in range(1, KILLS + 1):
            while (done := entries(cluster)) < turn * ENTRIES // (KILLS + 1):
                assert workers.poll() is None
                Event().wait(1 / 20)
            assert done < ENTRIES, "the server dies while there is work"
            kill(cluster)
        said, _ = workers.communicate(timeout=LONGEST_SECONDS)
    assert json.loads(said) == {
        "failed_workers": 0,
        "orders_paid_once": ENTITLEMENTS,
        "entries_paid_once": ENTITLEMENTS,
        "reissued": FAILING,
        "paid_fen": BUDGET,
        "elsewhere_fen": 0,
        "journal_difference_fen": 0,
        "sound_entries": ENTRIES,
    }
