"""What somebody objects to one line, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.notices.models.publicity import PublicityLine
from duixian.notices.states import ObjectionState


class Objection(Owned):
    """One objection. Who objects may stay unnamed; how to reach them is sealed. A decision needs a reason."""

    line = models.ForeignKey(PublicityLine, models.PROTECT, related_name="objections")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="objections_filed"
    )
    name = models.CharField(_("异议人"), max_length=100, blank=True)
    contact = models.BinaryField(_("异议人联系方式（密封）"), null=True)
    words = models.TextField(_("异议内容"))
    filed_at = models.DateTimeField()
    due_on = models.DateField(_("办理期限"))
    state = models.CharField(
        _("状态"), max_length=12, choices=ObjectionState.choices, default=ObjectionState.OPEN
    )
    reason = models.TextField(_("处理理由"), blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="objections_resolved"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("异议")
        ordering = ("filed_at", "id")
        constraints = (
            CheckConstraint(
                condition=Q(state=ObjectionState.OPEN) | (~Q(reason="") & Q(resolved_at__isnull=False)),
                name="objection_decided_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.line}: {self.get_state_display()}"
