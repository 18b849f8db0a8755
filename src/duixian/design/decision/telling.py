"""The words of a document in the page's language: names, values, money, days, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from duixian.engines.prose.names import column_name, table_name
from duixian.engines.prose.quantities import money, spoken
from duixian.language.rule import Policy
from duixian.language.types import DATE
from duixian.language.unknown import Lack
from duixian.language.vocabulary import Vocabulary, load_vocabulary
from duixian.values.bilingual import Text

Json = Mapping[str, Any]


_shared = cache(load_vocabulary)
_OF_A_PERSON = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|(?:idn|acc)-[0-9a-f]{24})(?![0-9A-Za-z])")


def veiled(words: str) -> str:
    """The words without any number of a person in them."""
    return _OF_A_PERSON.sub("…", words)


def language() -> str:
    """``zh`` or ``en``: the page's language."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


def told(words: Json | Text | None, *, capital: bool = False) -> str:
    """A bilingual text of a document, in the page's language; ``capital``: it stands by itself."""
    if words is None:
        return ""
    said = veiled(words.lang(language()) if isinstance(words, Text) else str(words[language()]))
    return said[:1].upper() + said[1:] if capital else said


def fen(amount: int) -> str:
    """An amount as a sentence says it: 12.34元 · CNY 12.34."""
    return told(money(amount))


def day(text: str | None) -> str:
    """A date of a document as a sentence says it; nothing where there is none."""
    return told(spoken(date.fromisoformat(text), DATE, _shared())) if text else ""


def vocabulary_of(policy: Policy | None) -> Vocabulary:
    """The words of a policy's facts, or those that every policy shares."""
    return policy.vocabulary if policy is not None else _shared()


def missing_words(missing: Json, policy: Policy | None) -> str:
    """One missing thing, without the key of anybody: which register and which column, or which open question."""
    vocabulary = vocabulary_of(policy)
    table = told(table_name(missing["table"], vocabulary))
    match Lack(missing["kind"]):
        case Lack.CELL:
            column = told(column_name(missing["table"], missing["name"], vocabulary))
            return _("%(table)s的“%(column)s”还不知道") % {"table": table, "column": column}
        case Lack.TABLE:
            return _("还不知道有没有“%(table)s”的记录") % {"table": table}
        case Lack.RECORD:
            return _("登记中查不到所指的“%(table)s”") % {"table": table}
        case Lack.QUESTION:
            question = {"name": missing["name"], "record": missing["table"]}
            return _("“%(name)s”尚未明确（解释 %(record)s），要由主管部门决定") % question
        case Lack.CHOICE:
            return _("“%(name)s”要由经办人确定") % {"name": missing["name"]}
