"""The legal combination with the greatest total, found exactly: at most one of each excluding set.

Entitlements are vertices, exclusions edges, fen weights; the answer is a heaviest set without an edge. Connected
parts are solved by themselves; a vertex that another one beats everywhere is dropped first.
"""

from __future__ import annotations

from collections.abc import Sequence


class Combination:
    """Weights in fen and, for each vertex, the bit mask of those it excludes. Earlier vertices win ties."""

    def __init__(self, weights: Sequence[int], excluded: Sequence[int]) -> None:
        self.weights, self.excluded = weights, excluded
        self._known: dict[int, tuple[int, int]] = {0: (0, 0)}

    @property
    def everyone(self) -> int:
        """The mask of all vertices."""
        return (1 << len(self.weights)) - 1

    def best(self, among: int) -> tuple[int, int]:
        """(greatest total, mask of a combination that reaches it) within a mask."""
        known = self._known.get(among)
        if known is None:
            known = self._known[among] = self._solved(among)
        return known

    def best_with(self, vertex: int) -> int:
        """The greatest total of a combination that keeps this vertex."""
        rest = self.everyone & ~(1 << vertex) & ~self.excluded[vertex]
        return self.weights[vertex] + self.best(rest)[0]

    def _solved(self, among: int) -> tuple[int, int]:
        part = self._connected(among)
        if part != among:
            one, other = self.best(part), self.best(among & ~part)
            return one[0] + other[0], one[1] | other[1]
        beaten = self._beaten(among)
        if beaten:
            return self.best(among & ~beaten)
        return self._branched(among)

    def _branched(self, among: int) -> tuple[int, int]:
        vertex = max(_bits(among), key=lambda v: (bin(self.excluded[v] & among).count("1"), -v))
        bit = 1 << vertex
        inside = self.best(among & ~bit & ~self.excluded[vertex])
        kept = (inside[0] + self.weights[vertex], inside[1] | bit)
        left = self.best(among & ~bit)
        return kept if (kept[0], _early(kept[1])) >= (left[0], _early(left[1])) else left

    def _connected(self, among: int) -> int:
        part = among & -among
        while True:
            reach = part
            for vertex in _bits(part):
                reach |= self.excluded[vertex] & among
            if reach == part:
                return part
            part = reach

    def _beaten(self, among: int) -> int:
        """A vertex some neighbour beats: it weighs no more and excludes all that the neighbour does."""
        for vertex in _bits(among):
            near = (self.excluded[vertex] & among) | (1 << vertex)
            for other in _bits(self.excluded[vertex] & among):
                wide = (self.excluded[other] & among) | (1 << other)
                if wide & ~near == 0 and (self.weights[other], -other) > (self.weights[vertex], -vertex):
                    return 1 << vertex
        return 0


def _bits(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _early(mask: int) -> tuple[int, ...]:
    """Among equal totals the combination with the earlier vertices is preferred."""
    return tuple(-vertex for vertex in _bits(mask))
