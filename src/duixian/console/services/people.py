"""The people of lists and requests: their names, and their numbers as they may stand on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duixian.authorities.models import Authority
from duixian.casework.people import names_of
from duixian.console.registers.finding import vocabulary_of
from duixian.registry.store.tokens import is_token, numbers_of

Pair = tuple[str, str]
SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Somebody:
    """``number``: in clear; pages and masked sheets show its ``end`` alone."""

    name: str
    number: str

    @property
    def end(self) -> str:
        """The last digits."""
        return self.number[-SHOWN_DIGITS:]


def people(authority: Authority, pairs: Iterable[Pair]) -> dict[Pair, Somebody]:
    """By table and key as the registry keeps them."""
    wanted = set(pairs)
    names = names_of(authority, wanted, vocabulary_of(authority))
    numbers = numbers_of(authority, [key for _table, key in wanted if is_token(key)])
    return {pair: Somebody(names.get(pair, ""), numbers.get(pair[1], pair[1])) for pair in wanted}
