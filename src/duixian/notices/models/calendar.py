"""Working days that the published calendar does not hold yet, or holds otherwise."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkingDay(models.Model):
    """Whether offices work on one day, by the notice that says so; it wins over the built-in calendar.

    The State Council's notice holds for the whole country: the rows belong to no authority.
    """

    day = models.DateField(_("日期"), unique=True)
    working = models.BooleanField(_("是否工作日"))
    notice = models.CharField(_("放假通知"), max_length=200)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day} {'工作日' if self.working else '休息日'}"
