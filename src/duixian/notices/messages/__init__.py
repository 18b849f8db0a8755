"""Telling somebody something: kept in the service itself, and sent by mail or text message where an address is known.

    tell(authority, "accepted", {"benefit": Text(…), "number": "…", "due": day}, table="人员", key=token)

A person is told whenever an employer files something for them or is paid for them (`tell_filed`, `tell_paid`).
"""

from duixian.notices.messages.about_people import tell_filed, tell_paid
from duixian.notices.messages.inbox import inbox, read, unread_count
from duixian.notices.messages.outbox import send_waiting
from duixian.notices.messages.telling import tell

__all__ = ["inbox", "read", "send_waiting", "tell", "tell_filed", "tell_paid", "unread_count"]
