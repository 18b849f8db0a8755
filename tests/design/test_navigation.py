"""Who sees which way."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from duixian.authorities.models import Account, Role
from duixian.design.navigation import Entry, entries, ways
from duixian.site.settings import DUIXIAN_NAVIGATION
from tests.service import Officer

ENTRIES = (
    Entry("parts", "design:components"),
    Entry("modes", "design:modes", roles=(Role.AUDITOR,)),
    Entry("hidden", "design:components", shown=lambda request: False),
)


def asked(user: Account | AnonymousUser, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    return request


def test_without_a_role_only_open_ways_are_seen() -> None:
    assert [way.name for way in ways(asked(AnonymousUser()), ENTRIES)] == ["parts"]


def test_a_role_opens_its_ways(officer: Officer) -> None:
    assert [way.name for way in ways(asked(officer(Role.AUDITOR)), ENTRIES)] == ["parts", "modes"]
    assert [way.name for way in ways(asked(officer(Role.INTAKE)), ENTRIES)] == ["parts"]


def test_the_nearest_way_is_where_one_is(officer: Officer) -> None:
    here = [way.name for way in ways(asked(officer(Role.AUDITOR), "/design/modes/x/"), ENTRIES) if way.here]
    assert here == ["modes"]


@pytest.mark.parametrize("place", sorted(DUIXIAN_NAVIGATION))
def test_every_way_that_a_face_names_leads_somewhere(place: str) -> None:
    every = entries(place)
    assert len(ways(asked(AnonymousUser()), [Entry(one.name, one.url_name) for one in every])) == len(every)
