"""Jobs of the service's own; procrastinate finds them here."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app

from duixian.site.working import put_back

_EVERY_TEN_SECONDS = "* * * * * */10"


@app.periodic(cron=_EVERY_TEN_SECONDS)
@app.task(queueing_lock="put-back", pass_context=True)
async def put_back_jobs_of_dead_workers(context: JobContext, timestamp: int) -> int:
    """Every ten seconds; how many jobs were put back. ``timestamp`` is the time it was due."""
    return await put_back(context.app)
