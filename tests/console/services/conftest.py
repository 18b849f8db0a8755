"""The district of the selection tests at the desk of services: three who hold certificates, and their requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.models import YearlyList
from duixian.decisions.store.deciding import decide_registry
from tests.casework.selection.panel import CALLED, PEOPLE, District, district, known
from tests.console.cases.conftest import Enter, enter
from tests.service import Officer

__all__ = ["enter"]

LISTS, REFERRALS = "/office/services/lists/", "/office/services/referrals/"


@dataclass
class Desk:
    """``clerk``: the organiser's browser."""

    home: District
    clerk: Client

    def drawn(self) -> YearlyList:
        """The list of the year, drawn at the desk."""
        form = {"kind": f"{self.home.version.pk}|技师体检", "year": "2022", "until": "2022-12-20"}
        answer = self.clerk.post(f"{LISTS}draw/", form)
        assert answer.status_code == 302, answer.content.decode()[-2000:]
        return YearlyList.objects.get()


@pytest.fixture
def desk(authority: Authority, officer: Officer, enter: Enter) -> Iterator[Desk]:
    home = district(authority, officer)
    for n, level in enumerate(("技师", "高级技师", "高级工")):
        cells = {"证书编号": f"Z{n}", "人员": PEOPLE[n], "技能等级": level, "发证日期": "2020-05-01"}
        known(home, "技能证书", cells)
        known(home, "求助", {"求助编号": f"Q{n}", "身份证号": PEOPLE[n], "提出日期": "2022-10-08"})
    with clock.at(CALLED):
        decide_registry(home.authority, [home.version], CALLED, actor=home.clerk)
        yield Desk(home, enter(home.clerk))
