"""Which words of a clause something rests on: those given as 原文, else those that hold its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from duixian.language.mentions import Mention, MentionError, find_mentions
from duixian.language.nodes import Expr, Literal
from duixian.language.types import INT, Kind
from duixian.policybook.matching import same_number
from duixian.policybook.walking import nodes_in
from duixian.values.bilingual import DuixianError
from duixian.values.citation import Citation

_BREAKS = "，。；：、\n"
_SHORTEST_NAME = 3
_SAME_SIGN = {0xFEE0 + code: code for code in range(0x30, 0x7B)} | str.maketrans(
    "“”‘’「」『』〔〕［］【】－—–～∶﹕％，；！？（）：．", '""""""""[][][]---~::%,;!?():.'
)


@lru_cache(maxsize=1024)
def mentions_of(wording: str) -> tuple[Mention, ...]:
    """The numbers of a wording; none when it states a date that does not exist (reported by the number check)."""
    try:
        return find_mentions(wording)
    except MentionError:
        return ()


@lru_cache(maxsize=1024)
def mention_error(wording: str) -> DuixianError | None:
    """What is wrong with the numbers of a wording, if anything."""
    try:
        find_mentions(wording)
    except MentionError as error:
        return error
    return None


def quoted(clause: str, wording: str, quote: str) -> Citation | None:
    """The place of words in a wording, blanks and width of signs aside; None when they do not stand there."""
    signs = [(sign, place) for place, sign in enumerate(_plain(wording)) if not sign.isspace()]
    wanted = "".join(sign for sign in _plain(quote) if not sign.isspace())
    at = "".join(sign for sign, _ in signs).find(wanted) if wanted else -1
    if at < 0:
        return None
    start, end = signs[at][1], signs[at + len(wanted) - 1][1] + 1
    return Citation(clause, wording[start:end], start, end)


def whole(clause: str, wording: str) -> Citation:
    """The whole clause."""
    return Citation(clause, wording, 0, len(wording))


def cited_span(wording: str, name: str, nodes: Iterable[Expr]) -> tuple[int, int] | None:
    """The stretch that holds the numbers of some expressions; else the name itself or a category's member, if it
    stands in the wording; None when nothing points to any words."""
    literals = [literal for node in nodes for literal in literals_in(node)]
    places = _number_places(literals, wording) or _word_places(literals, name, wording)
    if not places:
        return None
    return _segment(wording, min(s for s, _ in places), max(e for _, e in places))


def literals_in(node: Expr) -> Iterator[Literal]:
    """Every literal in an expression."""
    return (found for found in nodes_in(node) if isinstance(found, Literal))


def _number_places(literals: Sequence[Literal], wording: str) -> list[tuple[int, int]]:
    """One place for each literal that stands in the wording, as near together as can be."""
    found = []
    for literal in literals:
        if literal.type == INT and not literal.unit and literal.value in (0, 1):
            continue
        places = [
            (m.start, m.end) for m in mentions_of(wording) if same_number(literal.type, literal.value, m)
        ]
        if places:
            found.append(places)
    if not found:
        return []
    anchors = min(found, key=len)
    return min(([_nearest(places, anchor) for places in found] for anchor in anchors), key=_width)


def _nearest(places: Sequence[tuple[int, int]], anchor: tuple[int, int]) -> tuple[int, int]:
    return min(places, key=lambda place: abs(place[0] - anchor[0]))


def _width(places: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in places) - min(start for start, _ in places)


def _word_places(literals: Sequence[Literal], name: str, wording: str) -> list[tuple[int, int]]:
    words = [literal.value for literal in literals if literal.type.kind in (Kind.CATEGORY, Kind.TEXT)]
    for word in (name if len(name) >= _SHORTEST_NAME else "", *words):
        if word and (at := wording.find(word)) >= 0:
            return [(at, at + len(word))]
    return []


def _segment(wording: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between breaks that holds the place, blanks and numbering at its ends left out."""
    while start > 0 and wording[start - 1] not in _BREAKS:
        start -= 1
    while end < len(wording) and wording[end] not in _BREAKS:
        end += 1
    lead = re.match(r"\s*(?:\d{1,3}[.．]\s*)?", wording[start:end])
    return start + (lead.end() if lead else 0), end


def _plain(text: str) -> str:
    return text.translate(_SAME_SIGN)
