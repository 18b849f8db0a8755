"""The panel: who is in it, who steps aside, and what each gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.db import transaction

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.models import Account
from duixian.authorities.roles import require
from duixian.casework.selection.conflicts import ground_for
from duixian.casework.selection.errors import ConflictOfInterest, ScoreError
from duixian.casework.selection.finding import terms_of_round
from duixian.casework.selection.locking import demand_organiser, locked, refusal
from duixian.casework.selection.models import Candidate, Recusal, Reviewer, Round, ScoreSheet
from duixian.casework.selection.states import TAKING_PART, CandidateState, Ground, RoundState
from duixian.casework.selection.terms import Criterion, Terms
from duixian.values.bilingual import Text

_POINTS = re.compile(r"[0-9]+(\.[0-9]+)?")
UNCHECKED = (CandidateState.NOMINATED, CandidateState.UNDECIDED)


@transaction.atomic
def begin(row: Round, panel: Sequence[Account], actor: Account | None = None) -> Round:
    """Close the nominations and begin the review; conflicts of interest that the registers show are found.

    Raises RoundError: nominations are open, candidates not checked, nobody eligible, too few reviewers for one;
    RoleRefused for an account that is no reviewer here."""
    held = locked(row, of=(RoundState.CALLED,))
    demand_organiser(actor, held.authority)
    terms = terms_of_round(held)
    _check_ready(held)
    for account in panel:
        require(account, held.authority, Role.REVIEWER)
        reviewer = Reviewer.objects.create(authority=held.authority, round=held, account=account)
        _find_conflicts(reviewer, terms)
    _check_panel(held, terms)
    held.state = RoundState.REVIEWING
    held.save(update_fields=["state"])
    return held


def _check_ready(row: Round) -> None:
    if clock.today() <= row.nominations_until:
        raise refusal(
            "nomination-open",
            f"提名到 {row.nominations_until} 止，尚未截止",
            "Nominations are still open",
            str(row),
        )
    if row.candidates.filter(state__in=UNCHECKED).exists():
        raise refusal(
            "candidates-unchecked",
            "还有候选对象未作资格审查或待核",
            "Some candidates are not checked yet",
            str(row),
        )
    if not row.candidates.filter(state__in=TAKING_PART).exists():
        raise refusal("nobody-eligible", "没有符合条件的候选对象", "No candidate is eligible", str(row))


def _find_conflicts(reviewer: Reviewer, terms: Terms) -> None:
    for candidate in reviewer.round.candidates.filter(state__in=TAKING_PART):
        ground = ground_for(reviewer.account, candidate, terms)
        if ground is not None:
            _recuse(reviewer, candidate, ground, "")


def _recuse(reviewer: Reviewer, candidate: Candidate, ground: Ground, words: str) -> Recusal:
    row, _ = Recusal.objects.get_or_create(
        reviewer=reviewer,
        candidate=candidate,
        defaults={
            "authority_id": reviewer.authority_id,
            "ground": ground,
            "words": words,
            "at": clock.now(),
        },
    )
    return row


def _check_panel(row: Round, terms: Terms) -> None:
    for candidate in row.candidates.filter(state__in=TAKING_PART):
        if free_reviewers(candidate) < terms.scoring.reviewers:
            raise _too_few(candidate)


def free_reviewers(candidate: Candidate) -> int:
    """How many of the panel may score a candidate."""
    return candidate.round.reviewers.exclude(recusals__candidate=candidate).count()


def _too_few(candidate: Candidate) -> Exception:
    return refusal(
        "panel-too-small",
        f"回避后，{candidate.name}的评委人数不够",
        f"After recusals too few reviewers are left for {candidate.name}",
        str(candidate.round),
    )


@transaction.atomic
def recuse(account: Account, candidate: Candidate, words: str) -> Recusal:
    """Step aside for one candidate, saying why; a sheet handed in before does not count any more."""
    held = locked(candidate.round, of=(RoundState.REVIEWING,))
    reviewer = _reviewer(held, account)
    if not words.strip():
        raise refusal("recusal-reason", "请说明回避的理由", "Say why you step aside", candidate.name)
    row = _recuse(reviewer, candidate, Ground.DECLARED, words.strip())
    reviewer.sheets.filter(candidate=candidate, replaced=False).update(replaced=True)
    if free_reviewers(candidate) < terms_of_round(held).scoring.reviewers:
        raise _too_few(candidate)
    return row


@transaction.atomic
def score(account: Account, candidate: Candidate, points: Mapping[str, str], words: str = "") -> ScoreSheet:
    """Hand in a sheet: points by criterion as decimal text; handing in again replaces it until the round is ranked.

    Raises ConflictOfInterest, ScoreError (not complete, out of range), RoundError."""
    held = locked(candidate.round, of=(RoundState.REVIEWING,))
    reviewer = _reviewer(held, account)
    row = Candidate.objects.get(pk=candidate.pk)
    _check_may_score(reviewer, row)
    _check_points(points, terms_of_round(held))
    reviewer.sheets.filter(candidate=row, replaced=False).update(replaced=True)
    return ScoreSheet.objects.create(
        authority_id=row.authority_id,
        reviewer=reviewer,
        candidate=row,
        points=dict(points),
        words=words,
        handed_in_at=clock.now(),
    )


def _reviewer(row: Round, account: Account) -> Reviewer:
    found = row.reviewers.filter(account=account).first()
    if found is None:
        raise refusal("not-a-reviewer", f"{account}不是本轮评委", f"{account} is not in the panel", str(row))
    return found


def _check_may_score(reviewer: Reviewer, candidate: Candidate) -> None:
    if candidate.state not in TAKING_PART:
        raise refusal(
            "candidate-not-eligible",
            f"{candidate.name}不参加评审",
            f"{candidate.name} takes no part",
            candidate.name,
        )
    recusal = reviewer.recusals.filter(candidate=candidate).first()
    if recusal is not None:
        raise ConflictOfInterest(
            "conflict-of-interest",
            Text(
                f"您与{candidate.name}存在应回避的关系（{recusal.get_ground_display()}），不能评分。",
                f"You stand too near to {candidate.name} ({recusal.ground}) to score them.",
            ),
            where=str(candidate.round),
            remedy=Text("请由其他评委评分。", "Leave it to the other reviewers."),
        )


def _check_points(points: Mapping[str, str], terms: Terms) -> None:
    names = {criterion.name for criterion in terms.scoring.criteria}
    wrong = [c.name for c in terms.scoring.criteria if not _in_range(points.get(c.name, ""), c)]
    wrong += sorted(set(points) - names)
    if wrong:
        full = "、".join(f"{c.name} 0–{c.full}" for c in terms.scoring.criteria)
        raise ScoreError(
            "score-sheet-wrong",
            Text(
                f"评分表不完整或超出范围：{'、'.join(wrong)}。",
                f"Not given or out of range: {', '.join(wrong)}.",
            ),
            where=terms.name,
            remedy=Text(f"各项：{full}。", f"Each criterion: {full}."),
        )


def _in_range(text: str, criterion: Criterion) -> bool:
    return _POINTS.fullmatch(text) is not None and Fraction(text) <= criterion.full
