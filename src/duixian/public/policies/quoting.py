"""The words of a clause in segments, so that a reader sees which words a statement beside them rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from duixian.engines.prose.sections import Entry


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the wording. ``quotes``: numbers of the quotations it belongs to. ``opens``: those that begin here.
    ``cited``: whether a reader was sent to these words."""

    words: str
    quotes: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    cited: bool = False


@dataclass(slots=True)
class Words:
    """A wording and the quotations found in it, each with a number."""

    wording: str
    numbers: dict[str, int] = field(default_factory=dict)
    places: dict[int, tuple[int, int]] = field(default_factory=dict)

    def note(self, entry: Entry) -> None:
        """The quotations of an entry and of what is inside it."""
        if entry.quote:
            self.mark([entry.quote])
        for part in entry.parts:
            self.note(part)

    def mark(self, quotes: Iterable[str]) -> None:
        """Quotations that stand in the wording; others are passed over."""
        for quote in quotes:
            at = self.wording.find(quote) if quote and quote not in self.numbers else -1
            if at >= 0:
                number = self.numbers[quote] = len(self.numbers) + 1
                self.places[number] = (at, at + len(quote))


def segments(words: Words) -> tuple[Segment, ...]:
    """The wording cut wherever a quotation begins or ends; joined again they are the wording."""
    ends = {0, len(words.wording), *(place for pair in words.places.values() for place in pair)}
    cuts = sorted(ends)
    return tuple(_segment(words, start, end) for start, end in pairwise(cuts))


def _segment(words: Words, start: int, end: int) -> Segment:
    held = tuple(n for n, (low, high) in words.places.items() if low <= start and end <= high)
    opens = tuple(n for n, (low, _) in words.places.items() if low == start)
    return Segment(words.wording[start:end], held, opens)


def lit(found: Iterable[Segment], cited: str) -> tuple[Segment, ...]:
    """The same wording with the cited words marked; unchanged where they do not stand in it."""
    held = tuple(found)
    wording = "".join(segment.words for segment in held)
    start = wording.find(cited) if cited else -1
    return tuple(_cut(held, start, start + len(cited))) if start >= 0 else held


def _cut(held: Iterable[Segment], start: int, end: int) -> Iterator[Segment]:
    at = 0
    for segment in held:
        cuts = sorted(
            {0, len(segment.words), *(min(max(p - at, 0), len(segment.words)) for p in (start, end))}
        )
        for n, (low, high) in enumerate(pairwise(cuts)):
            inside = start <= at + low and at + high <= end
            yield Segment(segment.words[low:high], segment.quotes, segment.opens if n == 0 else (), inside)
        at += len(segment.words)
