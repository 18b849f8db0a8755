"""Who reviews, whom they must not review, and what they gave."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.models.candidate import Candidate
from duixian.casework.selection.models.round import Round
from duixian.casework.selection.states import Ground


class Reviewer(Owned):
    """An account in the panel of a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviewers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews")

    class Meta:
        verbose_name = _("评委")
        constraints = (UniqueConstraint(fields=("round", "account"), name="reviewer_once"),)

    def __str__(self) -> str:
        return str(self.account)


class Recusal(Owned):
    """A reviewer who stands too near to a candidate: found by the system or declared. Never taken back."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="recusals")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="recusals")
    ground = models.CharField(_("回避事由"), max_length=12, choices=Ground.choices)
    words = models.TextField(_("说明"), blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("回避")
        constraints = (UniqueConstraint(fields=("reviewer", "candidate"), name="recusal_once"),)

    def __str__(self) -> str:
        return f"{self.reviewer} / {self.candidate}"


class ScoreSheet(Owned):
    """What a reviewer gave a candidate: points by criterion as decimal text. A sheet handed in again takes the
    place of the one before, which stays to be seen."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="sheets")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="sheets")
    points = models.JSONField(_("得分"))
    words = models.TextField(_("评语"), blank=True)
    handed_in_at = models.DateTimeField()
    replaced = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("评分表")
        constraints = (
            UniqueConstraint(
                fields=("reviewer", "candidate"), condition=Q(replaced=False), name="one_sheet_counts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.candidate}"
