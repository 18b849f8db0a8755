"""Two wordings held against each other: sentence by sentence, and inside a sentence by its smallest parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|\s+|.", re.DOTALL)


class Fate(StrEnum):
    """What became of words from one version to the next."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words and what became of them. All but those added are the old wording, all but those removed the new one."""

    fate: Fate
    words: str


def pieces_between(old: str, new: str) -> tuple[Piece, ...]:
    """The two wordings as one run of pieces.

    >>> [(piece.fate.value, piece.words) for piece in pieces_between("每人11元。", "每人17元。")]
    [('kept', '每人'), ('removed', '11'), ('added', '17'), ('kept', '元。')]
    """
    before, after = _sentences(old), _sentences(new)
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        found += [Piece(Fate.KEPT, gone)] if tag == "equal" else _inside(gone, come)
    return _merged(found)


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.findall(text) if part]


def _inside(old: str, new: str) -> list[Piece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    # Less than half alike: two sentences, not one that was changed.
    if 2 * matcher.ratio() < 1:
        return _swapped(old, new)
    found: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        found += [Piece(Fate.KEPT, gone)] if tag == "equal" else _swapped(gone, come)
    return found


def _swapped(old: str, new: str) -> list[Piece]:
    pair = (Piece(Fate.REMOVED, old), Piece(Fate.ADDED, new))
    return [piece for piece in pair if piece.words]


def _merged(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one fate as one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].fate is piece.fate:
            found[-1] = Piece(piece.fate, found[-1].words + piece.words)
        else:
            found.append(piece)
    return tuple(found)
