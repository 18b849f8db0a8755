"""Versions of policies: taken in by anybody, set in force by two."""

from __future__ import annotations

import pytest

from duixian.authorities.models import Authority
from duixian.decisions.store.models import PolicyVersion


@pytest.mark.django_db
def test_nothing(authority: Authority) -> None:
    assert not PolicyVersion.objects.exists()
