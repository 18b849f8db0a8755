"""What can go wrong when people are chosen."""

from __future__ import annotations

from duixian.values.bilingual import DuixianError


class TermsError(DuixianError):
    """The terms of a round, as a policy states them, do not fit together."""


class RoundError(DuixianError):
    """A step of a round that its state, its date or its terms do not allow."""


class ConflictOfInterest(DuixianError):
    """A reviewer stands too near to a candidate."""


class ScoreError(DuixianError):
    """A score sheet that is not complete or out of range."""


class RegisterError(DuixianError):
    """Results of a contest, lines of a list or a referral that cannot be entered."""
