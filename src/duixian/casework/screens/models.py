"""The review list: one row for each case that a screen has something to say about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned


class When(models.TextChoices):
    """Whether the money had gone when the screen ran."""

    BEFORE = "before", _("支付前")
    AFTER = "after", _("支付后")


class FlagState(models.TextChoices):
    """What a reviewer made of a flag."""

    OPEN = "open", _("待核")
    CLEARED = "cleared", _("核查无碍")
    UPHELD = "upheld", _("核查属实")


class Flag(Owned):
    """One finding of one screen about one case.

    ``facts``: a list of {table, key, column, value} that gave it, keys as the registry keeps them (persons by
    token), account numbers by their last four digits; ``digest``: of screen and facts, so that the same finding is
    not made twice. ``unknown``: the facts do not suffice to say.
    """

    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="flags")
    screen = models.CharField(_("筛查项"), max_length=40)
    title = models.CharField(_("名称"), max_length=100)
    title_english = models.CharField(_("英文名称"), max_length=100)
    when = models.CharField(_("时点"), max_length=8, choices=When)
    unknown = models.BooleanField(_("情况不明"), default=False)
    facts = models.JSONField(_("依据"))
    digest = models.CharField(_("摘要"), max_length=64)
    found_at = models.DateTimeField(_("发现时间"))
    state = models.CharField(_("状态"), max_length=8, choices=FlagState, default=FlagState.OPEN)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("核查时间"), null=True)
    reason = models.TextField(_("核查意见"), blank=True)

    class Meta:
        verbose_name = _("筛查疑点")
        constraints = (
            models.UniqueConstraint(fields=["case", "digest"], name="a_finding_is_made_once"),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(reviewer__isnull=False) & ~Q(reason="")),
                name="a_flag_is_settled_with_a_reason",
            ),
        )
        indexes = (models.Index(fields=["authority", "state"], name="flags_by_state"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.screen}"
