"""How an account wants to be told: read and changed by itself."""

from __future__ import annotations

from duixian.authorities.models import Account, Authority
from duixian.notices.models import Preference


def preference_of(account: Account, authority: Authority) -> Preference:
    """What the account has said, or what holds until it says something."""
    held = Preference.objects.filter(account=account, authority=authority).first()
    return held or Preference(account=account, authority=authority)


def prefer(account: Account, authority: Authority, *, mail: bool, sms: bool) -> Preference:
    """From now on messages go out by mail and as text messages, or not. They always lie in the service."""
    return Preference.objects.update_or_create(
        account=account, authority=authority, defaults={"mail": mail, "sms": sms}
    )[0]
