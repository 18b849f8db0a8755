"""One round of a selection, or one cycle of an assessment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.states import RoundState


class Round(Owned):
    """``name`` is that of the terms in the policy's ``selection.yaml``; ``label`` tells this round from the others
    (a year, a number). ``places`` by category ("" where there are none) are those of this round.
    ``nominations_until`` is the last day to nominate; ``announced_on`` the day the result was announced."""

    number = models.CharField(_("编号"), max_length=40)
    version = models.ForeignKey("decisions.PolicyVersion", models.PROTECT, related_name="+")
    name = models.CharField(_("评选名称"), max_length=100)
    label = models.CharField(_("轮次"), max_length=40)
    places = models.JSONField(_("名额"), default=dict)
    state = models.CharField(_("状态"), max_length=12, choices=RoundState.choices, default=RoundState.CALLED)
    nominations_until = models.DateField(_("提名截止"))
    called_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="rounds_called"
    )
    called_at = models.DateTimeField()
    publicity = models.OneToOneField(
        "notices.Publicity", models.PROTECT, null=True, related_name="selection_round"
    )
    announced_on = models.DateField(_("公布日期"), null=True)
    reason = models.TextField(_("评委会说明"), blank=True)

    class Meta:
        verbose_name = _("评选轮次")
        ordering = ("-called_at", "-id")
        constraints = (
            UniqueConstraint(fields=("authority", "number"), name="round_number_once"),
            UniqueConstraint(fields=("authority", "name", "label"), name="round_of_a_selection_once"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.label}"
