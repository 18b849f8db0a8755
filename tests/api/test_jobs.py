"""The jobs of the program face, run by a worker as the service runs them."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from duixian.api import tasks
from duixian.api.models import Delivery, Webhook
from duixian.api.scopes import Scope
from duixian.authorities import clock
from tests.api.conftest import Programs
from tests.api.programs import json_of
from tests.api.receiver import receiving

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_webhook_with_work_gets_one_job_and_the_worker_delivers(program: Programs) -> None:
    with receiving() as receiver:
        body = {"url": receiver.url, "events": ["claim.changed"]}
        made = json_of(program(Scope.WEBHOOKS).post("/webhooks", body), 201)
        webhook = Webhook.objects.get(uuid=made["id"])
        Delivery.objects.create(
            authority=webhook.authority, webhook=webhook, event="claim.changed", reference="LP-1",
            standing="受理", occurred_at=clock.now(),
        )  # fmt: skip
        for _ in range(2):
            tasks.wake_webhooks(0)
        jobs = ProcrastinateJob.objects.filter(task_name="api.deliver")
        assert jobs.count() == 1
        tasks.deliver(**jobs.get().args)
    assert len(receiver.heard) == 1
    assert Delivery.objects.get().state == Delivery.State.HEARD


def test_the_timers_of_webhooks_and_kept_answers_are_known_to_the_worker() -> None:
    timed = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {"api.webhooks", "api.forget_answers"} <= timed
