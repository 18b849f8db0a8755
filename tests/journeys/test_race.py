"""Many workers approve and pay the same entitlements; again and again the server dies, and workers with it."""

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
from random import Random
from threading import Event
from time import monotonic

import psycopg
import pytest

from duixian.site.places import make_data_folder
from duixian.site.postgres.cluster import Cluster
from duixian.values.bilingual import DuixianError
from tests.journeys.race_office import BUDGET
from tests.journeys.race_size import ENTITLEMENTS, KILLS

SHOT = 3
"""Workers that die with the server, each time."""
FAILING = ENTITLEMENTS // 50
TURNS = 6
"""What a case's history gains in the race: its account confirmed, approved, on notice, free, ordered, paid."""
ENTRIES = 1 + 4 * ENTITLEMENTS + 4 * FAILING - FAILING
"""Grant; reserve, order, send and pay each; and of those that fail: fail, reissue, send."""
LONGEST_SECONDS = 600


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


def turns(cluster: Cluster) -> int:
    """How far the race has come: turns that cases have taken since they were offered."""
    with psycopg.connect(cluster.address()) as connection:
        row = connection.execute(
            "SELECT count(*) FROM casework_happening WHERE verb NOT IN ('列入名单', '告知')"
        ).fetchone()
    return int(row[0]) if row else 0


def shoot(race: int, random: Random) -> None:
    """Some of the workers are gone from one moment to the next, whatever they were doing."""
    living = Path(f"/proc/{race}/task/{race}/children").read_text().split()
    for pid in random.sample(living, SHOT):
        os.kill(int(pid), signal.SIGKILL)


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


def test_each_entitlement_is_paid_once_whatever_becomes_of_server_and_workers(cluster: Cluster) -> None:
    random = Random(1)
    with race(cluster) as workers:
        for turn in range(1, KILLS + 1):
            while (done := turns(cluster)) < turn * TURNS * ENTITLEMENTS // (KILLS + 1):
                assert workers.poll() is None
                Event().wait(1 / 20)
            assert done < TURNS * ENTITLEMENTS, "the server dies while there is work"
            shoot(workers.pid, random)
            kill(cluster)
        said, _ = workers.communicate(timeout=LONGEST_SECONDS)
    assert json.loads(said) == {
        "failed_workers": 0,
        "shot_workers": KILLS * SHOT,
        "approved_once": ENTITLEMENTS,
        "orders_paid_once": ENTITLEMENTS,
        "entries_paid_once": ENTITLEMENTS,
        "instalments_paid": ENTITLEMENTS,
        "cases_paid": ENTITLEMENTS,
        "reissued": FAILING,
        "paid_fen": BUDGET,
        "elsewhere_fen": 0,
        "journal_difference_fen": 0,
        "sound_entries": ENTRIES,
    }
