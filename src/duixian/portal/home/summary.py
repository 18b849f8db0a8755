"""The lines of the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from duixian.casework.models import Case
from duixian.design.decision.view import DecisionView, decision_view
from duixian.portal.cases.queries import my_lines
from duixian.portal.cases.timeline import Clock, clock_of
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import Found
from duixian.portal.dues.sorting import Dues
from duixian.portal.policies import policy_of, title_of
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in one line."""

    case: Case
    title: Text
    clock: Clock | None
    fen: int = 0


@dataclass(frozen=True, slots=True)
class DueLine:
    """Something decided, in one line. ``day``: not before."""

    found: Found
    title: Text
    view: DecisionView
    day: date | None = None
    late: bool = False


def offers_shown(who: Claimant, cases: QuerySet[Case]) -> list[CaseLine]:
    """Offers with what they bring the subject."""
    return [
        CaseLine(case, title_of(case.version, case.measure), clock_of(case), _fen(who, case))
        for case in cases
    ]


def cases_shown(cases: Iterable[Case]) -> list[CaseLine]:
    """Cases in hand with their clocks."""
    return [
        CaseLine(case, title_of(case.version, case.measure), clock_of(case), case.payable_fen)
        for case in cases
    ]


def dues_shown(dues: Dues) -> dict[str, Any]:
    """Everything that was decided and is in no case."""
    return {
        "ready": [_line(one) for one in dues.ready],
        "helped": [_line(one) for one in dues.helped],
        "lacking": [_line(one) for one in dues.lacking],
        "later": [_line(one, day=day) for day, one in dues.later],
        "not_due": [_line(one, late=one.case_id in dues.late) for one in dues.not_due],
        "concerning": [_line(one) for one in dues.concerning],
    }


def _line(found: Found, *, day: date | None = None, late: bool = False) -> DueLine:
    view = decision_view(found.document, policy_of(found.version))
    return DueLine(found, found.measure.source.name, view, day, late)


def _fen(who: Claimant, case: Case) -> int:
    return int(my_lines(who, case).aggregate(fen=Sum("amount_fen"))["fen"] or 0)
