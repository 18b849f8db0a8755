"""The state of one evaluation: the record in hand, the dates, and how long the answer stays the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from duixian.language.facts import Facts
from duixian.language.record import Record

FOREVER = date.max
_DEPTH = 8

Evaluator = Callable[["Run"], Any]


class Today(date):
    """The day of the decision, where it is not a date of the facts: what is compared with it may change later."""

    __slots__ = ()


def today(day: date) -> Today:
    """A date marked as the day of the decision."""
    return Today(day.year, day.month, day.day)


class Run:
    """One evaluation. ``until``: the first day on which an answer given so far may change, all facts staying.

    ``memo`` holds what the policy's terms came to on this day, and may be shared by runs of one day on the same facts.
    ``stack`` holds the record at each depth; ``arguments`` those of the definition being evaluated."""

    __slots__ = (
        "arguments",
        "as_of",
        "benefit",
        "claimed_on",
        "event_on",
        "facts",
        "gross",
        "memo",
        "month",
        "number",
        "period_end",
        "period_start",
        "served",
        "stack",
        "steps",
        "until",
    )

    def __init__(
        self,
        facts: Facts,
        as_of: date,
        claimed_on: date | None = None,
        memo: dict[Any, Any] | None = None,
    ) -> None:
        self.facts = facts
        self.memo: dict[Any, Any] = {} if memo is None else memo
        self.as_of: Today = as_of if as_of.__class__ is Today else today(as_of)
        self.claimed_on: date = self.as_of if claimed_on is None else claimed_on
        self.event_on: Any = None
        self.benefit = ""
        self.month: Any = None
        self.period_start: Any = None
        self.period_end: Any = None
        self.number: Any = None
        self.gross: Any = None
        self.served: Any = None
        self.stack: list[Record | None] = [None] * _DEPTH
        self.arguments: tuple[Any, ...] = ()
        self.until: date = FOREVER
        self.steps: list[Any] | None = None

    def changes_on(self, day: date) -> None:
        """The answer may change on a day later than the decision's."""
        if self.as_of < day < self.until:
            self.until = day

    def changes_tomorrow(self) -> None:
        """The answer depends on the day itself."""
        self.changes_on(date.fromordinal(self.as_of.toordinal() + 1))

    def moved_to(self, day: date, claims_today: bool) -> Run:
        """The same case on a later day; the claim moves along where none has been made."""
        later = Run(self.facts, day, None if claims_today else self.claimed_on)
        later.event_on, later.benefit = self.event_on, self.benefit
        later.period_start, later.period_end = self.period_start, self.period_end
        later.stack[0] = self.stack[0]
        return later


def plain(day: date) -> date:
    """The date itself, no longer marked as the day of the decision."""
    return date(day.year, day.month, day.day)


def next_day(day: date) -> date:
    """The day after; the last date there is stays itself."""
    return day + timedelta(days=1) if day < FOREVER else day
