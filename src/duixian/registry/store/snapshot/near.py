"""The facts around some rows: quick to get, enough to decide on what hangs together with them.

Of others who only share an employer with them it holds the bare rows: decisions in which cases bear on each other
through an employer, a quota or a budget need ``whole``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from duixian.authorities.models import Authority
from duixian.language.facts import Facts
from duixian.language.vocabulary import Vocabulary
from duixian.registry.columns.assembling import Assembly
from duixian.registry.store.aliases import Aliases, aliases_at, applied
from duixian.registry.store.intake import placed
from duixian.registry.store.known import rows_at, supplied_at
from duixian.registry.store.moments import present
from duixian.registry.store.snapshot.keys import Pair
from duixian.registry.store.snapshot.reach import Reach
from duixian.registry.store.snapshot.tables import register
from duixian.registry.store.tokens import Numbers, Veil


def around(
    authority: Authority, keys: Iterable[Pair], vocabulary: Vocabulary, known_at: datetime | None = None
) -> Facts:
    """The facts around rows named by table and key (as kept, or with real numbers; of rows without a declared key
    also owner#place), as known at a moment (now). Records are those of ``whole``, sources included."""
    moment = known_at or present(authority)
    aliases = aliases_at(authority, moment)
    found = Reach(authority, moment, aliases, vocabulary).of(_nodes(authority, keys, aliases))
    supplied = supplied_at(authority, moment)
    numbers = Numbers(authority)
    sheets = []
    for table in vocabulary.tables.values():
        if table.name in supplied and not table.catalogue:
            rows = rows_at(authority, table, moment, sorted(found.get(table.name, ())))
            sheets.append(placed(table, register(table, applied(table, rows, aliases), numbers)))
    assembly = Assembly(vocabulary, sheets)
    assembly.check()
    return assembly.facts().facts()


def _nodes(authority: Authority, keys: Iterable[Pair], aliases: Aliases) -> set[Pair]:
    veil = Veil(authority)
    kept = ((table, veil.key(key)) for table, key in keys)
    return {(table, aliases.get(table, {}).get(key, key)) for table, key in kept}
