"""Officers see the decisions of their own authority, and an officer's transaction can decide and grant."""

from __future__ import annotations

from pathlib import Path

import pytest

from duixian.authorities.acting import acting_for
from duixian.authorities.models import Authority
from duixian.decisions.store import chain, granting
from duixian.decisions.store.deciding import decide_case, decide_registry
from duixian.decisions.store.models import (
    Decision,
    Entitlement,
    EntitlementPayee,
    Grant,
    Instalment,
    PolicyVersion,
    Run,
)
from tests.decisions.store import office

pytestmark = pytest.mark.django_db


def test_another_authority_sees_nothing_of_it(
    authority: Authority, other_authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    run = decide_registry(authority, [version], office.DAY)
    granting.grant(run.decisions.filter(measure="引才奖励")[0])
    owned = (Run, Decision, Entitlement, EntitlementPayee, Grant, Instalment)
    with acting_for(other_authority):
        assert [model.__name__ for model in owned if model._default_manager.exists()] == []
    with acting_for(authority):
        assert all(model._default_manager.exists() for model in owned)


def test_an_officer_decides_and_grants_in_one_transaction(
    authority: Authority, version: PolicyVersion, registry: Path
) -> None:
    with acting_for(authority):
        run = decide_registry(authority, [version], office.DAY)
        (decision,) = decide_case(authority, version, "引才奖励", [("录用", "H0")], office.DAY)
        assert granting.grant(decision).amount_fen == 3000_00
        assert run.decisions.count() == 5
        assert chain.verify(authority) == []
