from __future__ import annotations

import pytest
from django.db import transaction

from duixian.api.models import Delivery, Webhook
from duixian.api.scopes import Scope
from duixian.authorities import clock
from duixian.authorities.models import Authority
from duixian.notices.models import Publicity
from tests.api.conftest import Programs
from tests.api.programs import json_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def webhook(program: Programs) -> Webhook:
    """One that listens to publicity and nothing else."""
    body = {"url": "https://example.org/", "events": ["publicity.changed"]}
    made = json_of(program(Scope.WEBHOOKS).post("/webhooks", body), 201)
    return Webhook.objects.get(uuid=made["id"])


def composed(authority: Authority, number: str = "GS-1") -> Publicity:
    return Publicity.objects.create(
        authority=authority, number=number, title="公示", public_days=5, document="{}", sha256="0" * 64,
        composed_at=clock.now(),
    )  # fmt: skip


def told() -> list[tuple[str, str, str]]:
    return list(Delivery.objects.order_by("pk").values_list("event", "reference", "standing"))


def test_each_change_of_state_is_told_once_and_other_changes_are_not(
    authority: Authority, webhook: Webhook
) -> None:
    row = composed(authority)
    Publicity.objects.filter(pk=row.pk).update(state="public")
    Publicity.objects.filter(pk=row.pk).update(state="public", reason="更正")
    assert told() == [("publicity.changed", "GS-1", "composed"), ("publicity.changed", "GS-1", "public")]


def test_what_was_rolled_back_is_not_told(authority: Authority, webhook: Webhook) -> None:
    with transaction.atomic():
        composed(authority)
        transaction.set_rollback(True)
    assert told() == []


def test_the_changes_of_another_authority_are_not_told(other_authority: Authority, webhook: Webhook) -> None:
    composed(other_authority)
    assert told() == []


def test_nobody_is_told_what_he_does_not_listen_to(authority: Authority, webhook: Webhook) -> None:
    Webhook.objects.update(events=["payment.changed"])
    composed(authority)
    assert told() == []
