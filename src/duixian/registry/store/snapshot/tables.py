"""The tables known at a moment, one after the other, as registers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import polars as pl
from django.db.models import Max

from duixian.authorities.models import Authority
from duixian.language.vocabulary import Table, Vocabulary
from duixian.registry.sources.placed import FILE, ROW
from duixian.registry.store.aliases import aliases_at, applied
from duixian.registry.store.kept.layout import SOURCE
from duixian.registry.store.known import CONTENT, KEY, rows_at, supplied_at
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import Numbers
from duixian.registry.store.veiling import unveil


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """A table as a register: real numbers, aliases applied. ``digest``: hash of keys, sources and contents, in the
    order of keys."""

    table: Table
    frame: pl.DataFrame
    digest: str


class Shelf:
    """Registers that were made, the ones used last; ``most`` of them, 0 for none."""

    def __init__(self, most: int = 0) -> None:
        self._most = most
        self._held: OrderedDict[tuple[object, ...], Register] = OrderedDict()

    def take(self, name: tuple[object, ...], make: Callable[[], Register]) -> Register:
        """The register of a name, made where it is not there."""
        found = self._held.get(name) or make()
        if self._most:
            self._held[name] = found
            self._held.move_to_end(name)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return found


class Snapshot:
    """The tables of an authority at a moment. ``inputs_hash`` is that of all tables gone through, and the aliases."""

    def __init__(self, authority: Authority, vocabulary: Vocabulary, moment: datetime, shelf: Shelf) -> None:
        self._authority, self._vocabulary, self._moment, self._shelf = authority, vocabulary, moment, shelf
        self._aliases = aliases_at(authority, moment)
        self._joined = repr(sorted((table, sorted(kept.items())) for table, kept in self._aliases.items()))
        self._numbers = Numbers(authority)
        self._hash = sha256(self._joined.encode())

    @property
    def inputs_hash(self) -> str:
        """SHA-256 in hexadecimal digits."""
        return self._hash.hexdigest()

    def registers(self) -> Iterator[Register]:
        """The tables that are kept, in the vocabulary's order."""
        supplied = supplied_at(self._authority, self._moment)
        facts = Fact.objects.filter(authority=self._authority, known_at__lte=self._moment)
        changed = dict(facts.order_by().values_list("table").annotate(last=Max("known_at")))
        for table in self._vocabulary.tables.values():
            if table.name in supplied and not table.catalogue:
                found = self._register(table, changed.get(table.name))
                self._hash.update(f"{table.name} {found.digest}\n".encode())
                yield found

    def _register(self, table: Table, changed: datetime | None) -> Register:
        # The table stays in the register, so that its identity is nobody else's as long as the name is held.
        name = (self._authority.pk, id(table), changed, self._joined)
        return self._shelf.take(name, lambda: self._made(table))

    def _made(self, table: Table) -> Register:
        rows = rows_at(self._authority, table, self._moment)
        lines = rows.select(pl.concat_str(KEY, SOURCE, CONTENT, separator="\t"))[KEY]
        digest = sha256("\n".join(lines).encode()).hexdigest()
        return Register(table, register(table, applied(table, rows, self._aliases), self._numbers), digest)


def register(table: Table, rows: pl.DataFrame, numbers: Numbers) -> pl.DataFrame:
    """Rows with real numbers and a register's headers, then where each was read and its number."""
    places = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    cells = [pl.col(name).alias(column.header) for name, column in table.columns.items()]
    clear = unveil(rows.select(*table.columns), numbers)
    return clear.with_columns(rows[SOURCE]).select(*cells, pl.col(SOURCE).alias(FILE), places)
