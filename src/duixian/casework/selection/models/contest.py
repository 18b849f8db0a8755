"""A contest and its results, held until they are published and recorded as facts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.states import ContestState


class Contest(Owned):
    """``kind`` is the name of its terms in the policy's ``selection.yaml``; ``final_on`` the day of the final."""

    number = models.CharField(_("编号"), max_length=40)
    version = models.ForeignKey("decisions.PolicyVersion", models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=100)
    name = models.CharField(_("名称"), max_length=200)
    organiser = models.CharField(_("主办单位"), max_length=200, blank=True)
    final_on = models.DateField(_("决赛日期"))
    state = models.CharField(
        _("状态"), max_length=12, choices=ContestState.choices, default=ContestState.ANNOUNCED
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="contests_registered"
    )
    publicity = models.OneToOneField("notices.Publicity", models.PROTECT, null=True, related_name="contest")

    class Meta:
        verbose_name = _("竞赛")
        constraints = (
            UniqueConstraint(fields=("authority", "number"), name="contest_number_once"),
            UniqueConstraint(fields=("authority", "name", "final_on"), name="contest_once"),
        )

    def __str__(self) -> str:
        return self.name


class ContestResult(Owned):
    """One result with the rows it will be recorded as: sealed JSON, a list of table and cells.

    ``shown``: name, unit and what was reached, for the publicity."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="results")
    position = models.PositiveIntegerField(_("序号"))
    rows = models.BinaryField(_("拟入库的行（密封）"))
    shown = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("竞赛成绩")
        ordering = ("contest", "position")
        constraints = (UniqueConstraint(fields=("contest", "position"), name="contest_result_once"),)

    def __str__(self) -> str:
        return f"{self.contest} {self.position}"
