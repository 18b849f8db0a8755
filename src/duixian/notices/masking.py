"""What may be shown of a person: name, unit, benefit, amount; never six digits in a row of any number.

The last four digits of an ID number are added only where two different persons of one list share a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_HIDDEN_RUN = 6
HIDDEN = "＊＊＊"
TAIL = 4

_INVISIBLE = {"Cf", "Cc"}


@dataclass(frozen=True, slots=True)
class Line:
    """One payee to be shown. ``reference`` comes back when the line is free to pay; it is never shown.

    ``number`` is the ID number, or empty: used only to tell two equal names apart and not kept.
    ``fen`` is None where no money is granted, as for an honour. ``employer`` is an opaque key: in the stage inside the employer only its own people see the line.
    """

    reference: str
    name: str
    unit: str
    benefit: str
    fen: int | None
    number: str = ""
    employer: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as everybody may read it."""

    name: str
    unit: str
    benefit: str
    fen: int | None


def without_numbers(text: str, shortest: int = SHORTEST_HIDDEN_RUN) -> str:
    """The text with every number of ``shortest`` digits or more hidden, however it is spaced and in whatever digits
    (full-width, superscript …) it is typed."""
    visible = "".join(sign for sign in text if unicodedata.category(sign) not in _INVISIBLE)
    plain = "".join(_plain_digit(sign) for sign in visible)
    # Signs and spaces between digits do not break a number: people write accounts in groups of four.
    number = re.compile(rf"[0-9](?:[\W_]*[0-9]){{{shortest - 1},}}[Xx]?")
    pieces, after = [], 0
    for found in number.finditer(plain):
        pieces += [visible[after : found.start()], HIDDEN]
        after = found.end()
    return "".join([*pieces, visible[after:]]).strip()


def _plain_digit(sign: str) -> str:
    """A sign that stands for one digit as that digit, any other sign as it is: places in the text stay the same."""
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)


def masked(lines: Sequence[Line]) -> list[Shown]:
    """Each line as it may be shown, in the given order."""
    clashing = _clashing(lines)
    return [
        Shown(_name(line, clashing), without_numbers(line.unit), without_numbers(line.benefit), line.fen)
        for line in lines
    ]


def _clashing(lines: Sequence[Line]) -> set[str]:
    """Names that more than one person of the list bears."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.number:
            bearers[without_numbers(line.name)].add(_plain(line.number))
    return {name for name, numbers in bearers.items() if len(numbers) > 1}


def _name(line: Line, clashing: set[str]) -> str:
    name = without_numbers(line.name)
    if name not in clashing or not line.number:
        return name
    return f"{name}（{_plain(line.number)[-TAIL:]}）"


def _plain(number: str) -> str:
    return unicodedata.normalize("NFKC", number).strip().upper()
