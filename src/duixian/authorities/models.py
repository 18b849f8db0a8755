"""The tables: authorities, accounts, appointments and the access log."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities import clock
from duixian.authorities.duties import Role
from duixian.authorities.owned import Owned

__all__ = ["AccessLog", "Account", "Appointment", "Authority", "Role"]


class Authority(models.Model):
    """An office that answers for its rows: a city, or one of its districts."""

    code = models.CharField(_("代码"), max_length=32, unique=True)
    name = models.CharField(_("名称"), max_length=100)
    english = models.CharField(_("英文名称"), max_length=200, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="districts",
        verbose_name=_("上级"),
    )

    class Meta:
        verbose_name = _("部门")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Account(AbstractUser):
    """Somebody who signs in: a person, a clerk of an employer or an institution, or an officer."""

    name = models.CharField(_("姓名"), max_length=100, blank=True)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    person_index = models.CharField(_("身份索引"), max_length=64, null=True, blank=True, unique=True)
    """The index (``sealing.index``) of the identity number of this person; the number itself is not kept here."""

    class Meta:
        verbose_name = _("账户")
        verbose_name_plural = _("账户")

    def __str__(self) -> str:
        return self.name or self.username


class Appointment(Owned):
    """A role of an account at an authority, from a day until before another day.

    A clerk of an employer is appointed for one row of a table: ``subject_table`` and ``subject_key`` name it.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("账户")
    )
    role = models.CharField(_("角色"), max_length=32, choices=Role.choices)
    subject_table = models.CharField(_("所属登记表"), max_length=64, blank=True)
    subject_key = models.CharField(_("所属对象"), max_length=128, blank=True)
    since = models.DateField(_("起"), default=clock.today)
    until = models.DateField(_("止（不含）"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职")
        constraints = (
            models.CheckConstraint(
                name="appointment_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            ExclusionConstraint(
                name="appointment_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("authority", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("subject_table", RangeOperators.EQUAL),
                    ("subject_key", RangeOperators.EQUAL),
                    (Func(F("since"), F("until"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} · {Role(self.role).label} · {self.authority}"


class AccessLog(models.Model):
    """One look at data, one export, or one masked field revealed; only ever added to.

    ``authority`` is the one whose rows were looked at; null when the look was not at one authority's rows.
    """

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("账户")
    )
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(_("动作"), max_length=32)
    table = models.CharField(_("登记表"), max_length=64)
    key = models.CharField(_("对象"), max_length=200, blank=True)
    fields = models.JSONField(_("字段"), default=list)
    at = models.DateTimeField(_("时间"), default=clock.now)

    class Meta:
        verbose_name = _("访问记录")
        indexes = (models.Index(fields=["table", "key"]), models.Index(fields=["account", "at"]))

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.table} {self.key}"
