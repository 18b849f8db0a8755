"""The list of those who get a service in a year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned
from duixian.casework.selection.states import EntryState


class YearlyList(Owned):
    """Everybody whom a run found entitled to a service of a year."""

    run = models.ForeignKey("decisions.Run", models.PROTECT, related_name="+")
    policy = models.CharField(max_length=100)
    measure = models.CharField(_("项目"), max_length=100)
    year = models.PositiveSmallIntegerField(_("年度"))
    until = models.DateField(_("截止"))
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="lists_drawn"
    )

    class Meta:
        verbose_name = _("年度名单")
        constraints = (
            UniqueConstraint(fields=("authority", "policy", "measure", "year"), name="list_of_a_year_once"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.year}"


class ListEntry(Owned):
    """One person on a list, by the decision that puts them there."""

    list = models.ForeignKey(YearlyList, models.PROTECT, related_name="entries")
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="+")
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    state = models.CharField(_("状态"), max_length=12, choices=EntryState.choices, default=EntryState.INVITED)
    on = models.DateField(_("日期"), null=True)

    class Meta:
        verbose_name = _("名单成员")
        constraints = (UniqueConstraint(fields=("list", "table", "key"), name="list_entry_once"),)

    def __str__(self) -> str:
        return f"{self.list}: {self.key}"
