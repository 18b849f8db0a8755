"""Which rows belong to which person: tables that can be split by person, and how each row finds its person.

The person is the table whose key is an ID number. A row's *home* is the person that a path of links leads to. Tables
without such a path are *shared*: every partition has them whole. So is a table that mostly stands for itself (a
team's result, an employer with a representative): rows with a person of their own require it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from duixian.language.vocabulary import Column, Shape, Table, Vocabulary

Link = tuple[str, str]
"""A table and one of its columns that points to another."""


@dataclass(frozen=True, slots=True)
class Homes:
    """``first``: of each split table but the person's the link with which its path home begins."""

    person: str | None
    first: Mapping[str, str]

    def splits(self, table: str) -> bool:
        """Whether the rows of a table are divided among partitions."""
        return table == self.person or table in self.first

    def path(self, table: str, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The links from a split table to the person."""
        steps: list[str] = []
        while table != self.person:
            steps.append(self.first[table])
            table = str(vocabulary.tables[table].columns[steps[-1]].link)
        return tuple(steps)

    def sure(self, table: str, vocabulary: Vocabulary) -> bool:
        """Whether no row of a split table may lack its person: every link of the path is required."""
        for step in self.path(table, vocabulary):
            column = vocabulary.tables[table].columns[step]
            if not column.required:
                return False
            table = str(column.link)
        return True

    def straying(self, vocabulary: Vocabulary) -> Iterator[Link]:
        """Links to split tables that are no step on the way home: their target may be another person's."""
        for table in vocabulary.tables.values():
            for column in table.columns.values():
                if column.link is None or not self.splits(column.link):
                    continue
                if self.first.get(table.name) != column.name:
                    yield table.name, column.name


def homes_of(vocabulary: Vocabulary) -> Homes:
    """How the tables of a vocabulary are split; without a table of persons none is."""
    person = next((t.name for t in vocabulary.tables.values() if _of_persons(t)), None)
    first: dict[str, str] = {}
    if person is None:
        return Homes(None, first)
    for table in vocabulary.tables.values():
        link = _first_link(table, {person})
        if (
            link is not None
            and table.name != person
            and not _stands_for_itself(table, link, person, vocabulary)
        ):
            first[table.name] = link.name
    while found := dict(_further(vocabulary, person, first)):
        first |= found
    return Homes(person, first)


def _of_persons(table: Table) -> bool:
    return table.key is not None and table.columns[table.key].shape is Shape.ID_NUMBER


def _further(vocabulary: Vocabulary, person: str, first: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Tables that reach the person through a table split already."""
    for table in vocabulary.tables.values():
        if table.name != person and table.name not in first and not _direct(table, person):
            link = _first_link(table, set(first))
            if link is not None:
                yield table.name, link.name


def _first_link(table: Table, targets: set[str]) -> Column | None:
    links = [c for c in table.columns.values() if c.link in targets and not table.catalogue]
    if table.key is None:
        # A row without a key is counted among its owners' rows, which one partition has to hold together.
        links = [column for column in links if column.required]
    return next((c for c in links if c.required), links[0] if links else None)


def _direct(table: Table, person: str) -> bool:
    return bool(table.links_to(person))


def _stands_for_itself(table: Table, link: Column, person: str, vocabulary: Vocabulary) -> bool:
    if link.required:
        return False
    return any(
        _requires(other, person) and _requires(other, table.name) for other in vocabulary.tables.values()
    )


def _requires(table: Table, target: str) -> bool:
    return any(c.required for c in table.columns.values() if c.link == target)
