"""Levels of skill in their order."""

from __future__ import annotations

from duixian.registry.sample.calendar import day_of

JUNIOR, MIDDLE, SENIOR, TECHNICIAN, SENIOR_TECHNICIAN, SPECIAL = (
    "初级工",
    "中级工",
    "高级工",
    "技师",
    "高级技师",
    "特级技师",
)
LEVELS = ("", JUNIOR, MIDDLE, SENIOR, TECHNICIAN, SENIOR_TECHNICIAN, SPECIAL)
"""By rank, 0 for none."""
RECORDS_BEGIN = day_of(2019)
"""Jobs that ended before are not in the registers."""


def rank(level: str) -> int:
    """0 for none, then 1 for the lowest level."""
    return LEVELS.index(level) if level in LEVELS else 0
