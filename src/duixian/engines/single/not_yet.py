"""The first day a refused case would hold if nothing else changes.

Each evaluation notes the next day on which its answer may change (``Run.until``); we go from one such day to the
next, so no day on which the conditions hold is stepped over.
"""

from __future__ import annotations

from datetime import date

from duixian.engines.single.run import FOREVER, Evaluator, Run

MOST_STEPS = 1500
MOST_DAYS = 3660


def first_day_it_holds(tests: list[Evaluator], run: Run, claims_today: bool) -> date | None:
    """The earliest later day on which every test is true; None within ten years or 1 500 changes.

    ``claims_today``: no claim has been made, so a claim made on the later day is what is asked about."""
    day, horizon = run.until, run.as_of.toordinal() + MOST_DAYS
    for _ in range(MOST_STEPS):
        if day == FOREVER or day.toordinal() > horizon:
            return None
        later = run.moved_to(day, claims_today)
        truths, never = _looked_at(tests, later)
        if never:
            return None
        if truths == {True}:
            return day
        day = later.until
    return None


def _looked_at(tests: list[Evaluator], run: Run) -> tuple[set[bool | None], bool]:
    """Which truths there are (None: unknown), and whether some test is false for good; leaves in ``run.until``
    the soonest change of any."""
    soonest, never = FOREVER, False
    truths: set[bool | None] = set()
    for test in tests:
        run.until = FOREVER
        truth = test(run)
        truths.add(truth if truth is True or truth is False else None)
        never = never or (truth is False and run.until == FOREVER)
        soonest = min(soonest, run.until)
    run.until = soonest
    return truths, never
