"""Keys of records as the registry keeps them, tokens in the place of numbers, and as people write them."""

from __future__ import annotations

from collections.abc import Iterable

from duixian.authorities.models import Authority
from duixian.registry.store.snapshot import keys_as_written
from duixian.registry.store.tokens import Veil

Key = tuple[str, str]
"""A table and a key."""


class KeptKeys:
    """Keys of documents turned into the registry's; each number's token is worked out once."""

    def __init__(self, authority: Authority) -> None:
        self._veil = Veil(authority)

    def of(self, key: str) -> str:
        """The registry's key of a record."""
        return self._veil.key(key)


def written(authority: Authority, keys: Iterable[Key]) -> list[Key]:
    """Registry keys as people write them."""
    wanted = [(table, key) for table, key in keys]
    found = keys_as_written(authority, wanted)
    return [(table, found[table, key]) for table, key in wanted]
