"""Dice for many things at once: the words that ``Dice`` of each thing would throw, in columns.

Each thing has dice of its own, seeded as ``dice`` seeds them, by the Mersenne Twister of ``random``; here the
twister is run for all of them side by side. A throw takes the next word of each thing asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from duixian.registry.sample.dice import Weighted, dice

Ints = npt.NDArray[np.signedinteger[Any]]
Flags = npt.NDArray[np.bool_]
_Words = npt.NDArray[np.uint32]
T = TypeVar("T", bound=np.generic)

_STATE, _FAR = 624, 397
_READY = 160
_BATCH, _ROWS = 8192, 8
_FIRST_FACTOR, _SECOND_FACTOR, _BASE_FACTOR = np.uint32(1664525), np.uint32(1566083941), 1812433253
_BASE_SEED = 19650218
_MASK = 0xFFFFFFFF


class Throws:
    """The dice of things with some indices; ``who`` are places among them, each at most once in a call."""

    def __init__(self, seed: int, stream: int, indices: Ints, ready: int = _READY) -> None:
        """``ready``: how many words of each, up to 227, are made at once; further ones are dear."""
        self.size = len(indices)
        self._seed, self._stream, self._indices, self._ready = seed, stream, indices, ready
        self._words = first_words(seed, stream, indices, ready)
        self._next = np.zeros(self.size, np.int64)
        self._further: dict[int, _Words] = {}

    def bits(self, who: Ints) -> Ints:
        """32 bits for each."""
        at = self._next[who]
        self._next[who] = at + 1
        if len(at) and int(at.max()) >= self._ready:
            return self._late(who, at)
        return self._words.take(who * self._ready + at).astype(np.int64)

    def below(self, who: Ints, count: int | Ints) -> Ints:
        """A whole number from 0 to below ``count``, below 2³¹, for each."""
        return (self.bits(who) * count) >> 32

    def between(self, who: Ints, first: int | Ints, last: int | Ints) -> Ints:
        """A whole number from ``first`` to ``last``, both possible, for each."""
        return first + ((self.bits(who) * (last - first + 1)) >> 32)

    def between_far(self, who: Ints, first: int, last: int) -> Ints:
        """The same for an even number of possibilities below 2³³."""
        half = np.uint64((last - first + 1) // 2)
        return first + ((self.bits(who).astype(np.uint64) * half) >> np.uint64(31)).astype(np.int64)

    def early(self, who: Ints, counts: Ints) -> Ints:
        """``pick_early``: a place below a count for each, the first ones likelier."""
        bits = self.bits(who).astype(np.uint64)
        return (((bits * bits) >> np.uint64(32)).astype(np.int64) * counts) >> 32

    def wins(self, who: Ints, threshold: int) -> Flags:
        """Whether the throw of each is below a threshold of ``Rate``."""
        return self.bits(who) < threshold

    def pick(self, who: Ints, things: npt.NDArray[T]) -> npt.NDArray[T]:
        """One of some things for each, each as likely."""
        return things[self.below(who, len(things))]

    def draw(self, who: Ints, weighted: Weighted[Any]) -> Ints:
        """The place of one of some weighted things for each."""
        return np.searchsorted(weighted.bounds, self.below(who, weighted.total), side="right")

    def _late(self, who: Ints, at: Ints) -> Ints:
        out = self._words.take(who * self._ready + np.minimum(at, self._ready - 1)).astype(np.int64)
        for place in np.flatnonzero(at >= self._ready).tolist():
            out[place] = self._further_words(int(who[place]), int(at[place]))[at[place]]
        return out

    def _further_words(self, one: int, at: int) -> _Words:
        words = self._further.get(one)
        if words is None or at >= len(words):
            thrown = dice(self._seed, self._stream, int(self._indices[one]))
            words = self._further[one] = words_of(thrown.getrandbits(32 * (at + _READY)), at + _READY)
        return words


def words_of(bits: int, count: int) -> _Words:
    """Bits thrown at once as the words of 32 bits that they were made of, the first one first."""
    return np.frombuffer(bits.to_bytes(4 * count, "little"), "<u4")


def first_words(seed: int, stream: int, indices: Ints, count: int) -> _Words:
    """The first words, up to 227, of the dice of each index, a row for each."""
    out = np.empty((len(indices), count), np.uint32)
    for start in range(0, len(indices), _BATCH):
        state = _seeded(_key(seed, stream, indices[start : start + _BATCH]))
        for word in range(0, count, _ROWS):
            end = min(word + _ROWS, count)
            out[start : start + _BATCH, word:end] = _thrown(state, word, end).T
    return out


def _key(seed: int, stream: int, indices: Ints) -> list[_Words | int]:
    """The number that ``dice`` seeds with, as words, the lowest first, without leading zeros."""
    high = ((seed & _MASK) << 8) | stream
    words: list[_Words | int] = [indices.astype(np.uint32), 0, high & _MASK, high >> 32]
    while not isinstance(words[-1], np.ndarray) and words[-1] == 0:
        words.pop()
    return words


def _base() -> list[int]:
    state = [_BASE_SEED]
    for place in range(1, _STATE):
        state.append((_BASE_FACTOR * (state[-1] ^ (state[-1] >> 30)) + place) & _MASK)
    return state


def _seeded(key: Sequence[_Words | int]) -> _Words:
    """The states (word, thing) that the twister begins with: ``init_by_array`` of its authors."""
    lowest = key[0]
    assert isinstance(lowest, np.ndarray)
    state, mixed = np.empty((_STATE, len(lowest)), np.uint32), np.empty(len(lowest), np.uint32)
    base = _base()
    state[0] = base[0]
    for turn, place in enumerate([*range(1, _STATE), 1]):
        before: _Words | np.uint32 = np.uint32(base[place])
        if turn == _STATE - 1:
            state[0], before = state[_STATE - 1], state[1].copy()
        _mix(state[place - 1], mixed, _FIRST_FACTOR)
        np.bitwise_xor(mixed, before, out=state[place])
        word, shift = key[turn % len(key)], turn % len(key)
        added = np.uint32((word + shift) & _MASK) if isinstance(word, int) else word
        np.add(state[place], added, out=state[place])
    for place in [*range(2, _STATE), 1]:
        if place == 1:
            state[0] = state[_STATE - 1]
        _mix(state[place - 1], mixed, _SECOND_FACTOR)
        np.bitwise_xor(state[place], mixed, out=state[place])
        np.subtract(state[place], np.uint32(place), out=state[place])
    state[0] = 0x80000000
    return state


def _mix(before: _Words, out: _Words, factor: np.uint32) -> None:
    np.right_shift(before, np.uint32(30), out=out)
    np.bitwise_xor(out, before, out=out)
    np.multiply(out, factor, out=out)


def _thrown(state: _Words, first: int, last: int) -> _Words:
    """The words from a place to below another: ``genrand_uint32`` of the authors."""
    y = state[first:last] & np.uint32(0x80000000)
    y |= state[first + 1 : last + 1] & np.uint32(0x7FFFFFFF)
    odd = y & np.uint32(1)
    y >>= np.uint32(1)
    odd *= np.uint32(0x9908B0DF)
    y ^= odd
    y ^= state[_FAR + first : _FAR + last]
    for shift, mask in ((11, _MASK), (-7, 0x9D2C5680), (-15, 0xEFC60000), (18, _MASK)):
        shifted = np.right_shift(y, shift, out=odd) if shift > 0 else np.left_shift(y, -shift, out=odd)
        shifted &= np.uint32(mask)
        y ^= shifted
    return y
