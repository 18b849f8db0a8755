"""Keys as people write them and as they are kept."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.models import Authority
from duixian.registry.store.kinds import ID_NUMBER
from duixian.registry.store.tokens import TOKEN, Veil, numbers_of, token_of, unveiled

Pair = tuple[str, str]
"""A table and a key."""


def person_token(authority: Authority, id_number: str) -> str:
    """What stands for an ID number in this authority's rows; for one that is not known too."""
    return token_of(authority, ID_NUMBER, id_number)


def keys_as_kept(authority: Authority, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Of each key (of a record, real numbers in it) the form with tokens. The key of a row without a declared one
    stays a place among its owners' rows."""
    veil = Veil(authority)
    return {(table, key): veil.key(key) for table, key in pairs}


def keys_as_written(authority: Authority, pairs: Iterable[Pair]) -> dict[Pair, str]:
    """Of each key with tokens the form with real numbers."""
    wanted = list(pairs)
    numbers = numbers_of(authority, [token for _, key in wanted for token in TOKEN.findall(key)])
    return {(table, key): unveiled(key, numbers) for table, key in wanted}
