"""A unit with two people, a clerk of it who is signed in, and a run over the registry, on the office's Monday."""

from __future__ import annotations

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.decisions.store.deciding import decide_registry
from tests.casework.conftest import monday, office
from tests.casework.office import EMPLOYER, Office, id_number

__all__ = ["clerk", "client", "monday", "office", "unit"]


def hired(office: Office, number: str, serial: int, code: str = EMPLOYER, level: str = "高级工") -> None:
    office.known(
        "录用",
        {
            "合同编号": number,
            "人员": id_number(serial),
            "用人单位": code,
            "录用日": "2026-03-01",
            "技能等级": level,
        },
    )


@pytest.fixture
def unit(office: Office) -> Office:
    """Two people work there, one of them skilled enough; a third works elsewhere."""
    office.employer()
    office.employer("913301131234567953", "另一家公司")
    for serial, name in ((1, "甲一"), (2, "乙二"), (3, "丙三")):
        office.person(serial, name)
    hired(office, "HT-1", 1)
    hired(office, "HT-2", 2, level="初级工")
    hired(office, "HT-3", 3, "913301131234567953")
    decide_registry(office.authority, [office.version], clock.today())
    return office


@pytest.fixture
def clerk(unit: Office) -> Account:
    """Acts for the unit."""
    return unit.clerk()


@pytest.fixture
def client(clerk: Account) -> Client:
    """The clerk's browser."""
    browser = Client(headers={"accept-language": "zh-hans"})
    browser.force_login(clerk)
    return browser
