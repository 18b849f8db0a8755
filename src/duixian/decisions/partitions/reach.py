"""What a measure looks at besides its own record, read off its nodes alone.

A partition by person holds the rows of its persons and every shared table. For each record that an expression may
look at, one of five things is true (``Manner``). The first three lie in the case's own partition; a measure that
looks at anything else is *wide*. Some rows lie there only if certain links lead to the same person's rows
(``Reach.same_person``): the data tells whether they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from duixian.decisions.partitions.homes import Homes, Link
from duixian.language.rule import Measure, Policy
from duixian.language.vocabulary import Vocabulary


class Manner(IntEnum):
    """How a row comes to be looked at, the nearest first."""

    CASE = 0
    """The case's own record."""
    OWN = 1
    """A row of the case's person, or tied to it by links within a person."""
    SHARED = 2
    """A row of a table that every partition has whole."""
    ALL = 3
    """Any row of a table that is split."""
    AWAY = 4
    """A row of a person reached some other way: an employer's other people, the members of a team."""

    @property
    def near(self) -> bool:
        """Whether such rows lie in the case's own partition."""
        return self <= Manner.SHARED


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """A table looked at, and how."""

    table: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record may be: its table, and how it was reached."""

    table: str
    manner: Manner


@dataclass(slots=True)
class Tracks:
    """The links along which rows are reached. ``followed``: from the row that holds the link to the one it points to;
    ``linked``: the other way."""

    followed: set[Link] = field(default_factory=set)
    linked: set[Link] = field(default_factory=set)


@dataclass(slots=True)
class Reach:
    """What one measure looks at. ``from_cases``, ``from_payments``: the ways from its own records, and from payments
    made before; ``whole``: tables of which any row may be asked for; ``columns``: cells read."""

    policy: Policy
    measure: Measure
    looks: set[Look] = field(default_factory=set)
    same_person: set[Link] = field(default_factory=set)
    from_cases: Tracks = field(default_factory=Tracks)
    from_payments: Tracks = field(default_factory=Tracks)
    whole: set[str] = field(default_factory=set)
    columns: set[Link] = field(default_factory=set)

    @property
    def name(self) -> tuple[str, str]:
        """The measure's name among those of several policies."""
        return self.policy.id, self.measure.name

    @property
    def tables(self) -> frozenset[str]:
        """Every table looked at."""
        return frozenset(look.table for look in self.looks)

    def far(self, straying: frozenset[Link] = frozenset()) -> tuple[Look | Link, ...]:
        """What keeps the measure from being decided within a partition by person: looks beyond it, and links that
        it needs to stay with the person but that do not in these data."""
        beyond = sorted(look for look in self.looks if not look.manner.near)
        return *beyond, *sorted(self.same_person & straying)


@dataclass(slots=True)
class Ground:
    """What the analysis knows of the tables, and what it writes into."""

    vocabulary: Vocabulary
    homes: Homes
    reach: Reach
    at_payments: bool = False
    """Whether what is read now begins at a payment made before."""

    @property
    def _tracks(self) -> Tracks:
        return self.reach.from_payments if self.at_payments else self.reach.from_cases

    def seen(self, spot: Spot) -> Spot:
        """Take down that a record is looked at."""
        self.reach.looks.add(Look(spot.table, spot.manner))
        return spot

    def column(self, table: str, column: str) -> None:
        """Take down that a cell is read."""
        self.reach.columns.add((table, column))

    def case(self) -> Spot:
        """The case's own record."""
        return self.seen(Spot(self.reach.measure.table, Manner.CASE))

    def followed(self, base: Spot, column: str) -> Spot:
        """The record that a link of a record points to."""
        target = str(self.vocabulary.tables[base.table].columns[column].link)
        self.column(base.table, column)
        self._tracks.followed.add((base.table, column))
        return self.seen(Spot(target, self._followed(base, column, target)))

    def _followed(self, base: Spot, column: str, target: str) -> Manner:
        if not self.homes.splits(target):
            return Manner.SHARED
        if not self._at_home(base):
            return Manner.AWAY
        if self.homes.first.get(base.table) != column:
            self.reach.same_person.add((base.table, column))
        return Manner.OWN

    def rows_linked(self, base: Spot, table: str, column: str) -> Spot:
        """The rows whose link points to a record."""
        self.column(table, column)
        self._tracks.linked.add((table, column))
        return self.seen(Spot(table, self._linked(base, table, column)))

    def _linked(self, base: Spot, table: str, column: str) -> Manner:
        if not self.homes.splits(table):
            return Manner.SHARED
        if not self._at_home(base):
            return Manner.AWAY
        if self.homes.first.get(table) != column:
            self.reach.same_person.add((table, column))
        return Manner.OWN

    def every_row(self, table: str, *, of: Spot | None = None) -> Spot:
        """All rows of a table; ``of``: only those whose way home begins at this record can count."""
        if not self.homes.splits(table):
            self.reach.whole.add(table)
            return self.seen(Spot(table, Manner.SHARED))
        if of is not None and self._at_home(of):
            self._tracks.linked.add((table, self.homes.first[table]))
            return self.seen(Spot(table, Manner.OWN))
        self.reach.whole.add(table)
        return self.seen(Spot(table, Manner.ALL))

    def _at_home(self, base: Spot) -> bool:
        """Whether a record lies where the case's person is."""
        return base.manner <= Manner.OWN and self.homes.splits(base.table)

    def stands_home(self, spot: Spot | None) -> bool:
        """Whether a record lies in the case's own partition because it is its person's."""
        return spot is not None and self._at_home(spot)

    def holds_home(self, spot: Spot | None) -> bool:
        """Whether cases with this record as a key are all in one partition: it is a person's, and never lacks one."""
        return spot is not None and self._at_home(spot) and self.homes.sure(spot.table, self.vocabulary)


def worst(spots: Iterator[Spot | None], table: str) -> Spot | None:
    """One spot for a record that may be any of several; None if none of them is of the table."""
    found = [spot for spot in spots if spot is not None and spot.table == table]
    return max(found, key=lambda spot: spot.manner) if found else None
