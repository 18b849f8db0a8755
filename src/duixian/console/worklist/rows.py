"""What a line of a work list says beside the case: about whom, how its clock stands, what a screen found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duixian.authorities import clock
from duixian.casework.models import Case
from duixian.casework.people import names_of
from duixian.casework.screens.queries import held_back
from duixian.notices import calendar
from duixian.values.bilingual import Text

Pair = tuple[str, str]
_SOON = 2
"""Working days within which a clock is shown as running out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``who``: the payee or claimant by name; ``clock``: bad (over), attention (soon) or empty."""

    case: Case
    who: str
    benefit: Text
    clock: str
    flagged: bool


def rows_of(cases: Sequence[Case]) -> list[Row]:
    """The lines of some cases, all of one authority; asks the database a fixed number of times."""
    flagged = held_back(cases)
    soon = calendar.after(clock.today(), _SOON)
    names = _names(cases)
    return [
        Row(
            case,
            names.get(case.pk, ""),
            case.version.loaded().measures[case.measure].source.name,
            _tone(case.due, soon),
            case.pk in flagged,
        )
        for case in cases
    ]


def _tone(due: date | None, soon: date) -> str:
    if due is None or due > soon:
        return ""
    return "bad" if due < clock.today() else "attention"


def _names(cases: Iterable[Case]) -> dict[int, str]:
    """Of each case the payees as written down with it; before that, whom it is filed for or about."""
    found: dict[int, str] = {}
    asked: dict[int, Pair] = {}
    for case in cases:
        payees = [line.name for line in case.payees.all()]
        if payees:
            found[case.pk] = "、".join(payees[:2]) + ("…" if len(payees) > 2 else "")
        else:
            asked[case.pk] = (
                (case.claimant_table, case.claimant_key) if case.claimant_table else (case.table, case.key)
            )
    first = next(iter(cases), None)
    if first is not None and asked:
        known = names_of(first.authority, set(asked.values()), first.version.loaded().vocabulary)
        found |= {pk: known.get(pair, "") for pk, pair in asked.items()}
    return found
