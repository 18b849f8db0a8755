"""A person is told whenever an employer files something for them, or is paid because of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.notices.messages.telling import tell
from duixian.notices.messages.templates import Word
from duixian.notices.models import Message
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Concerned:
    """A person whom a claim or a payment of somebody else concerns: their row in the registry, and the amount
    in fen where money was paid."""

    table: str
    key: str
    fen: int = 0
    phone: str = ""


def tell_filed(
    authority: Authority, people: Iterable[Concerned], employer: str, benefit: Text, number: str
) -> list[Message]:
    """Tell each person that an employer has filed a claim that concerns them."""
    words: dict[str, Word] = {"employer": employer, "benefit": benefit, "number": number}
    return [
        tell(
            authority,
            "filed_by_employer",
            words,
            table=person.table,
            key=person.key,
            reference=number,
            phone=person.phone,
        )
        for person in people
    ]


def tell_paid(
    authority: Authority, people: Iterable[Concerned], employer: str, benefit: Text, reference: str
) -> list[Message]:
    """Tell each person that an employer was paid because of them, and how much."""
    return [
        tell(
            authority,
            "paid_to_employer",
            {"employer": employer, "benefit": benefit, "amount": person.fen},
            table=person.table,
            key=person.key,
            reference=reference,
            phone=person.phone,
        )
        for person in people
    ]
