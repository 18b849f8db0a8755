"""The job worker: takes jobs in the order they were put, and takes up again what a killed worker left behind.

A job may therefore begin twice. Every job of ours asks the database what is still to do before it does it.
"""

from __future__ import annotations

import asyncio

from procrastinate import App
from procrastinate.contrib.django import app

HEARTBEAT_SECONDS = 5
DEAD_AFTER_SECONDS = 15
"""A worker that has not said for so long that it lives is taken for dead, and its jobs are put back."""
LET_FINISH_SECONDS = 20
"""How long a job may still run after the worker was asked to stop."""


def work(*, concurrency: int = 2, until_empty: bool = False) -> None:
    """Works until a signal to stop, or ``until_empty`` until no job is due."""
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        asyncio.run(_work(working, concurrency, until_empty))


async def _work(working: App, concurrency: int, until_empty: bool) -> None:
    async with working.open_async():
        await put_back(working)
        await working.run_worker_async(
            concurrency=concurrency,
            wait=not until_empty,
            listen_notify=not until_empty,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=DEAD_AFTER_SECONDS,
            shutdown_graceful_timeout=LET_FINISH_SECONDS,
        )


async def put_back(working: App) -> int:
    """Puts the jobs of dead workers back, to be begun anew; how many there were."""
    stalled = list(await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER_SECONDS))
    for job in stalled:
        await working.job_manager.retry_job(job)
    return len(stalled)
