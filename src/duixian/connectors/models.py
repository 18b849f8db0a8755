"""The outside systems an authority deals with, and every file that came from them or went to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned


class System(models.TextChoices):
    """An outside system."""

    BANK = "bank", _("银行")
    QINQING = "qinqing", _("亲清在线")
    INSURANCE = "insurance", _("社会保险经办系统")
    CERTIFICATES = "certificates", _("技能证书查询系统")
    BUSINESS = "business", _("市场主体登记系统")
    IDENTITY = "identity", _("身份核验系统")


class Channel(Owned):
    """One outside system of one authority.

    ``where``: a folder below the data folder or absolute, or an address (http, https); ``token``: sealed, for an
    address; ``layout``: which description of files holds, for banks.
    """

    system = models.CharField(_("系统"), max_length=16, choices=System)
    code = models.CharField(_("代码"), max_length=40)
    where = models.CharField(_("位置"), max_length=500)
    token = models.BinaryField(_("口令"), default=bytes)
    layout = models.CharField(_("版式"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("对外通道")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "system", "code"], name="one_channel_of_a_system_and_code"
            ),
        )

    def __str__(self) -> str:
        return f"{self.system}/{self.code}"


class Direction(models.TextChoices):
    """Which way a file went."""

    IN = "in", _("收到")
    OUT = "out", _("发出")


class Outcome(models.TextChoices):
    """What became of a file."""

    TAKEN = "taken", _("已处理")
    REJECTED = "rejected", _("已退回")
    SENT = "sent", _("已发出")


class Delivery(Owned):
    """One file, in or out, by the SHA-256 of its bytes. What was taken is taken once, whatever its name."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="deliveries")
    direction = models.CharField(_("方向"), max_length=3, choices=Direction)
    name = models.CharField(_("文件名"), max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome)
    words = models.TextField(_("说明"), blank=True)
    subject = models.CharField(_("关联"), max_length=200, blank=True)
    at = models.DateTimeField(_("时间"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("往来文件")
        constraints = (
            models.UniqueConstraint(
                fields=["channel", "sha256"],
                condition=Q(direction="in", outcome="taken"),
                name="a_file_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["channel", "name"], condition=Q(direction="out"), name="a_name_goes_out_once"
            ),
        )
        indexes = (models.Index(fields=["authority", "subject"], name="deliveries_by_subject"),)

    def __str__(self) -> str:
        return f"{self.direction} {self.name} {self.outcome}"
