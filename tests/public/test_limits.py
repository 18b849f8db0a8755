from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory, override_settings

from duixian.authorities import clock
from duixian.public.limiting import Limit, TooOften, address_of, count, forget
from duixian.public.models import Asked

LIMIT = Limit("of a test", 2, 10)
pytestmark = pytest.mark.django_db


def test_a_limit_is_for_each_value_and_begins_anew_after_its_time() -> None:
    for _ in range(LIMIT.times):
        count(LIMIT, "甲")
    count(LIMIT, "乙")
    with pytest.raises(TooOften):
        count(LIMIT, "甲")
    with clock.at(clock.now() + timedelta(minutes=LIMIT.minutes, seconds=1)):
        count(LIMIT, "甲")


def test_what_is_forgotten_counts_from_nothing() -> None:
    for _ in range(LIMIT.times):
        count(LIMIT, "甲")
    forget(LIMIT, "甲")
    count(LIMIT, "甲")


def test_nobodys_address_is_kept_and_old_counts_are_swept() -> None:
    count(LIMIT, "192.0.2.7")
    assert "192.0.2.7" not in str(Asked.objects.values_list())
    with clock.at(clock.now() + timedelta(days=2)):
        count(LIMIT, "乙")
    assert Asked.objects.count() == 1


def test_an_address_told_by_a_stranger_is_not_believed() -> None:
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="6.6.6.6, 192.0.2.9", REMOTE_ADDR="10.0.0.1")
    assert address_of(request) == "10.0.0.1"
    with override_settings(DUIXIAN_PROXIES=1):
        assert address_of(request) == "192.0.2.9"
