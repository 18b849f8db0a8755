from __future__ import annotations

import pytest
from django.test import Client

from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.casework.selection.calling import cancel
from tests.casework.selection.panel import AFTER, CALLED, District, called, district
from tests.public.pages import text_of
from tests.service import Officer


@pytest.fixture
def home(authority: Authority, officer: Officer) -> District:
    return district(authority, officer)


def test_an_open_call_says_until_when_and_what_is_judged(home: District, client: Client) -> None:
    row = called(home)
    with clock.at(CALLED):
        assert "正在征集提名" in text_of(client.get("/calls/").content)
        page = text_of(client.get(f"/calls/{home.authority.code}/{row.number}/").content)
    assert all(part in page for part in ("2022年10月17日", "权重", "怎样提名"))


def test_when_the_last_day_is_over_the_call_is_closed(home: District, client: Client) -> None:
    row = called(home)
    with clock.at(AFTER):
        page = text_of(client.get(f"/calls/{home.authority.code}/{row.number}/").content)
    assert "提名截止" in page
    assert "怎样提名" not in page


def test_a_cancelled_round_is_not_shown(home: District, client: Client) -> None:
    row = called(home)
    with clock.at(CALLED):
        cancel(row, "经费未落实", home.clerk)
    assert client.get(f"/calls/{home.authority.code}/{row.number}/").status_code == 404
