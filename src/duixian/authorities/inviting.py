"""Invite a colleague: an account without a password, appointed at once, and a ticket by which its owner chooses one.

A ticket works once and for three days; it is worth a password, so it is shown to whoever invites, once, or mailed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.db import transaction

from duixian.authorities.appointing import appoint
from duixian.authorities.duties import Role
from duixian.authorities.models import Account, Appointment, Authority
from duixian.values.bilingual import DuixianError, Text

_SALT = "duixian invitation"
_SECONDS = 3 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Invited:
    """``ticket`` is empty where the account existed and is only appointed."""

    account: Account
    appointment: Appointment
    ticket: str


@transaction.atomic
def invite(
    username: str, name: str, email: str, authority: Authority, role: Role, subject: tuple[str, str]
) -> Invited:
    """An account of that name (made where there is none) is appointed to a role for a subject (table and key).

    Raises what ``appoint`` raises, and IntegrityError where it holds the very appointment already.
    """
    account, made = Account.objects.get_or_create(
        username=username, defaults={"name": name, "email": email, "phone": username}
    )
    if made:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    appointment = appoint(account, authority, role, subject=subject)
    return Invited(account, appointment, ticket_for(account) if _is_ours(account, subject) else "")


def _is_ours(account: Account, subject: tuple[str, str]) -> bool:
    """Whether the account has no owner yet, and nobody else has invited it: a ticket is worth all that it may do."""
    elsewhere = account.appointments.exclude(subject_table=subject[0], subject_key=subject[1])
    return not account.has_usable_password() and account.person_index is None and not elsewhere.exists()


def ticket_for(account: Account) -> str:
    """A ticket for an account that has no password yet."""
    return signing.dumps([account.pk, default_token_generator.make_token(account)], salt=_SALT, compress=True)


def read(ticket: str) -> Account:
    """Whom a ticket is for. Raises DuixianError (``invitation-gone``): used, too old, or not ours."""
    try:
        number, token = signing.loads(ticket, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature as error:
        raise _gone() from error
    account = Account.objects.filter(pk=number, is_active=True).first()
    if account is None or not default_token_generator.check_token(account, token):
        raise _gone()
    return account


@transaction.atomic
def accept(ticket: str, password: str) -> Account:
    """The password is set, and the ticket is spent. Raises DuixianError (``invitation-gone``)."""
    account = Account.objects.select_for_update().get(pk=read(ticket).pk)
    read(ticket)
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


def _gone() -> DuixianError:
    return DuixianError(
        "invitation-gone",
        Text("这个邀请链接已失效。", "This invitation no longer works."),
        remedy=Text(
            "链接三天内有效，只能使用一次。请联系邀请您的同事重新发送。",
            "It works once and for three days. Ask the colleague who invited you for a new one.",
        ),
    )
