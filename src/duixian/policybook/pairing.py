"""Each number of the wording with a number of the rule of its own."""

from __future__ import annotations

from collections.abc import Sequence

from duixian.language.mentions import Mention
from duixian.policybook.figures import Figure


def unmatched(mentions: Sequence[Mention], figures: Sequence[Figure]) -> tuple[int, ...]:
    """Places of the mentions left over when as many as possible have a figure of their own (a maximum matching)."""
    taken: dict[int, int] = {}
    for index in range(len(mentions)):
        _place(index, mentions, figures, taken, set())
    placed = set(taken.values())
    return tuple(index for index in range(len(mentions)) if index not in placed)


def _place(
    index: int,
    mentions: Sequence[Mention],
    figures: Sequence[Figure],
    taken: dict[int, int],
    tried: set[int],
) -> bool:
    """Find a figure for a mention, moving others along where they can go elsewhere."""
    for place, figure in enumerate(figures):
        if place in tried or not figure.says(mentions[index]):
            continue
        tried.add(place)
        if place not in taken or _place(taken[place], mentions, figures, taken, tried):
            taken[place] = index
            return True
    return False
