"""The legal combination with the greatest total, found exactly: at most one of each excluding set.

Only the best of those that stand in the same sets can be chosen. What is left falls into parts that share no
set. A part whose sets fall into two sides, each case in at most one set of either (two groups always do), is an
assignment, solved in polynomial time; any other part is searched, set by set, remembering what was solved. Among
equal totals the combination with the earliest case in which they differ is preferred: to that end every weight
carries a last digit smaller than one fen.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from duixian.engines.single.settle.assignment import Assignment

Places = Mapping[int, frozenset[int]]
"""The sets in which each case stands."""


class Combination:
    """Weights in fen, and the sets of positions of which at most one may be kept."""

    def __init__(self, weights: Sequence[int], sets: Iterable[Collection[int]]) -> None:
        self.weights = weights
        places: list[set[int]] = [set() for _ in weights]
        for number, members in enumerate(sets):
            if len(members) > 1:
                for position in members:
                    places[position].add(number)
        self.places = [frozenset(found) for found in places]
        self._champions = self._best_of_alike()

    def _best_of_alike(self) -> dict[frozenset[int], int]:
        found: dict[frozenset[int], int] = {}
        for position, place in enumerate(self.places):
            if place and (place not in found or self.weights[position] > self.weights[found[place]]):
                found[place] = position
        return found

    @cached_property
    def _parts(self) -> list[_Part]:
        size = len(self.weights)
        fine = {p: (self.weights[p] << size) | (1 << (size - 1 - p)) for p in self._champions.values()}
        groups = _connected({p: place for place, p in self._champions.items()})
        return [_part_of(places, fine) for places in groups]

    @cached_property
    def kept(self) -> frozenset[int]:
        """Positions of the best combination."""
        alone = {position for position, place in enumerate(self.places) if not place}
        return frozenset(alone.union(*(part.kept for part in self._parts)))

    @cached_property
    def total(self) -> int:
        """The greatest total."""
        return sum(self.weights[position] for position in self.kept)

    def total_with(self, position: int) -> int:
        """The greatest total of a combination that keeps this one."""
        if position in self.kept:
            return self.total
        champion = self._champions[self.places[position]]
        part = next(part for part in self._parts if champion in part.places)
        without = self.total - sum(self.weights[p] for p in part.kept)
        forced = part.total_with(champion) >> len(self.weights)
        return without + forced - self.weights[champion] + self.weights[position]


class _Part(Protocol):
    places: Places

    @property
    def kept(self) -> frozenset[int]: ...

    def total_with(self, position: int) -> int: ...


def _part_of(places: Places, weights: Mapping[int, int]) -> _Part:
    sides = _two_sides(places)
    return _Searched(places, weights) if sides is None else _Assigned(places, weights, sides)


def _connected(places: Places) -> list[Places]:
    """Cases in parts that share no set."""
    by_set: dict[int, list[int]] = {}
    for position, place in places.items():
        for number in place:
            by_set.setdefault(number, []).append(position)
    parts: list[Places] = []
    left = dict(places)
    for first in places:
        if first not in left:
            continue
        part, reached = {first: left.pop(first)}, [first]
        while reached:
            for number in part[reached.pop()]:
                for other in by_set.pop(number, ()):
                    if other in left:
                        part[other] = left.pop(other)
                        reached.append(other)
        parts.append(dict(sorted(part.items())))
    return parts


def _two_sides(places: Places) -> dict[int, bool] | None:
    """Which side each set is on, where no case stands in two sets of one side; None where that cannot be."""
    beside: dict[int, set[int]] = {number: set() for place in places.values() for number in place}
    for place in places.values():
        if len(place) > 2:
            return None
        for number in place:
            beside[number] |= place - {number}
    sides: dict[int, bool] = {}
    for first in sorted(beside):
        reached = [first] if sides.setdefault(first, True) is not None else []
        while reached:
            number = reached.pop()
            for other in beside[number]:
                if sides.get(other) is sides[number]:
                    return None
                if other not in sides:
                    sides[other] = not sides[number]
                    reached.append(other)
    return sides


class _Assigned:
    """A part in which each case pairs a set of one side with one of the other, or uses one set alone."""

    def __init__(self, places: Places, weights: Mapping[int, int], sides: Mapping[int, bool]) -> None:
        self.places = places
        rows = sum(sides.values()) * 2 <= len(sides)
        self._pair = {p: self._pair_of(place, sides, rows) for p, place in places.items()}
        table: dict[Hashable, dict[Hashable, int]] = {
            row: {("alone", row): 0} for row, _ in self._pair.values()
        }
        for position, (row, column) in self._pair.items():
            table[row][column] = weights[position]
        self._at = {pair: position for position, pair in self._pair.items()}
        self._solved = Assignment(table)

    def _pair_of(
        self, place: frozenset[int], sides: Mapping[int, bool], rows: bool
    ) -> tuple[Hashable, Hashable]:
        """A set of the row side and one of the column side; what is missing stands in for itself."""
        row = next((number for number in place if sides[number] is rows), None)
        column = next((number for number in place if sides[number] is not rows), None)
        if row is None:
            return ("only", column), column
        return row, ("alone", row) if column is None else column

    @cached_property
    def kept(self) -> frozenset[int]:
        """Positions kept."""
        return frozenset(self._at[pair] for pair in self._solved.pairs if pair in self._at)

    def total_with(self, position: int) -> int:
        """The greatest total (with its last digits) that keeps a case."""
        return self._solved.total_with(*self._pair[position])


class _Searched:
    """A part of any other shape: the first set is left empty or given to one of its cases, and so on; what is left
    to choose from (a mask of cases) has been solved before more often than not."""

    def __init__(self, places: Places, weights: Mapping[int, int]) -> None:
        self.places = places
        self._positions = list(places)
        self._weights = [weights[position] for position in self._positions]
        numbers = {number for place in places.values() for number in place}
        members = {n: sum(1 << i for i, p in enumerate(self._positions) if n in places[p]) for n in numbers}
        self._wide = sum(1 << i for i, p in enumerate(self._positions) if len(places[p]) > 2)
        # First the sets of cases in three or more, without which the rest may be an assignment; then small sets:
        # there are many of one group's, and what they leave is told by the sets of the others.
        self._sets = sorted(
            members.values(), key=lambda mask: (not mask & self._wide, mask.bit_count(), mask)
        )
        self._beside = [self._excluded(members, position) for position in self._positions]
        self._known: dict[int, tuple[int, int]] = {0: (0, 0)}

    def _excluded(self, members: Mapping[int, int], position: int) -> int:
        mask = 0
        for number in self.places[position]:
            mask |= members[number]
        return mask

    @cached_property
    def kept(self) -> frozenset[int]:
        """Positions kept."""
        chosen = self._best((1 << len(self._positions)) - 1, 0)[1]
        return frozenset(p for i, p in enumerate(self._positions) if chosen >> i & 1)

    def total_with(self, position: int) -> int:
        """The greatest total (with its last digits) that keeps a case."""
        place = self._positions.index(position)
        everyone = (1 << len(self._positions)) - 1
        return self._weights[place] + self._best(everyone & ~self._beside[place], 0)[0]

    def _best(self, among: int, first: int) -> tuple[int, int]:
        """(greatest total, mask of the cases that reach it) of what is left; sets before ``first`` are done."""
        known = self._known.get(among)
        if known is not None:
            return known
        best = None if among & self._wide else self._assigned(among)
        if best is None:
            best = self._branched(among, first)
        self._known[among] = best
        return best

    def _assigned(self, among: int) -> tuple[int, int] | None:
        """The best where what is left is an assignment."""
        places = {p: self.places[p] for i, p in enumerate(self._positions) if among >> i & 1}
        sides = _two_sides(places)
        if sides is None:
            return None
        weights = dict(zip(self._positions, self._weights, strict=True))
        kept = _Assigned(places, weights, sides).kept
        chosen = sum(1 << i for i, p in enumerate(self._positions) if p in kept)
        return sum(weights[p] for p in kept), chosen

    def _branched(self, among: int, first: int) -> tuple[int, int]:
        while not among & self._sets[first]:
            first += 1
        options = among & self._sets[first]
        best = self._best(among & ~options, first + 1)
        while options:
            bit = options & -options
            options ^= bit
            place = bit.bit_length() - 1
            total, chosen = self._best(among & ~self._beside[place], first + 1)
            if total + self._weights[place] > best[0]:
                best = total + self._weights[place], chosen | bit
        return best
