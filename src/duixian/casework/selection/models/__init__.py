"""The rows of selection, by noun: rounds, nominations and candidates, reviewers and score sheets, contests, rosters, referrals."""

from duixian.casework.selection.models.candidate import Candidate
from duixian.casework.selection.models.contest import Contest, ContestResult
from duixian.casework.selection.models.nomination import Nomination
from duixian.casework.selection.models.referral import Referral
from duixian.casework.selection.models.reviewing import Recusal, Reviewer, ScoreSheet
from duixian.casework.selection.models.roster import ListEntry, YearlyList
from duixian.casework.selection.models.round import Round

__all__ = [
    "Candidate",
    "Contest",
    "ContestResult",
    "ListEntry",
    "Nomination",
    "Recusal",
    "Referral",
    "Reviewer",
    "Round",
    "ScoreSheet",
    "YearlyList",
]
