"""Days that pass between a date and the day of the decision, compared with a number of days.

Such a count is another every day; but where it is only compared, the comparison turns on one day that can be
worked out, so that the search for the first day a case holds need not look at every day on the way.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from duixian.engines.single.compiler import Unit
from duixian.engines.single.run import Evaluator, Run, Today, plain
from duixian.language.absent import ABSENT
from duixian.language.nodes import Arithmetic, Call, Expr, Operator
from duixian.language.types import Kind
from duixian.language.unknown import Unknown, merged

FAR = 3700
"""Days beyond which nobody asks when an answer changes."""


class Elapsed(int):
    """A number of days that grows by ``slope`` every day."""

    slope: int


def elapsed(node: Expr, unit: Unit) -> Evaluator | None:
    """The evaluator of 天数(a, b) or b - a that leaves it to the comparison to say when it changes."""
    dates = _dates_of(node)
    if dates is None:
        return None
    first, last = unit.all(dates)

    def days(run: Run) -> Any:
        start, end = first(run), last(run)
        if start.__class__ is Unknown or end.__class__ is Unknown:
            return merged((start, end))
        if start is ABSENT or end is ABSENT:
            return ABSENT
        found = Elapsed(end.toordinal() - start.toordinal())
        found.slope = (end.__class__ is Today) - (start.__class__ is Today)
        return found if found.slope else int(found)

    return days


def _dates_of(node: Expr) -> tuple[Expr, Expr] | None:
    """From which date to which the days are counted, if that is what a node does."""
    if isinstance(node, Call) and node.function == "天数":
        return node.arguments[0], node.arguments[1]
    if (
        isinstance(node, Arithmetic)
        and node.operator is Operator.SUBTRACT
        and node.left.type.kind is Kind.DATE
    ):
        return (node.right, node.left) if node.right.type.kind is Kind.DATE else None
    return None


def note_crossing(run: Run, left: Any, right: Any) -> None:
    """A comparison of two counts of days turns where they become equal, or the day after."""
    if not isinstance(left, int) or not isinstance(right, int):
        return
    speed = getattr(left, "slope", 0) - getattr(right, "slope", 0)
    if speed == 0:
        return
    apart = right - left
    for days in (-(-apart // speed), apart // speed + 1):
        if 0 < days <= FAR:
            run.changes_on(plain(run.as_of) + timedelta(days=days))
