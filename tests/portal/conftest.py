"""A person at his own pages, under the small policy of the casework tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.models import Account, Authority
from tests.casework.office import Office, opened

MONDAY = date(2026, 9, 28)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def monday() -> Iterator[None]:
    """It is that Monday."""
    with clock.at(MONDAY):
        yield


@pytest.fixture
def office(monday: None, authority: Authority, officer: Callable[..., Account]) -> Office:
    """The office that answers."""
    return opened(authority, officer)


@dataclass(frozen=True)
class Person:
    """Somebody on the registers, signed in. ``key``: his token."""

    serial: int
    key: str
    account: Account
    client: Client

    def get(self, path: str) -> str:
        """A page that must be there."""
        response = self.client.get(path)
        assert response.status_code == 200, (response.status_code, path)
        return response.content.decode()

    def post(self, path: str, **fields: object) -> str:
        """Where a form leads to."""
        response = self.client.post(path, fields)
        assert response.status_code == 302, response.content.decode()[-2000:]
        return str(response["Location"])


Known = Callable[..., Person]


@pytest.fixture
def known(office: Office) -> Known:
    """``known(1, "张三")`` is a person on the registers, signed in."""

    def made(serial: int, name: str, account: str = "") -> Person:
        return entered(office, serial, office.person(serial, name, account))

    return made


def entered(office: Office, serial: int, key: str = "") -> Person:
    """Somebody whom the registers know already, signed in."""
    account = office.account_of(serial)
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(account, backend=BACKEND)
    return Person(serial, key, account, client)


@pytest.fixture
def zhang(office: Office, known: Known) -> Person:
    """Holds a certificate that is worth a grant, and an account that the register knows."""
    me = known(1, "张三", "6222020000000000011")
    office.certificate("Z1", 1)
    return me


@pytest.fixture
def newcomer(known: Known) -> Person:
    """Person 1 without any certificate."""
    return known(1, "张三", "6222020000000000011")
