"""The clock of a step: a last day in working days, which stands still while somebody else has to act."""

from __future__ import annotations

from typing import Any

from duixian.authorities import clock
from duixian.casework.models.case import Case
from duixian.notices import calendar


def started(days: int) -> dict[str, Any]:
    """The fields of a case whose clock starts today and runs for so many working days."""
    return {"due": calendar.after(clock.today(), days), "clock_left": None, "escalated_on": None}


def stopped(case: Case) -> dict[str, Any]:
    """The fields of a case whose clock stands still: what is left is kept, less than nothing if it ran out."""
    left = None if case.due is None else calendar.between(clock.today(), case.due)
    return {"due": None, "clock_left": left}


def resumed(case: Case) -> dict[str, Any]:
    """The fields of a case whose clock goes on with what was left, and at least to the next working day."""
    return {"due": calendar.after(clock.today(), max(case.clock_left or 0, 1)), "clock_left": None}


def off() -> dict[str, Any]:
    """The fields of a case that no clock runs for."""
    return {"due": None, "clock_left": None}
