"""Numbers that have changed places: the rule gives one level what the wording gives another."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.language.clauses import Clause
from duixian.language.problems import Problems
from duixian.policybook.document import RuleBlock


def order_problems(clause: Clause, blocks: Sequence[RuleBlock], problems: Problems) -> None:
    """Record each table whose rows contradict the one reading of the wording."""
