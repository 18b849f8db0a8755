from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from duixian.api.models import Webhook
from duixian.api.scopes import Scope
from tests.api.conftest import Programs
from tests.api.programs import json_of

BODY = {"url": "https://example.org/hook", "events": ["claim.changed"]}
CALLERS = 6


@pytest.mark.django_db(transaction=True)
def test_a_write_sent_by_many_at_once_under_one_key_is_done_once(program: Programs) -> None:
    caller, together = program(Scope.WEBHOOKS), Barrier(CALLERS)

    def send(_: int) -> str:
        together.wait()
        try:
            return str(json_of(caller.post("/webhooks", BODY, idempotency_key="one"), 201)["id"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CALLERS) as threads:
        ids = set(threads.map(send, range(CALLERS)))
    assert ids == {str(Webhook.objects.get().uuid)}
