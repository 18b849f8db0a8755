"""What a person, an employer or an institution was told, and how it was sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from duixian.authorities.owned import Owned


class Message(Owned):
    """One message in both languages, as it was told. It belongs to a subject of the registry (table and key)
    or to an account, or to both: somebody without an account finds it when they get one."""

    kind = models.CharField(max_length=40)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages")
    subject_table = models.CharField(max_length=40, blank=True)
    subject_key = models.CharField(max_length=120, blank=True)
    reference = models.CharField(_("业务编号"), max_length=120, blank=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    body_zh = models.TextField()
    body_en = models.TextField()
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("通知")
        ordering = ("-told_at", "-id")
        indexes = (
            models.Index(fields=("authority", "subject_table", "subject_key"), name="message_subject"),
            models.Index(fields=("account", "-told_at"), name="message_inbox"),
        )

    def __str__(self) -> str:
        return self.title_zh


class Channel(models.TextChoices):
    MAIL = "mail", _("电子邮件")
    SMS = "sms", _("短信")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("待发送")
    SENT = "sent", _("已发送")
    FAILED = "failed", _("发送失败")


class Delivery(Owned):
    """One way out for a message. The address is sealed; a failure is tried again until it is given up."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    address = models.BinaryField(_("地址（密封）"))
    state = models.CharField(max_length=8, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("通知发送")
        indexes = (models.Index(fields=("state", "next_try_at"), name="delivery_waiting"),)

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.get_state_display()}"
