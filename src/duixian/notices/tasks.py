"""The timers of notices: what waits is sent every minute, what is over is closed every morning."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.notices.messages.outbox import send_waiting
from duixian.notices.publicity.closing import close_due


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="notices.send", pass_context=False)
def send_messages(timestamp: int) -> int:
    """Send the messages that wait."""
    return send_waiting()


@app.periodic(cron="10 0 * * *")
@app.task(queueing_lock="notices.close", pass_context=False)
def close_publicities(timestamp: int) -> int:
    """Close the publicities whose last day is over."""
    return len(close_due())
