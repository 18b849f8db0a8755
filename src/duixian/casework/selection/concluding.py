"""Rank the candidates by their sheets, and let the panel decide a tie on the edge of the places."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from duixian.authorities.models import Account
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import demand_organiser, locked, refusal
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.ranking import Outcome, Placed, Sheet, grade, rank, score_of
from duixian.casework.selection.rows import decimal_text
from duixian.casework.selection.states import TAKING_PART, CandidateState, RoundState
from duixian.casework.selection.terms import Terms

STATE_OF = {
    Outcome.IN: CandidateState.CHOSEN,
    Outcome.OUT: CandidateState.PASSED_OVER,
    Outcome.OPEN: CandidateState.TIED,
}


@transaction.atomic
def conclude(row: Round, actor: Account | None = None) -> Round:
    """Rank by category and fill the places, or grade everybody. Raises RoundError while sheets are missing."""
    held = locked(row, of=(RoundState.REVIEWING,))
    demand_organiser(actor, held.authority)
    terms = terms_of_round(held)
    candidates = list(held.candidates.filter(state__in=TAKING_PART).prefetch_related("sheets"))
    for candidate in candidates:
        _check_sheets(candidate, terms)
    if terms.graded:
        _grade(candidates, terms)
    else:
        for category, places in held.places.items():
            _place([one for one in candidates if one.category == category], places, terms)
    held.state = RoundState.RANKED
    held.save(update_fields=["state"])
    return held


def _check_sheets(candidate: Candidate, terms: Terms) -> None:
    given = len(_sheets(candidate))
    if given < terms.scoring.reviewers:
        raise refusal(
            "sheets-missing",
            f"{candidate.name}只有 {given} 张评分表，至少要 {terms.scoring.reviewers} 张",
            f"{candidate.name} has {given} sheets and needs {terms.scoring.reviewers}",
            str(candidate.round),
        )


def _sheets(candidate: Candidate) -> list[Sheet]:
    return [
        Sheet(
            str(sheet.reviewer_id),
            str(candidate.pk),
            {name: Fraction(points) for name, points in sheet.points.items()},
        )
        for sheet in candidate.sheets.all()
        if not sheet.replaced
    ]


def _grade(candidates: Iterable[Candidate], terms: Terms) -> None:
    for candidate in candidates:
        score = score_of(_sheets(candidate), terms.scoring)
        candidate.score = Decimal(decimal_text(score, terms.scoring.digits))
        candidate.grade = grade(score, terms.grades)
        candidate.state = CandidateState.CHOSEN
        candidate.save(update_fields=["score", "grade", "state"])


def _place(candidates: Collection[Candidate], places: int, terms: Terms) -> None:
    sheets = [sheet for candidate in candidates for sheet in _sheets(candidate)]
    placed = {one.candidate: one for one in rank(sheets, terms.scoring, places)}
    for candidate in candidates:
        _set(candidate, placed[str(candidate.pk)], terms)


def _set(candidate: Candidate, placed: Placed, terms: Terms) -> None:
    candidate.score = Decimal(decimal_text(placed.score, terms.scoring.digits))
    candidate.rank = placed.rank
    candidate.state = STATE_OF[placed.outcome]
    candidate.save(update_fields=["score", "rank", "state"])


@transaction.atomic
def choose(row: Round, chosen: Collection[Candidate], reason: str, actor: Account | None = None) -> Round:
    """The panel's word on the ties on the edge: exactly as many of the tied as places are left in their category.

    Raises RoundError: no tie, no reason, a stranger, or another number."""
    held = locked(row, of=(RoundState.RANKED,))
    demand_organiser(actor, held.authority)
    tied = list(held.candidates.filter(state=CandidateState.TIED))
    names = {candidate.pk for candidate in chosen}
    if not tied or not reason.strip() or names - {candidate.pk for candidate in tied}:
        raise refusal(
            "tie-choice", "只能在并列者中选定，并写明理由", "Choose among the tied, with a reason", str(held)
        )
    for category in {candidate.category for candidate in tied}:
        _check_number(held, category, [one for one in tied if one.category == category and one.pk in names])
    for candidate in tied:
        selected = candidate.pk in names
        candidate.state = CandidateState.CHOSEN if selected else CandidateState.PASSED_OVER
        candidate.save(update_fields=["state"])
    held.reason = reason.strip()
    held.save(update_fields=["reason"])
    return held


def places_left(row: Round, category: str) -> int:
    """How many places of a category are not taken yet."""
    taken = row.candidates.filter(category=category, state=CandidateState.CHOSEN).count()
    return int(row.places[category]) - taken


def _check_number(row: Round, category: str, chosen: Collection[Candidate]) -> None:
    left = places_left(row, category)
    if len(chosen) != left:
        raise refusal(
            "tie-number",
            f"{category or '本轮'}还有 {left} 个名额，选定了 {len(chosen)} 个",
            f"{left} places are left and {len(chosen)} were chosen",
            str(row),
        )
