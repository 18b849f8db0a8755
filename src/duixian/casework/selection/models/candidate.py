"""Somebody or something that is nominated in a round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.models.round import Round
from duixian.casework.selection.states import STANDING, CandidateState


class Candidate(Owned):
    """``table`` and ``key`` name the row of the registry (a person's key is its token). ``details``: what the
    nomination adds for the rows to be written, sealed JSON by name. ``reasons``: the conditions that do not hold or
    are unknown, each with clause and words in both languages. ``score`` and ``rank`` stand once ranked."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="candidates")
    position = models.PositiveIntegerField(_("序号"))
    category = models.CharField(_("类别"), max_length=40, blank=True)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    name = models.CharField(_("名称"), max_length=200)
    unit_key = models.CharField(_("所在单位"), max_length=120, blank=True)
    unit = models.CharField(_("单位名称"), max_length=200, blank=True)
    by_kind = models.CharField(_("提名方式"), max_length=40)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="nominations"
    )
    nominated_at = models.DateTimeField()
    statement = models.TextField(_("事迹"), blank=True)
    details = models.BinaryField(_("补充信息（密封）"), null=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=CandidateState.choices, default=CandidateState.NOMINATED
    )
    reasons = models.JSONField(default=list)
    score = models.DecimalField(_("得分"), max_digits=12, decimal_places=4, null=True)
    rank = models.PositiveIntegerField(_("名次"), null=True)
    grade = models.CharField(_("等次"), max_length=40, blank=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("候选对象")
        ordering = ("round", "position")
        constraints = (
            UniqueConstraint(fields=("round", "position"), name="candidate_position_once"),
            UniqueConstraint(
                fields=("round", "table", "key"), condition=Q(state__in=STANDING), name="candidate_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"
