"""A request that another department answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.states import ReferralState


class Referral(Owned):
    """``department`` is where the rule sends it; ``due_on`` the last day of its clock; an answer has words."""

    decision = models.OneToOneField("decisions.Decision", models.PROTECT, related_name="referral")
    measure = models.CharField(_("项目"), max_length=100)
    request_table = models.CharField(max_length=40)
    request_key = models.CharField(max_length=120)
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    department = models.CharField(_("承办部门"), max_length=100)
    state = models.CharField(
        _("状态"), max_length=12, choices=ReferralState.choices, default=ReferralState.OPEN
    )
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("答复期限"))
    done = models.BooleanField(_("是否办成"), null=True)
    answer = models.TextField(_("答复"), blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="referrals_answered"
    )

    class Meta:
        verbose_name = _("转办")
        constraints = (
            UniqueConstraint(
                fields=("authority", "request_table", "request_key"),
                condition=~Q(state=ReferralState.WITHDRAWN),
                name="request_referred_once",
            ),
            CheckConstraint(
                condition=~Q(state=ReferralState.ANSWERED) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="referral_answered_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} → {self.department}"
