"""Jobs of the program face: send what waits for webhooks, forget old answers."""

from __future__ import annotations

from contextlib import suppress

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from duixian.api.idempotency import forget_old
from duixian.api.webhooks import delivering


@app.periodic(cron="* * * * *")
@app.task(name="api.webhooks")
def wake_webhooks(timestamp: int) -> None:
    """Every minute: one job for each webhook that something waits for, so that a slow one delays only itself."""
    for webhook_id in delivering.webhooks_with_work():
        name = f"webhook-{webhook_id}"
        with suppress(AlreadyEnqueued):
            deliver.configure(lock=name, queueing_lock=name).defer(webhook_id=webhook_id)


@app.task(name="api.deliver")
def deliver(webhook_id: int) -> None:
    """Sends what waits for one webhook."""
    delivering.deliver_all(webhook_id)


@app.periodic(cron="17 3 * * *")
@app.task(name="api.forget_answers")
def forget_answers(timestamp: int) -> None:
    """Every night: answers kept long enough are dropped."""
    forget_old()
