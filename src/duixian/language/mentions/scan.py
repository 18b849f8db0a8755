"""The walk through a wording from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duixian.language.mentions.calendar import read_calendar
from duixian.language.mentions.figures import plain
from duixian.language.mentions.mention import Mention, MentionKind, Reading
from duixian.language.mentions.passages import pass_over
from duixian.language.mentions.periods import read_period
from duixian.language.mentions.quantities import read_quantity
from duixian.language.mentions.shares import read_share
from duixian.language.mentions.tables import read_cell

# The first reading that fits takes the words.
READINGS = (read_cell, pass_over, read_calendar, read_share, read_period, read_quantity)


def find_mentions(wording: str) -> tuple[Mention, ...]:
    """Every number that the wording of a clause states, in order, none overlapping another.

    Raises MentionError when the wording holds a date that is on no calendar.
    """
    found = _walk(plain(wording))
    return tuple(_written(mention, wording[mention.start : mention.end]) for mention in found)


def _written(found: Mention, text: str) -> Mention:
    """A number as it stands in the wording. 每引进1人, 1家企业: a rule gives each its sum without saying one; a
    first place (第一名) is another thing."""
    just_one = found.kind is MentionKind.COUNT and found.value == 1 and not text.startswith("第")
    return replace(found, text=text, required=found.required and not just_one)


def _walk(text: str) -> Iterator[Mention]:
    position = 0
    while position < len(text):
        reading = _reading_at(text, position)
        yield from reading.mentions
        position = reading.end


def _reading_at(text: str, position: int) -> Reading:
    for read in READINGS:
        if reading := read(text, position):
            return reading
    return Reading(position + 1)
