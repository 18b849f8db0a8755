"""Jobs: safe to kill and to start again."""

from __future__ import annotations

from procrastinate.contrib.django import app

from duixian.decisions.store import trials
from duixian.decisions.store.models import DraftTrial, Run
from duixian.decisions.store.running import carry_out as carry_out_now


@app.task(name="decisions.carry_out")
def carry_out(run_id: int) -> None:
    """Carry an ordered run out."""
    run = Run.objects.select_related("started_by", "authority").get(pk=run_id)
    carry_out_now(run, run.started_by)


@app.task(name="decisions.try_draft")
def try_draft(trial_id: int) -> None:
    """Carry an ordered trial of a draft out."""
    trials.carry_out(
        DraftTrial.objects.select_related("draft", "draft__authority", "draft__base").get(pk=trial_id)
    )
