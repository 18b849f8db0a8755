"""Keys as people write them and as the registry keeps them: persons by token, everything else as written."""

from __future__ import annotations

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Shape, Table, Vocabulary
from duixian.registry.store.tokens import Veil, numbers_of, unveiled


def kept(authority: Authority, key: str) -> str:
    """The key as facts, decisions and cases hold it; the numbers behind tokens are sealed away for reading back."""
    veil = Veil(authority)
    token = veil.key(key)
    if token != key:
        veil.seal()
    return token


def written(authority: Authority, key: str) -> str:
    """The key with the numbers back in it. Who asks for it to show it to somebody logs the access."""
    return unveiled(key, numbers_of(authority, [key]))


def person_table(vocabulary: Vocabulary) -> str:
    """The table whose key is an ID number; empty where a vocabulary has none."""
    return next((t.name for t in vocabulary.tables.values() if key_shape(t) is Shape.ID_NUMBER), "")


def key_shape(table: Table) -> Shape | None:
    """The shape of a table's key."""
    return None if table.key is None else table.columns[table.key].shape
