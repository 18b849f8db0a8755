"""The first day a refused case would hold if nothing else changes.

Each evaluation notes the next day on which its answer may change (``Run.until``); we go from one such day to the
next, so no day on which the conditions hold is stepped over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from duixian.engines.single.run import FOREVER, Evaluator, Run

MOST_DAYS = 3660


def first_day_it_holds(
    tests: Sequence[Evaluator], event: Evaluator, run: Run, claims_today: bool
) -> date | None:
    """The earliest later day, within ten years, on which every test is true.

    ``event``: the day of the event, which may move with the decision's. ``claims_today``: no claim has been
    made, so a claim made on the later day is what is asked about."""
    day, horizon = run.until, run.as_of.toordinal() + MOST_DAYS
    while day != FOREVER and day.toordinal() <= horizon:
        later = run.moved_to(day, claims_today)
        later.event_on = event(later)
        holds, never = _looked_at(tests, later)
        if holds:
            return day
        if never:
            return None
        day = later.until
    return None


def _looked_at(tests: Sequence[Evaluator], run: Run) -> tuple[bool, bool]:
    """Whether every test is true, and whether some test will never be; leaves in ``run.until`` the soonest
    change of any."""
    soonest, holds, never = run.until, True, False
    fixed = soonest == FOREVER
    for test in tests:
        run.until = FOREVER
        if test(run) is not True:
            holds = False
            never = never or (fixed and run.until == FOREVER)
        if run.until < soonest:
            soonest = run.until
    run.until = soonest
    return holds, never
