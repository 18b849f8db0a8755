"""The words of a table's rows and its amounts, in the order in which a wording holds them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from duixian.language.mentions import Mention
from duixian.language.vocabulary import Category, Vocabulary
from duixian.policybook.citations import mentions_of

_ENDINGS = re.compile("(?:及以上|及以下|以上|以下)$")
_NO_ROW = -1


@dataclass(frozen=True, slots=True)
class Token:
    """``kind``: word (of row number ``row``), amount (``mention``), or stranger, a word of the same category that
    is no row of the table."""

    kind: str
    start: int
    row: int = _NO_ROW
    mention: Mention | None = None


def tokens(
    wording: str, rows: Sequence[Sequence[str]], amounts: AbstractSet[object], vocabulary: Vocabulary
) -> list[Token]:
    """Row words (the longest that fits at each place) and those amounts that the table holds."""
    mentions = mentions_of(wording)
    found = [Token("amount", m.start, mention=m) for m in mentions if (m.kind, m.value) in amounts]
    if all(word.isdecimal() for row in rows for word in row):
        found += _ranks(mentions, rows)
    else:
        found += _words(wording, _row_of_words(_shortened(rows, wording), vocabulary))
    return sorted(found, key=lambda token: token.start)


def _ranks(mentions: Sequence[Mention], rows: Sequence[Sequence[str]]) -> list[Token]:
    """第二名 is row 2; 前三名 is the rows 1, 2 and 3."""
    row_of = {int(word): number for number, row in enumerate(rows) for word in row}
    found = []
    for mention in mentions:
        if mention.text[:1] not in ("第", "前") or not isinstance(mention.value, int | Fraction):
            continue
        last = int(mention.value)
        first = 1 if mention.text.startswith("前") else last
        ranks = [rank for rank in range(first, last + 1) if rank in row_of]
        found += [Token("word", mention.start, row_of[rank]) for rank in ranks]
    return found


def _words(wording: str, words: Mapping[str, int]) -> list[Token]:
    inside = [(m.start, m.end) for m in mentions_of(wording)]
    found = []
    pattern = re.compile("|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)))
    for match in pattern.finditer(wording):
        if not any(start <= match.start() < end for start, end in inside) and _alone(wording, match):
            row = words[match[0]]
            found.append(Token("stranger" if row == _NO_ROW else "word", match.start(), row))
    return found


def _shortened(rows: Sequence[Sequence[str]], wording: str) -> Sequence[Sequence[str]]:
    """Rows without the ending they share, where the wording says it once: 省级、市级工作室."""
    words = [word for row in rows for word in row]
    ending = _shared_ending(words)
    if not ending or all(word in wording for word in words) or any(word == ending for word in words):
        return rows
    return [[word.removesuffix(ending) for word in row] for row in rows]


def _shared_ending(words: Sequence[str]) -> str:
    shortest = min(words, key=len)
    endings = (shortest[start:] for start in range(len(shortest) + 1))
    return next(e for e in endings if all(word.endswith(e) for word in words))


def _alone(wording: str, match: re.Match[str]) -> bool:
    """A letter such as B stands alone, not within ABC."""
    if not match[0].isascii():
        return True
    around = wording[max(0, match.start() - 1) : match.start()] + wording[match.end() : match.end() + 1]
    return not any(sign.isascii() and sign.isalnum() for sign in around)


def _row_of_words(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> dict[str, int]:
    """Every spelling of every row's words; other members of the same category belong to no row."""
    bare = [[_ENDINGS.sub("", word) for word in row] for row in rows]
    words: dict[str, int] = {}
    for category in _categories(bare, vocabulary):
        words.update(dict.fromkeys(category.members, _NO_ROW))
        members = {category.member_named(word): row for row, spelt in enumerate(bare) for word in spelt}
        words.update(_spellings(category, members))
    words.update({word: row for row, spelt in enumerate(bare) for word in spelt})
    return words


def _categories(rows: Sequence[Sequence[str]], vocabulary: Vocabulary) -> list[Category]:
    """Categories to which every word of the table belongs."""
    return [
        category
        for category in vocabulary.categories.values()
        if all(category.member_named(word) is not None for row in rows for word in row)
    ]


def _spellings(category: Category, members: Mapping[str | None, int]) -> dict[str, int]:
    names = {name: row for name, row in members.items() if name is not None}
    aliases = {alias: names[m] for alias, m in category.aliases.items() if m in names}
    return {**aliases, **names}
