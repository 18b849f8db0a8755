"""Every condition of a decision: whether it holds, what was found, what is asked for, and the words that ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from duixian.design.decision.speaking import Speaking
from duixian.design.decision.telling import Json, missing_words, told, veiled
from duixian.design.decision.wording import Wording, wording_of
from duixian.language.rule import Policy

HOLDS, FAILS, OPEN = "holds", "fails", "open"
_TRUTHS = {True: HOLDS, False: FAILS, None: OPEN}
_SIGNS = {"=": "", "≠": "≠ ", "<": "< ", "≤": "≤ ", ">": "> ", "≥": "≥ "}


@dataclass(frozen=True, slots=True)
class ConditionView:
    """``truth``: holds, fails or open. ``words``: what is asked, in words; ``expression``: as the rule writes it.
    ``found``, ``asked``: the value found and the one asked for, or empty. ``parts``: tests inside it."""

    name: str
    truth: str
    words: str
    expression: str
    found: str
    asked: str
    wording: Wording | None
    interpretations: tuple[str, ...]
    missing: tuple[str, ...]
    parts: tuple[ConditionView, ...]

    @property
    def state(self) -> str:
        """The truth in a word."""
        return {HOLDS: _("满足"), FAILS: _("不满足"), OPEN: _("还不知道")}[self.truth]

    @property
    def title(self) -> str:
        """Its name, or what it asks where it has none."""
        return self.name or self.words


def conditions_view(
    documents: Sequence[Json], policy: Policy | None, speaking: Speaking | None
) -> tuple[ConditionView, ...]:
    """All conditions of a document in their order, none left out."""
    return tuple(_one(document, policy, speaking) for document in documents)


def _one(document: Json, policy: Policy | None, speaking: Speaking | None) -> ConditionView:
    expression = document["expression"]
    said = speaking.words(expression) if speaking is not None else None
    clause = document.get("clause")
    return ConditionView(
        told(document.get("name"), capital=True),
        _TRUTHS[document["truth"]],
        told(said) if said is not None else veiled(expression),
        veiled(expression),
        _found(document),
        _asked(document),
        wording_of(clause, document.get("quote"), policy) if clause else None,
        tuple(document.get("interpretations", ())),
        tuple(dict.fromkeys(missing_words(m, policy) for m in document.get("missing", ()))),
        tuple(_telling(document, policy, speaking)),
    )


def _telling(document: Json, policy: Policy | None, speaking: Speaking | None) -> Iterator[ConditionView]:
    """The tests inside; of a negation none, for what does not hold inside it is what makes it hold."""
    if not document["expression"].startswith("非"):
        for part in document.get("parts", ()):
            yield _one(part, policy, speaking)


def _found(document: Json) -> str:
    return told(_text(document.get("actual")))


def _asked(document: Json) -> str:
    threshold = _text(document.get("threshold"))
    return _SIGNS.get(document.get("operator", ""), "") + told(threshold) if threshold else ""


def _text(value: Json | None) -> Any:
    return value["text"] if value is not None else None
