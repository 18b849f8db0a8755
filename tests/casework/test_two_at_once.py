from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from duixian.authorities import clock
from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Authority
from duixian.casework import steps
from duixian.casework.errors import CaseMoved
from duixian.casework.models import Case, Happening
from tests.casework.conftest import MONDAY
from tests.casework.office import certificate, opened


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_in_two_connections_one_passes_and_the_other_is_told() -> None:
    with clock.at(MONDAY):
        authority = Authority.objects.create(code="330113", name="某区人力社保局", english="A district")
        office = opened(authority, appointer(authority))
        office.person(1, "张三")
        case = office.claim(1, certificate("Z1", 1))
        officers = [office.by(Role.INTAKE, 1), office.by(Role.INTAKE, 2)]
        said: list[str] = []
        start = threading.Barrier(2)
        threads = [threading.Thread(target=press, args=(case, one, start, said)) for one in officers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(said) == ["case-moved", "初审"]
    assert Happening.objects.filter(case=case, verb="通过").count() == 1


def press(case: Case, officer: Account, start: threading.Barrier, said: list[str]) -> None:
    """One officer passes the case as it was before his eyes."""
    start.wait()
    try:
        with clock.at(MONDAY):
            said.append(steps.pass_(case, officer).step)
    except CaseMoved as error:
        said.append(error.code)
    finally:
        connection.close()


def appointer(authority: Authority) -> Callable[..., Account]:
    """New officers of an authority."""

    def appointed(role: Role) -> Account:
        account = Account.objects.create(username=f"{role.value}-{Account.objects.count()}", name=role.value)
        appoint(account, authority, role)
        return account

    return appointed
