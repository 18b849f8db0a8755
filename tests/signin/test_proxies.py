from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from duixian.signin.lockout import address


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "10.0.0.1"), (1, "2.2.2.2"), (2, "1.1.1.1"), (3, "10.0.0.1")]
)
def test_the_address_is_what_the_outermost_of_our_own_proxies_saw(
    settings: Settings, proxies: int, seen: str
) -> None:
    settings.DUIXIAN_PROXIES = proxies
    request = RequestFactory().get(
        "/", headers={"x-forwarded-for": "1.1.1.1, 2.2.2.2"}, REMOTE_ADDR="10.0.0.1"
    )
    assert address(request) == seen
