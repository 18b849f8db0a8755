"""A published list and its lines. What a list says never changes; only its state and its dates do."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.notices.states import CONTESTABLE, LineState, PublicityState


class Publicity(Owned):
    """One masked list: shown inside the employers for ``inside_days``, then to everybody for ``public_days``.

    Days are working days; a stage without days does not take place. ``document`` is the masked list as
    canonical JSON and ``sha256`` its hash: both are frozen by trigger. ``*_until`` is the last day of a stage.
    """

    number = models.CharField(_("编号"), max_length=40)
    title = models.CharField(_("标题"), max_length=200)
    inside_days = models.PositiveSmallIntegerField(_("单位内公示工作日"), null=True)
    public_days = models.PositiveSmallIntegerField(_("政府公示工作日"), null=True)
    document = models.TextField(_("公示名单"))
    sha256 = models.CharField(max_length=64)
    state = models.CharField(
        _("状态"), max_length=12, choices=PublicityState.choices, default=PublicityState.COMPOSED
    )
    composed_at = models.DateTimeField()
    composed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="publicities_composed"
    )
    inside_from = models.DateField(null=True)
    inside_until = models.DateField(null=True)
    public_from = models.DateField(null=True)
    public_until = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    reason = models.TextField(_("撤回理由"), blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("代替")
    )

    class Meta:
        verbose_name = _("公示")
        ordering = ("-composed_at", "-id")
        constraints = (
            UniqueConstraint(fields=("authority", "number"), name="publicity_number_once"),
            CheckConstraint(
                condition=Q(inside_days__gt=0) | Q(public_days__gt=0), name="publicity_has_a_stage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class PublicityLine(Owned):
    """One line of a list: what is shown of it, and the reference that it frees. Only its state changes."""

    publicity = models.ForeignKey(Publicity, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField(_("序号"))
    reference = models.CharField(_("业务编号"), max_length=120)
    name = models.CharField(_("姓名"), max_length=200)
    unit = models.CharField(_("单位"), max_length=200, blank=True)
    benefit = models.CharField(_("项目"), max_length=200)
    amount_fen = models.BigIntegerField(_("金额（分）"), null=True)
    employer = models.CharField(_("单位标识"), max_length=64, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=LineState.choices, default=LineState.STANDING)

    class Meta:
        verbose_name = _("公示名单行")
        ordering = ("publicity", "position")
        indexes = (models.Index(fields=("authority", "reference"), name="publicity_line_reference"),)
        constraints = (
            UniqueConstraint(fields=("publicity", "position"), name="publicity_position_once"),
            UniqueConstraint(
                fields=("authority", "reference"),
                condition=Q(state__in=CONTESTABLE),
                name="publicity_reference_runs_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"
