"""Chance in whole numbers: the same seed gives the same registry on every machine, to the byte."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
_BITS = 32
SPAN = 1 << _BITS


@dataclass(frozen=True, slots=True)
class Rate:
    """A share between 0 and 1, and how many of 2³² throws it wins."""

    share: Fraction
    threshold: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "threshold", int(self.share * SPAN))


class Weighted(Generic[T]):
    """Things to draw, each with a whole weight."""

    def __init__(self, weights: Mapping[T, int] | Iterable[tuple[T, int]]) -> None:
        pairs = list(weights.items() if isinstance(weights, Mapping) else weights)
        self.things: list[T] = [thing for thing, _ in pairs]
        self.bounds = list(accumulate(weight for _, weight in pairs))
        self.total = self.bounds[-1]

    def at(self, position: int) -> T:
        """The thing at a position from 0 to below the total of the weights."""
        return self.things[bisect_right(self.bounds, position)]


class Dice(Random):
    """Draws by multiplying and shifting 32 bits: no floats, no dependence on how ``random`` rounds."""

    def below(self, count: int) -> int:
        """A whole number from 0 to below ``count``."""
        return (self.getrandbits(_BITS) * count) >> _BITS

    def between(self, first: int, last: int) -> int:
        """A whole number from ``first`` to ``last``, both possible."""
        return first + ((self.getrandbits(_BITS) * (last - first + 1)) >> _BITS)

    def wins(self, threshold: int) -> bool:
        """Whether a throw is below a threshold of ``Rate``."""
        return self.getrandbits(_BITS) < threshold

    def pick(self, things: Sequence[T]) -> T:
        """One of some things, each as likely."""
        return things[(self.getrandbits(_BITS) * len(things)) >> _BITS]

    def pick_early(self, things: Sequence[T]) -> T:
        """One of some things, the first ones likelier: a few large employers, many small ones."""
        bits = self.getrandbits(_BITS)
        return things[(((bits * bits) >> _BITS) * len(things)) >> _BITS]

    def draw(self, weighted: Weighted[T]) -> T:
        """One of some weighted things."""
        return weighted.at((self.getrandbits(_BITS) * weighted.total) >> _BITS)


def dice(seed: int, stream: int, index: int = 0) -> Dice:
    """Dice of their own for one thing of a registry: what happens to it does not depend on the others."""
    return Dice(((seed & 0xFFFFFFFF) << 72) | (stream << 64) | index)
