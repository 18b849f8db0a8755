"""Jobs in real workers, killed as an operator or a power cut kills them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

SCRIPT = """
import sys, time
from pathlib import Path
import django
django.setup()
from procrastinate.contrib.django import app
from duixian.site.working import work

@app.task(name="slow")
def slow(folder):
    folder = Path(folder)
    (folder / "begun").touch()
    while not (folder / "go").exists():
        time.sleep(1 / 20)
    with open(folder / "done", "a") as out:
        out.write("x")

work(until_empty=sys.argv[1] == "until-empty")
"""

pytestmark = pytest.mark.django_db(transaction=True)


def worker(environment: dict[str, str], how: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SCRIPT, how], env=environment)


def put(folder: Path) -> int:
    return app.configure_task("slow", allow_unknown=True).defer(folder=str(folder))


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < deadline, f"{file.name} never came"
        time.sleep(1 / 20)


def state(job: int) -> str:
    return str(ProcrastinateJob.objects.get(id=job).status)


def age_heartbeats() -> None:
    """As if a minute had passed since any worker was heard of."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def test_a_job_of_a_killed_worker_is_done_by_the_next(
    service_environment: dict[str, str], tmp_path: Path
) -> None:
    job = put(tmp_path)
    first = worker(service_environment, "on")
    wait_for(tmp_path / "begun")
    first.kill()
    first.wait()
    assert state(job) == "doing"
    age_heartbeats()
    (tmp_path / "go").touch()
    assert worker(service_environment, "until-empty").wait(60) == 0
    assert (state(job), (tmp_path / "done").read_text()) == ("succeeded", "x")


def test_a_worker_that_is_asked_to_stop_finishes_its_job_first(
    service_environment: dict[str, str], tmp_path: Path
) -> None:
    job = put(tmp_path)
    asked = worker(service_environment, "on")
    wait_for(tmp_path / "begun")
    asked.terminate()
    time.sleep(1 / 2)
    (tmp_path / "go").touch()
    asked.wait(60)
    assert (state(job), (tmp_path / "done").read_text()) == ("succeeded", "x")


def put_for_nothing(folder: Path) -> None:
    with transaction.atomic():
        put(folder)
        raise ValueError("what the job is for failed")


@pytest.mark.usefixtures("service_environment")
def test_a_job_is_put_only_if_what_it_is_for_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="failed"):
        put_for_nothing(tmp_path)
    assert not ProcrastinateJob.objects.exists()


def test_the_command_works_until_no_job_is_left(service_environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "duixian.site", "worker", "--until-empty"]
    assert (
        subprocess.run(command, env=os.environ | service_environment, check=False, timeout=60).returncode == 0
    )
