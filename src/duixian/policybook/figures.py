"""The numbers that stand in a rule as written, each with its type, value, unit and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from lark import Token, Tree

from duixian.language.mentions import Mention, MentionKind
from duixian.language.nodes import Expr, Literal
from duixian.language.problems import Problems, Spot
from duixian.language.resolve.context import FAMILIES, Context, Refused
from duixian.language.resolve.scope import Scope
from duixian.language.syntax.parse import ExpressionError, Syntax, parse_expression
from duixian.language.syntax.words import half_width
from duixian.language.types import DAYS, INT, MONTHS, NUMBER, WORKDAYS, Type
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.citations import mentions_of
from duixian.policybook.inventory import Role, Written
from duixian.policybook.matching import same_number
from duixian.policybook.payouts import ratio_of

_DAYS = 31
_NUMBERS = ("number", "date", "month")
_NOWHERE = Scope(Vocabulary({}, {}))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule. ``bound``: it must stand in the wording. ``mention``: it was read as wording is."""

    type: Type | None
    value: Any
    unit: str
    text: str
    spot: Spot
    bound: bool = True
    mention: Mention | None = None
    ratio: tuple[int, ...] | None = None

    def says(self, mention: Mention) -> bool:
        """Whether it is the number of the wording."""
        if self.mention is not None:
            return (self.mention.kind, self.mention.value) == (mention.kind, mention.value)
        if self.ratio is not None:
            return _ratio_says(self.ratio, mention)
        return self.type is not None and same_number(self.type, self.value, mention)


def figures_of(written: Written) -> tuple[Figure, ...]:
    """The numbers of one scalar."""
    if written.role is Role.TOLERANCE:
        found = _expression(written.scalar.text, written.scalar.spot)
        return tuple(_loose(f) if written.chosen or _is_one(f) else f for f in found)
    read = {Role.TIER: _tier, Role.MEMBER: _member, Role.WORDS: _words, Role.NAME: _none}
    found = read.get(written.role, _expression)(written.scalar.text, written.scalar.spot)
    return tuple(_loose(f) if written.chosen or written.role is Role.MEMBER else f for f in found)


def names_of(written: Written) -> tuple[str, ...]:
    """The words of one scalar that may name something."""
    if written.role is Role.NAME:
        return (written.scalar.text,)
    texts = (
        [part for part, _ in _bounds(written.scalar.text)]
        if written.role is Role.TIER
        else [written.scalar.text]
    )
    trees = (tree for text in texts if (tree := parsed(text)) is not None)
    return tuple(str(t) for tree in trees for t in tree.scan_values(_is_name))


def _is_name(value: object) -> bool:
    return isinstance(value, Token) and value.type == "NAME"


def _loose(figure: Figure) -> Figure:
    """A number of a branch or a row key: it may stand for one of the wording, and need not."""
    return Figure(
        figure.type,
        figure.value,
        figure.unit,
        figure.text,
        figure.spot,
        False,
        figure.mention,
        figure.ratio,
    )


def _none(text: str, spot: Spot) -> tuple[Figure, ...]:
    return ()


def _expression(text: str, spot: Spot) -> tuple[Figure, ...]:
    tree = parsed(text)
    if tree is None:
        ratio = ratio_of(text)
        return () if ratio is None else (_ratio(text, spot, ratio),)
    return tuple(_read(tree, spot))


@lru_cache(maxsize=4096)
def parsed(text: str) -> Syntax | None:
    """The tree of an expression; None for what is none."""
    try:
        return parse_expression(text)
    except ExpressionError:
        return None


def literal_in(tree: Syntax, spot: Spot) -> Figure | None:
    """The number that a tree is, and nothing else."""
    return next(_read(tree, spot), None) if tree.data in _NUMBERS else None


def _read(tree: Syntax, spot: Spot) -> Iterator[Figure]:
    """Every number in a tree; the quotient of two bare whole numbers is one share."""
    children = [child for child in tree.children if isinstance(child, Tree)]
    if tree.data in _NUMBERS:
        node = _literal(tree)
        if node is not None:
            place = spot.moved(tree.meta.start_pos)
            yield Figure(node.type, node.value, node.unit, node.text, place, not _says_nothing(node))
        return
    if tree.data == "text":
        yield from (_loose(figure) for figure in _words(str(tree.children[0])[1:-1], spot))
        return
    if tree.data == "divide" and (share := _quotient(children[0], children[1], spot)) is not None:
        yield share
        product = children[0] if children[0].data == "multiply" else None
        children = [] if product is None else [c for c in product.children[:1] if isinstance(c, Tree)]
    found = (figure for child in children for figure in _read(child, spot))
    if tree.data in ("add", "subtract") and any(_is_sign(child) for child in tree.children):
        found = (_loose(f) if _is_one(f) else f for f in found)
    yield from (_loose(f) if _is_calendar(tree) and f.type == INT and f.value <= _DAYS else f for f in found)


