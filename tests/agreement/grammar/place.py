"""Which names mean something at one place of a generated policy, as the resolver will find them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

from duixian.language.nodes import MomentName
from duixian.language.resolve.scope import ANYWHERE, MOMENT_TYPES
from duixian.language.types import Kind, Type
from duixian.language.vocabulary import Column, Shape, Vocabulary

Base = tuple[str, str]
"""How a record is written, and its table."""


@dataclass(frozen=True)
class Place:
    """``records``: the table at each depth, the case outermost. ``names``: values, arguments and parameters.
    ``plain``: wanted values are mostly known and small, so that cases reach the settlement."""

    vocabulary: Vocabulary
    records: tuple[str, ...] = ()
    moments: frozenset[MomentName] = ANYWHERE
    names: Mapping[str, Type] = field(default_factory=dict)

    def inside(self, table: str) -> Place:
        """This place while a row of a table is looked at."""
        if table not in self._inner:
            self._inner[table] = replace(self, records=(*self.records, table))
        return self._inner[table]

    @cached_property
    def _inner(self) -> dict[str, Place]:
        return {}

    def with_moments(self, *names: MomentName) -> Place:
        """This place with more moments."""
        return replace(self, moments=self.moments | set(names))

    def without(self, *names: MomentName) -> Place:
        """This place with fewer moments."""
        return replace(self, moments=self.moments - set(names))

    def with_names(self, names: Mapping[str, Type]) -> Place:
        """This place with more names."""
        return replace(self, names={**self.names, **names})

    def reaches(self, word: str, depth: int) -> bool:
        """Whether a word at a depth is hidden by no record further in."""
        inner = self.records[depth + 1 :]
        return all(word != table and word not in self.columns(table) for table in inner)

    def columns(self, table: str) -> Mapping[str, Column]:
        """The columns of a table."""
        return self.vocabulary.tables[table].columns

    def bases(self) -> list[Base]:
        """Records that stand here by a single name."""
        return self._bases

    @cached_property
    def _bases(self) -> list[Base]:
        found = [("本次", self.records[0])] if self.records else []
        for depth, table in enumerate(self.records):
            if table not in self.columns(table) and self.reaches(table, depth):
                found.append((table, table))
            links = ((c.name, c.link) for c in self.columns(table).values())
            found += [(name, link) for name, link in links if link and self.reaches(name, depth)]
        named = ((n, t) for n, t in self.names.items() if t.kind is Kind.RECORD and self.reaches(n, -1))
        return found + [(name, str(kind.of)) for name, kind in named]

    def linked(self) -> list[Base]:
        """Records reached from these by one link more."""
        return self._linked

    @cached_property
    def _linked(self) -> list[Base]:
        return [
            (f"{text}的{column.name}", column.link)
            for text, table in self.bases()
            for column in self.columns(table).values()
            if column.link and not self.follows_rows(column.name, table)
        ]

    def follows_rows(self, word: str, table: str) -> bool:
        """Whether a word after a record of a table is read as the rows that point to it."""
        tables = self.vocabulary.tables
        return word in tables and bool(tables[word].links_to(table))

    def of(self, kind: Type) -> list[str]:
        """Everything of a type that stands here by name: columns, links, values, moments."""
        return self._words.get(kind, [])

    @cached_property
    def _words(self) -> Mapping[Type, list[str]]:
        found: dict[Type, list[str]] = {}
        for word, kind in chain(self._bare(), self._chained(), self._named(), self._moments()):
            found.setdefault(kind, []).append(word)
        return found

    def _bare(self) -> Iterator[tuple[str, Type]]:
        for depth, table in enumerate(self.records):
            for column in self.columns(table).values():
                if self.reaches(column.name, depth):
                    yield column.name, column.type

    def _chained(self) -> Iterator[tuple[str, Type]]:
        for text, table in (*self.bases(), *self.linked()):
            yield text, Type(Kind.RECORD, table)
            for column in self.columns(table).values():
                if column.type.kind is not Kind.RECORD:
                    yield f"{text}的{column.name}", column.type

    def _named(self) -> Iterator[tuple[str, Type]]:
        for name, held in self.names.items():
            if held.kind is not Kind.RECORD and self.reaches(name, -1):
                yield name, held

    def _moments(self) -> Iterator[tuple[str, Type]]:
        for moment in sorted(self.moments):
            if self.reaches(moment.value, -1):
                yield moment.value, MOMENT_TYPES[moment]

    def regions(self) -> list[str]:
        """Columns that hold a region, and the policy's own area."""
        found = ["辖区"]
        for depth, table in enumerate(self.records):
            found += [n for n, c in self.columns(table).items() if _region(c) and self.reaches(n, depth)]
        for text, table in self.bases():
            found += [f"{text}的{n}" for n, c in self.columns(table).items() if _region(c)]
        return found


def _region(column: Column) -> bool:
    return column.shape is Shape.REGION
