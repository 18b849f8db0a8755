"""What an account was told, and what of it was read."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q, QuerySet

from duixian.authorities import clock
from duixian.authorities.models import Account
from duixian.authorities.roles import held
from duixian.notices.errors import MessageError
from duixian.notices.models import Message
from duixian.values.bilingual import Text


def inbox(account: Account) -> QuerySet[Message]:
    """The account's own messages and those of the subjects that it acts for today, newest first."""
    subjects = held(account).exclude(subject_key="").values_list("subject_table", "subject_key")
    theirs = (Q(subject_table=table, subject_key=key) for table, key in subjects)
    return Message.objects.filter(reduce(or_, theirs, Q(account=account)))


def unread_count(account: Account) -> int:
    """How many messages nobody has read yet."""
    return inbox(account).filter(read_at__isnull=True).count()


@transaction.atomic
def read(message: Message, account: Account) -> Message:
    """Note that a message was read, the first time. Raises MessageError for somebody else's message."""
    row = inbox(account).select_for_update().filter(pk=message.pk).first()
    if row is None:
        raise MessageError(
            "message-not-yours",
            Text("这不是发给您的通知。", "This message is not for you."),
            remedy=Text("请查看您自己的通知。", "Look at your own messages."),
        )
    if row.read_at is None:
        row.read_at = clock.now()
        row.save(update_fields=["read_at"])
    return row