def _is_sign(child: object) -> bool:
    """+ or −; 前 and 后 measure a time back or on, which is the wording's own."""
    return isinstance(child, Token) and child.type in ("PLUS", "MINUS")


def _is_one(figure: Figure) -> bool:
    """One day, month, quarter or year: the step between "within" and "from"."""
    return (
        figure.type in (DAYS, MONTHS, WORKDAYS) and re.match(r"1(?!\d)", half_width(figure.text)) is not None
    )


def _is_calendar(tree: Syntax) -> bool:
    """年月日(2018, 1, 1): month and day of a date are no amounts."""
    return tree.data == "call" and str(tree.children[0]) == "年月日"


def _quotient(over_tree: Syntax, under_tree: Syntax, spot: Spot) -> Figure | None:
    """2/3, also as the last factor of a product: × 2/3."""
    last = over_tree.children[-1] if over_tree.data == "multiply" else over_tree
    over, under = (_bare(t) if isinstance(t, Tree) else None for t in (last, under_tree))
    if over is None or not under:
        return None
    return Figure(
        NUMBER, Fraction(over, under), "%", f"{over}/{under}", spot.moved(over_tree.meta.end_pos - 1)
    )


def _bare(tree: Syntax) -> int | None:
    """A whole number without a unit."""
    node = _literal(tree) if tree.data == "number" else None
    return int(node.value) if node is not None and node.type == INT and not node.unit else None


def _says_nothing(node: Literal) -> bool:
    """Nought, one (1, 1次, 1人), the whole, and a day more or less: they need not stand in the wording."""
    return bool(node.value == 0) or (bool(node.value == 1) and node.type in (INT, NUMBER, DAYS))


def _literal(tree: Syntax) -> Literal | None:
    words = next((str(c) for c in tree.children if isinstance(c, Token)), "")
    context = Context(_NOWHERE, Problems(), Spot("", 1, 1), words)
    try:
        node: Expr = FAMILIES[str(tree.data)](context, tree, None)
    except Refused:
        return None
    assert isinstance(node, Literal)
    return Literal(type=node.type, text=words, value=node.value, unit=node.unit)


def _tier(text: str, spot: Spot) -> tuple[Figure, ...]:
    return tuple(f for part, place in _bounds(text) for f in _expression(part, spot.moved(place)))


def _bounds(text: str) -> list[tuple[str, int]]:
    """The numbers of a tier's key without their signs."""
    return [(m[0].strip(), m.start()) for m in re.finditer(r"[^且≥≤<>=]+", half_width(text)) if m[0].strip()]


def _member(text: str, spot: Spot) -> tuple[Figure, ...]:
    parts = re.finditer(r"\d+", half_width(text))
    whole = all(part.isdecimal() for part in re.split("[、,，]", half_width(text)))
    return tuple(Figure(INT, int(p[0]), "", p[0], spot.moved(p.start())) for p in parts) if whole else ()


def _words(text: str, spot: Spot) -> tuple[Figure, ...]:
    """Words read as wording is: windows of the year, 3个月, and ratios."""
    ratio = ratio_of(text)
    if ratio is not None:
        return (_ratio(text, spot, ratio),)
    found = []
    for mention in mentions_of(text):
        bound = mention.required
        found.append(Figure(None, None, "", mention.text, spot.moved(mention.start), bound, mention))
    return tuple(found)


def _ratio(text: str, spot: Spot, ratio: tuple[int, ...]) -> Figure:
    """4:3:3; equal parts (分三次等额) need not stand in the wording as a ratio."""
    return Figure(None, None, "", text, spot, len(set(ratio)) > 1, ratio=ratio)


def _ratio_says(ratio: tuple[int, ...], mention: Mention) -> bool:
    parts = len(ratio)
    if len(set(ratio)) == 1 and mention.kind in (MentionKind.COUNT, MentionKind.MONTHS):
        return mention.value == (parts if mention.kind is MentionKind.COUNT else 12 * parts)
    shares = tuple(Fraction(part, sum(ratio)) for part in ratio)
    if mention.kind is MentionKind.RATIO and isinstance(mention.value, tuple):
        return shares == tuple(Fraction(part, sum(mention.value)) for part in mention.value)
    return mention.kind is MentionKind.PERCENT and mention.value in shares
