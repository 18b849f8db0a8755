from __future__ import annotations

import pytest

from duixian.api.idempotency import KEPT, forget_old
from duixian.api.models import KeptAnswer, Webhook
from duixian.api.scopes import Scope
from duixian.authorities import clock
from tests.api.conftest import Programs
from tests.api.programs import json_of

pytestmark = pytest.mark.django_db
BODY = {"url": "https://example.org/hook", "events": ["claim.changed"]}


def test_the_same_write_sent_twice_is_done_once_and_answered_alike(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    first = caller.post("/webhooks", BODY, idempotency_key="甲-1".encode().hex())
    again = caller.post("/webhooks", BODY, idempotency_key="甲-1".encode().hex())
    assert json_of(first, 201) == json_of(again, 201)
    assert again["Idempotency-Replayed"] == "true"
    assert Webhook.objects.count() == 1


def test_the_same_key_with_another_body_is_a_conflict(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    caller.post("/webhooks", BODY, idempotency_key="one")
    other = caller.post("/webhooks", {**BODY, "url": "https://example.org/2"}, idempotency_key="one")
    assert json_of(other, 409)["code"] == "idempotency-key-reused"
    assert Webhook.objects.count() == 1


def test_a_write_without_a_key_is_not_done(program: Programs) -> None:
    assert json_of(program(Scope.WEBHOOKS).post("/webhooks", BODY, idempotency_key=""), 400)["where"]
    assert not Webhook.objects.exists()


def test_a_refused_write_may_come_again_mended_under_its_key(program: Programs) -> None:
    caller = program(Scope.WEBHOOKS)
    json_of(caller.post("/webhooks", {**BODY, "url": "ftp://x"}, idempotency_key="one"), 422)
    assert not KeptAnswer.objects.exists()
    json_of(caller.post("/webhooks", BODY, idempotency_key="one"), 201)


def test_two_programs_may_use_the_same_key(program: Programs) -> None:
    for caller in (program(Scope.WEBHOOKS), program(Scope.WEBHOOKS)):
        json_of(caller.post("/webhooks", BODY, idempotency_key="one"), 201)
    assert Webhook.objects.count() == 2


def test_an_answer_with_a_secret_is_kept_sealed_and_forgotten_in_time(program: Programs) -> None:
    secret = json_of(program(Scope.WEBHOOKS).post("/webhooks", BODY), 201)["secret"]
    assert secret.encode() not in bytes(KeptAnswer.objects.get().sealed or b"")
    assert forget_old() == 0
    with clock.at(clock.now() + KEPT + KEPT):
        assert forget_old() == 1
