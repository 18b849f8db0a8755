"""The words of each kind of message, and how they are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from duixian.notices.errors import MessageError
from duixian.notices.masking import without_numbers
from duixian.values.bilingual import Text
from duixian.values.money import format_money

Word = Text | str | int | date
"""An int is an amount in fen; a date is a day; a Text has its words in both languages."""

SHORTEST_HIDDEN_IN_MESSAGES = 12
"""Case numbers and short codes may stand in a message; identity and account numbers are longer."""


@dataclass(frozen=True, slots=True)
class Words:
    """The title and the text of a message in one language."""

    title: str
    text: str


@cache
def kinds() -> Mapping[str, Mapping[str, Words]]:
    """Each kind with its template by language."""
    raw = yaml.safe_load((Path(__file__).parent / "templates.yaml").read_text("utf-8"))
    return {
        kind: {language: Words(**template) for language, template in languages.items()}
        for kind, languages in raw.items()
    }


def filled(kind: str, words: Mapping[str, Word], language: str) -> Words:
    """The template of a kind with its words in a language (``zh`` or ``en``).

    Raises MessageError for an unknown kind or a word that the template needs and nobody gave.
    """
    if kind not in kinds():
        raise _error("message-kind", f"没有“{kind}”这种通知。", f"There is no message of the kind '{kind}'.")
    template = kinds()[kind][language]
    given = {name: _said(word, language) for name, word in words.items()}
    _demand(kind, template, given)
    return Words(template.title.format_map(given), template.text.format_map(given))


def _said(word: Word, language: str) -> str:
    match word:
        case Text():
            said = word.lang(language)
        case date():
            return f"{word.year}年{word.month}月{word.day}日" if language == "zh" else word.isoformat()
        case int():
            return format_money(word, language)
        case str():
            said = word
    return without_numbers(said, SHORTEST_HIDDEN_IN_MESSAGES)


def _demand(kind: str, template: Words, given: Mapping[str, str]) -> None:
    parts = Formatter().parse(template.title + template.text)
    missing = sorted({name for _, name, _, _ in parts if name} - given.keys())
    if missing:
        names = "、".join(missing)
        raise _error(
            "message-words",
            f"通知“{kind}”缺少内容：{names}。",
            f"The message '{kind}' lacks the words {names}.",
        )


def _error(code: str, zh: str, en: str) -> MessageError:
    remedy = Text("请对照通知模板填写。", "Compare it with the templates of messages.")
    return MessageError(code, Text(zh, en), remedy=remedy)
