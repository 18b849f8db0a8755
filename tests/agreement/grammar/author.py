"""Who writes a generated policy: throws the dice, and keeps what the wording has to say of each clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from duixian.language.resolve import Signature
from duixian.language.types import BOOL, INT, MONTHS, NUMBER, Type
from duixian.language.vocabulary import Vocabulary
from tests.agreement.grammar.literals import as_wording, literal

T = TypeVar("T")
_FREE = ("0", "1")
"""Numbers that a rule may hold and no wording has to state."""
_UNCHECKED = (BOOL,)


@dataclass
class Author:
    """``figures``: numbers of the clause in hand, and how its wording will state them. ``terms``: definitions written so
    far. ``questions``: interpretation records (id → options) that a value may turn on."""

    dice: Random
    vocabulary: Vocabulary
    figures: dict[str, str] = field(default_factory=dict)
    terms: list[Signature] = field(default_factory=list)
    questions: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def pick(self, options: Sequence[T]) -> T:
        """One of several."""
        return self.dice.choice(options)

    def chance(self, share: float) -> bool:
        """True that often."""
        return self.dice.random() < share

    def one_of(self, options: Sequence[tuple[float, Callable[[], T]]]) -> T:
        """What one of several writers writes, by weight."""
        weights = [weight for weight, _ in options]
        return self.dice.choices([write for _, write in options], weights)[0]()

    def says(self, written: str) -> str:
        """A number of the rule, which the wording then states."""
        self.figures[written] = as_wording(written)
        return written

    def literal(self, kind: Type) -> str:
        """A value of a type."""
        written = literal(self.dice, kind, self.vocabulary)
        return written if written.startswith('"') or kind in _UNCHECKED else self.says(written)

    def share(self) -> str:
        """A quotient of two whole numbers."""
        self.figures["1/3"] = "三分之一"
        return "1/3"

    def small(self, kind: Type) -> str:
        """A count or a length of time that can be laid out month by month."""
        forms = {
            INT: ("1", "2", "3", "12"),
            MONTHS: ("1个月", "3个月", "6个月", "1年", "2年"),
            NUMBER: ("50%", "1.5倍"),
        }
        return self.says(self.pick(forms[kind]))

    def take_figures(self) -> dict[str, str]:
        """The numbers of the rule written last (and of what was thrown away of it); the next one starts anew."""
        found, self.figures = self.figures, {}
        return found


def stated(figures: Mapping[str, str], rule: str) -> list[str]:
    """How a wording says those numbers that a rule holds."""
    found = (
        words for written, words in figures.items() if written not in _FREE and _stands_in(written, rule)
    )
    return list(dict.fromkeys(found))


def _stands_in(written: str, rule: str) -> bool:
    """Whether a number stands in a text, and not only a longer one that it is part of."""
    bare = written[-1].isdigit() and "-" not in written
    after = r"(?![\d.%‰个年月日天元万倍次名人周工学课平-]|[/:]\d|'?:)" if bare else r"(?![\d-])"
    return re.search(rf"(?<![\w.:/-]){re.escape(written)}{after}", rule) is not None
