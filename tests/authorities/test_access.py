from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from duixian.authorities.access import log_access
from duixian.authorities.acting import acting_for
from duixian.authorities.models import AccessLog, Authority, Role
from tests.service import Officer


def refused(statement: str) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    return str(error.value)


def test_an_officers_look_is_written_down_while_acting(officer: Officer, authority: Authority) -> None:
    reader = officer(Role.FIRST_CHECK)
    with acting_for(reader):
        log_access(reader, "reveal", "人员", "token-1", ["身份证号"], authority=authority)
    line = AccessLog.objects.get()
    assert (line.account, line.action, line.key, line.fields) == (reader, "reveal", "token-1", ["身份证号"])


def test_an_officer_cannot_read_the_access_log(officer: Officer) -> None:
    with acting_for(officer(Role.FIRST_CHECK)):
        assert "permission denied" in refused("SELECT key FROM authorities_accesslog")


def test_an_auditor_reads_the_lines_of_the_own_authority(
    officer: Officer, authority: Authority, other_authority: Authority
) -> None:
    log_access(None, "view", "人员", "here", authority=authority)
    log_access(None, "view", "人员", "elsewhere", authority=other_authority)
    with acting_for(officer(Role.AUDITOR)):
        assert [line.key for line in AccessLog.objects.all()] == ["here"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE authorities_accesslog SET key = ''",
        "DELETE FROM authorities_accesslog",
        "TRUNCATE authorities_accesslog",
    ],
)
def test_nobody_changes_the_access_log_not_even_its_owner(authority: Authority, statement: str) -> None:
    log_access(None, "view", "人员", "1", authority=authority)
    connection.check_constraints()
    assert "only ever grows" in refused(statement)
