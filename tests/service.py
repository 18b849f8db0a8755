"""Fixtures of every test that works on the service: authorities, officers, and the database they live in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.operations import DatabaseOperations
from django.utils import translation

from duixian.authorities.appointing import appoint
from duixian.authorities.models import Account, Authority, Role
from duixian.site.databases import OWNER, PORT
from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import enter, in_use, leave
from tests.settings import RUN, RUNS

Officer = Callable[..., Account]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The run's own cluster, started by the first test of any process that asks for a database."""
    _sweep()
    cluster = Cluster(Path(settings.DUIXIAN_POSTGRES), passing=True)
    lease = enter(cluster)
    _let_tests_empty_tables()
    yield
    if leave(cluster, lease):
        shutil.rmtree(RUN, ignore_errors=True)


def _sweep() -> None:
    """Takes away what killed runs left: their servers and their folders."""
    for folder in RUNS.glob("*"):
        cluster = Cluster(folder / "postgres", passing=True)
        if folder != RUN and not in_use(cluster):
            cluster.stop()
            shutil.rmtree(folder, ignore_errors=True)


_JOBS = "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"
"""Django does not know these tables as its own to empty."""


def _let_tests_empty_tables() -> None:
    """Between transactional tests the tables are emptied, also those whose triggers refuse it."""
    flush = DatabaseOperations.execute_sql_flush

    def flush_as_replica(self: BaseDatabaseOperations, statements: Iterable[str]) -> None:
        flush(
            cast(DatabaseOperations, self),
            ["SET LOCAL session_replication_role = replica", _JOBS, *statements],
        )

    DatabaseOperations.execute_sql_flush = flush_as_replica  # type: ignore[method-assign,assignment]


@pytest.fixture(autouse=True)
def one_language() -> Iterator[None]:
    """No test goes on in the language of the page that another one asked for."""
    yield
    translation.deactivate()


@pytest.fixture
def authority(db: None) -> Authority:
    """A district."""
    return Authority.objects.create(code="330113", name="临平区人力社保局", english="Linping District")


@pytest.fixture
def other_authority(db: None) -> Authority:
    """Another district of the same installation."""
    return Authority.objects.create(code="330110", name="余杭区人力社保局", english="Yuhang District")


@pytest.fixture
def officer(authority: Authority) -> Officer:
    """``officer(role)`` is a new account with that role at the district; ``at=`` names another authority."""

    def appointed(role: Role, at: Authority | None = None, name: str = "") -> Account:
        count = Account.objects.count()
        account = Account.objects.create(
            username=f"{role.value}-{count}", name=name or f"{role.label}{count}"
        )
        appoint(account, at or authority, role)
        return account

    return appointed


@pytest.fixture
def service_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a child process that works on this test's database: rows are seen once committed."""
    cluster = Cluster(Path(settings.DUIXIAN_POSTGRES), passing=True)
    name = connection.settings_dict["NAME"]
    address = f"postgresql://{OWNER}@/{name}?{urlencode({'host': str(cluster.folder), 'port': PORT})}"
    ours = {"DUIXIAN_DATABASE_URL": address, "DUIXIAN_DATA": str(settings.DUIXIAN_DATA)}
    return {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "duixian.site.settings"}
