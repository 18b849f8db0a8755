"""Tokens: what stands in an authority's rows in the place of ID and account numbers.

A token follows from the number, the authority and the installation's key, so that it need not be looked up, and the
same person has another one in every authority.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from django.db import connection

from duixian.authorities import sealing
from duixian.authorities.models import Authority
from duixian.registry.store.kinds import ACCOUNT, ID_NUMBER
from duixian.values.id_number import check_id_number

_PREFIXES = {ID_NUMBER: "idn-", ACCOUNT: "acc-"}
_DIGITS = 24
TOKEN = re.compile("(?:" + "|".join(_PREFIXES.values()) + f")[0-9a-f]{{{_DIGITS}}}")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_AT_ONCE = 10 * 1000
_HELD = "SELECT token FROM registry_sealed WHERE authority_id = %s AND token = ANY(%s)"
_KEEP = """
INSERT INTO registry_sealed (authority_id, token, kind, "index", sealed)
SELECT %s, * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bytea[]) ON CONFLICT DO NOTHING
"""


class Veil:
    """Puts tokens for numbers, and remembers which numbers it met; ``seal`` keeps those that are new."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._tokens: dict[tuple[str, str], str] = {}

    def token(self, kind: str, number: str) -> str:
        """The token of a number."""
        found = self._tokens.get((kind, number))
        if found is None:
            found = self._tokens[kind, number] = token_of(self._authority, kind, number)
        return found

    def within(self, text: str) -> str:
        """A text, each ID number that stands in it by itself replaced by its token."""
        return _NUMBER.sub(self._replaced, text)

    def key(self, key: str) -> str:
        """A key that somebody wrote, as it is kept: a number of a person may end in a small x."""
        return self.within(key.upper() if _NUMBER.fullmatch(key) else key)

    def seal(self) -> None:
        """Keep the numbers met that are not kept yet."""
        met = [(token, *named) for named, token in self._tokens.items()]
        with connection.cursor() as cursor:
            for first in range(0, len(met), _AT_ONCE):
                part = met[first : first + _AT_ONCE]
                cursor.execute(_HELD, [self._authority.pk, [token for token, _, _ in part]])
                held = {token for (token,) in cursor.fetchall()}
                rows = [_sealed(*one) for one in part if one[0] not in held]
                if rows:
                    cursor.execute(_KEEP, [self._authority.pk, *map(list, zip(*rows, strict=True))])

    def _replaced(self, found: re.Match[str]) -> str:
        number = found[0]
        return number if check_id_number(number) else self.token(ID_NUMBER, number)


def _sealed(token: str, kind: str, number: str) -> tuple[str, str, str, bytes]:
    return token, kind, sealing.index(kind, number), sealing.seal(number)


def token_of(authority: Authority, kind: str, number: str) -> str:
    """The token of a number in an authority's rows."""
    return _PREFIXES[kind] + sealing.index(f"{kind}@{authority.code}", number)[:_DIGITS]


def is_token(text: str) -> bool:
    """Whether a text is a token and nothing else."""
    return TOKEN.fullmatch(text) is not None


def numbers_of(authority: Authority, tokens: Iterable[str]) -> dict[str, str]:
    """The numbers that tokens stand for; a token nobody knows is left out."""
    wanted = sorted(set(tokens))
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        for first in range(0, len(wanted), _AT_ONCE):
            cursor.execute(
                "SELECT token, sealed FROM registry_sealed WHERE authority_id = %s AND token = ANY(%s)",
                [authority.pk, wanted[first : first + _AT_ONCE]],
            )
            found |= {token: sealing.unseal(bytes(sealed)) for token, sealed in cursor.fetchall()}
    return found


class Numbers:
    """The numbers of an authority's tokens, each unsealed once."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._known: dict[str, str] = {}

    def of(self, tokens: Iterable[str]) -> Mapping[str, str]:
        """At least the numbers of these tokens; one nobody knows is left out."""
        self._known |= numbers_of(self._authority, set(tokens) - self._known.keys())
        return self._known


def unveiled(text: str, numbers: Mapping[str, str]) -> str:
    """A text with the numbers back in it."""
    return TOKEN.sub(lambda found: numbers.get(found[0], found[0]), text)
