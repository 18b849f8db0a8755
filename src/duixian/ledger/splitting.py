"""Whole fen split over weights: nothing is lost, and no part exceeds its weight while there is enough."""

from __future__ import annotations

from collections.abc import Sequence


def divide(fen: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``fen`` in proportion to ``weights``, by the largest remainder; the first wins a tie.

    Where ``fen`` is at most the sum of the weights no part exceeds its own: splitting by what is left
    in each account therefore never overdraws one of them.

    >>> divide(101, (4, 6)), divide(3, (1, 0, 2))
    ((40, 61), (1, 0, 2))
    """
    whole = sum(weights)
    if fen == 0:
        return tuple(0 for _ in weights)
    if whole <= 0 or fen < 0 or min(weights) < 0:
        raise ValueError(f"{fen} fen cannot be split over {list(weights)}")
    parts = [fen * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(fen * weights[i] % whole), i))
    for index in by_remainder[: fen - sum(parts)]:
        parts[index] += 1
    return tuple(parts)


def less(parts: Sequence[int], taken: Sequence[int]) -> tuple[int, ...]:
    """What is left of each part."""
    return tuple(part - gone for part, gone in zip(parts, taken, strict=True))


def plus(parts: Sequence[int], added: Sequence[int]) -> tuple[int, ...]:
    """Each part and what is added to it."""
    return tuple(part + more for part, more in zip(parts, added, strict=True))
