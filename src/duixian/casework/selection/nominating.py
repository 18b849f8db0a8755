"""Nominate somebody, decline, or enrol everybody whom a cycle assesses."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account, Authority
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import demand_organiser, locked, refusal
from duixian.casework.selection.models import Candidate, Round
from duixian.casework.selection.states import STANDING, CandidateState, RoundState
from duixian.casework.selection.subjects import Subject, current, subject_of
from duixian.casework.selection.terms import Terms
from duixian.notices.messages import tell

FROM_THE_REGISTER = "登记名单"
"""How somebody became a candidate whom a cycle assesses anyway."""


@transaction.atomic
def nominate(
    row: Round,
    key: str,
    *,
    by: str,
    category: str = "",
    unit: str = "",
    statement: str = "",
    details: Mapping[str, str] | None = None,
    actor: Account | None = None,
) -> Candidate:
    """Nominate a row of the registry: ``key`` and ``unit`` (the unit's key) as people write them or as kept,
    ``by`` one of the ways that the terms know. The candidate is told.

    Raises RoundError: over, not one of the ways or categories, nominated already, unknown to the registry."""
    held = locked(row, of=(RoundState.CALLED,))
    terms = terms_of_round(held)
    _check(held, terms, by, category)
    vocabulary = held.version.loaded().vocabulary
    subject = subject_of(held.authority, vocabulary, terms.subject, key)
    if held.candidates.filter(table=subject.table, key=subject.key, state__in=STANDING).exists():
        raise refusal(
            "nominated-already",
            f"{subject.name}已在候选名单中",
            f"{subject.name} is a candidate already",
            str(held),
        )
    belongs = subject_of(held.authority, vocabulary, terms.unit, unit) if terms.unit and unit else None
    candidate = _add(held, subject, belongs, by, category)
    candidate.statement, candidate.nominated_by = statement, actor
    candidate.details = sealing.seal(json.dumps(dict(details), ensure_ascii=False)) if details else None
    candidate.save()
    _tell(candidate, actor)
    return candidate


def _check(row: Round, terms: Terms, by: str, category: str) -> None:
    if clock.today() > row.nominations_until:
        raise refusal(
            "nomination-over",
            f"提名已于 {row.nominations_until} 截止",
            f"Nominations ended on {row.nominations_until}",
            str(row),
        )
    if by not in terms.nominators:
        ways = "、".join(terms.nominators)
        raise refusal("nomination-way", f"提名方式应为：{ways}", f"Nominate by one of {ways}", str(row))
    if terms.places and category not in terms.places:
        categories = "、".join(terms.places)
        raise refusal(
            "nomination-category", f"类别应为：{categories}", f"The category is one of {categories}", str(row)
        )


def _add(row: Round, subject: Subject, unit: Subject | None, by: str, category: str = "") -> Candidate:
    return Candidate(
        authority_id=row.authority_id,
        round=row,
        position=row.candidates.count() + 1,
        category=category,
        table=subject.table,
        key=subject.key,
        name=subject.name,
        unit_key="" if unit is None else unit.key,
        unit="" if unit is None else unit.name,
        by_kind=by,
        nominated_at=clock.now(),
    )


def _tell(candidate: Candidate, actor: Account | None) -> None:
    tell(
        candidate.round.authority,
        "nominated",
        {"nominator": str(actor or candidate.by_kind), "round": str(candidate.round)},
        table=candidate.table,
        key=candidate.key,
        reference=candidate.round.number,
    )


@transaction.atomic
def decline(candidate: Candidate, reason: str = "") -> Candidate:
    """Take a candidate out at their own wish, before the round is ranked."""
    locked(candidate.round, of=(RoundState.CALLED, RoundState.REVIEWING))
    candidate.state = CandidateState.DECLINED
    candidate.reasons = [{"zh": reason, "en": reason}] if reason else []
    candidate.save(update_fields=["state", "reasons"])
    return candidate


@transaction.atomic
def enrol(row: Round, actor: Account | None = None) -> list[Candidate]:
    """Make everybody a candidate whom the cycle assesses by its terms and who is not one yet."""
    held = locked(row, of=(RoundState.CALLED,))
    demand_organiser(actor, held.authority)
    terms = terms_of_round(held)
    known = set(held.candidates.values_list("key", flat=True))
    vocabulary = held.version.loaded().vocabulary
    added = []
    for key in sorted(assessed(held.authority, terms) - known):
        candidate = _add(
            held, subject_of(held.authority, vocabulary, terms.subject, key), None, FROM_THE_REGISTER
        )
        candidate.save()
        added.append(candidate)
    return added


def assessed(authority: Authority, terms: Terms) -> set[str]:
    """The keys that the terms' column points to."""
    if terms.enrolment is None:
        return set()
    head = f"{terms.subject}:"
    facts = current(authority).filter(table=terms.enrolment.table)
    cells = facts.values_list(f"cells__{terms.enrolment.column}", "links")
    return {str(key) for key, links in cells if key and f"{head}{key}" in links}
