"""Tell a person, an employer, an institution or an officer something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from duixian.authorities import clock, sealing
from duixian.authorities.models import Account, Appointment, Authority
from duixian.notices.errors import MessageError
from duixian.notices.messages.templates import Word, filled
from duixian.notices.models import Channel, Delivery, Message, Preference
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.models import Sealed
from duixian.values.bilingual import Text


@transaction.atomic
def tell(
    authority: Authority,
    kind: str,
    words: Mapping[str, Word],
    *,
    to: Account | None = None,
    table: str = "",
    key: str = "",
    reference: str = "",
    phone: str = "",
) -> Message:
    """Keep one message for an account, or for a row of the registry (``table``, ``key``: whoever acts for it),
    and put it into the outbox of every address known. ``phone`` is one more number to send it to.

    Raises MessageError: unknown kind, missing words, or nobody to tell.
    """
    if to is None and not (table and key):
        raise MessageError(
            "message-to-nobody",
            Text("没有写明通知谁。", "Nobody is named to be told."),
            where=kind,
            remedy=Text("请给出账户，或登记表和对象。", "Give an account, or a table and a key."),
        )
    zh, en = filled(kind, words, "zh"), filled(kind, words, "en")
    message = Message.objects.create(
        authority=authority,
        kind=kind,
        account=to,
        subject_table=table,
        subject_key=key,
        reference=reference,
        title_zh=zh.title,
        title_en=en.title,
        body_zh=zh.text,
        body_en=en.text,
        told_at=clock.now(),
    )
    Delivery.objects.bulk_create(_deliveries(message, phone))
    return message


def accounts_of(message: Message) -> list[Account]:
    """Whoever the message is for: its account, and those who act for its subject today."""
    today = clock.today()
    acting = Q(until__isnull=True) | Q(until__gt=today)
    of_subject = Appointment.objects.filter(
        acting, since__lte=today, subject_table=message.subject_table, subject_key=message.subject_key
    ).exclude(subject_key="")
    mine = Q(pk__in=of_subject.values("account")) | Q(person_index__in=_indices(message))
    if message.account_id is not None:
        mine |= Q(pk=message.account_id)
    return list(Account.objects.filter(mine, is_active=True).order_by("pk"))


def _indices(message: Message) -> QuerySet[Sealed, str]:
    """By which index somebody signs in as the person that the message is about."""
    held = Sealed.objects.filter(authority_id=message.authority_id, token=message.subject_key, kind=ID_NUMBER)
    return held.values_list("index", flat=True)


def _deliveries(message: Message, phone: str) -> list[Delivery]:
    addresses = set(_addresses(message, phone))
    return [
        Delivery(
            authority_id=message.authority_id,
            message=message,
            channel=channel,
            address=sealing.seal(address),
            next_try_at=message.told_at,
        )
        for channel, address in sorted(addresses)
    ]


def _addresses(message: Message, phone: str) -> Iterator[tuple[str, str]]:
    accounts = accounts_of(message)
    declined = Preference.objects.filter(authority_id=message.authority_id, account__in=accounts)
    no_mail = set(declined.filter(mail=False).values_list("account_id", flat=True))
    yield from ((Channel.MAIL.value, one.email) for one in accounts if one.email and one.pk not in no_mail)
    # Without a gateway for text messages none is promised.
    if getattr(settings, "DUIXIAN_SMS", ""):
        no_sms = set(declined.filter(sms=False).values_list("account_id", flat=True))
        numbers = [phone, *(one.phone for one in accounts if one.pk not in no_sms)]
        yield from ((Channel.SMS.value, number) for number in numbers if number)
