"""The timer of connectors: what others left for us is taken every five minutes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.connectors.rounds import take_everything


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="connectors.take", pass_context=False)
def take_waiting(timestamp: int) -> int:
    """Take the files that wait; how many there were."""
    return len(take_everything())
