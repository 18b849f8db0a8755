"""Messages of the subject and of the account at this authority."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404

from duixian.notices.models import Message
from duixian.portal.doors import Claimant


def messages_of(who: Claimant) -> QuerySet[Message]:
    """The newest first. What was told to the account about other subjects stays with those subjects."""
    table, key = who.pair
    about = Q(subject_table=table, subject_key=key) | Q(account=who.account, subject_key="")
    return Message.objects.filter(about, authority=who.authority).order_by("-pk")


def unread_of(who: Claimant) -> int:
    """How many nobody has read."""
    return messages_of(who).filter(read_at__isnull=True).count()


def message_of(who: Claimant, pk: int) -> Message:
    """One message. Raises Http404 for anybody else's."""
    found = messages_of(who).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found
