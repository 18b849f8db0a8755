"""How an account wants to be told beside the messages in the service itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duixian.authorities.owned import Owned


class Preference(Owned):
    """Of one account at one authority; where there is none, everything that is known is used."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mail = models.BooleanField(default=True)
    sms = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("authority", "account"), name="one_preference_of_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.account} mail {self.mail} sms {self.sms}"
