"""The wording of a clause in pieces, so that the words a rule rests on stand out, and the figures in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from duixian.language.rule import Policy

_FIGURE = re.compile(r"[0-9０-９][0-9０-９,.．]*\s*[%％‰]?[年月天日个周岁万亿元人名次]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a clause. ``quoted``: the rule rests on them; ``figure``: a number with its unit among those."""

    text: str
    quoted: bool = False
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause as a page shows it: what it is called, and its words. ``anchor``: its id in the policy."""

    label: str
    anchor: str
    pieces: tuple[Piece, ...]


def clause_label(clause: str) -> str:
    """第4条 · Clause 4; an id that already says 第…条 stays."""
    return clause if clause.startswith("第") else _("第%(clause)s条") % {"clause": clause}


def wording_of(clause: str, quote: str | None, policy: Policy | None) -> Wording | None:
    """The clause with the quoted words marked; the quotation alone where no policy is at hand."""
    held = policy.clauses.get(clause) if policy is not None else None
    words = held.wording.strip() if held is not None else (quote or "")
    if not words:
        return None
    return Wording(clause_label(clause), clause, tuple(_pieces(words, quote)))


def _pieces(words: str, quote: str | None) -> Iterator[Piece]:
    start = words.find(quote) if quote else -1
    if quote is None or start < 0 or quote.strip() == words:
        yield Piece(words)
        return
    if start:
        yield Piece(words[:start])
    yield from _quoted(quote)
    if start + len(quote) < len(words):
        yield Piece(words[start + len(quote) :])


def _quoted(quote: str) -> Iterator[Piece]:
    last = 0
    for found in _FIGURE.finditer(quote):
        if found.start() > last:
            yield Piece(quote[last : found.start()], quoted=True)
        yield Piece(found.group(), quoted=True, figure=True)
        last = found.end()
    if last < len(quote):
        yield Piece(quote[last:], quoted=True)
