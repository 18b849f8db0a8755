"""One expression that is asked for: of which type, at which place, how deep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from duixian.language.nodes import MomentName
from duixian.language.resolve.scope import IN_A_CASE
from duixian.language.types import AGE, DATE, DAYS, INT, MONEY, MONTH, MONTHS, NUMBER, WORKDAYS, Kind, Type
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.place import Place

NUMERIC = (INT, NUMBER, MONEY, MONTHS, DAYS, WORKDAYS, AGE)
PLAIN = (*NUMERIC, DATE, MONTH)
"""Types with an order that every policy has."""


_RARE = {moment.value for moment in MomentName} - {moment.value for moment in IN_A_CASE}
"""Moments that stand in few places, and are named there the more often."""


@dataclass(frozen=True)
class Asked:
    """``lead``: the type is not told by what stands before, so that a word in quotation marks would be a text.
    ``write``: who writes the parts."""

    author: Author
    place: Place
    kind: Type
    depth: int
    write: Callable[[Asked], str]
    lead: bool = True

    def of(self, kind: Type, *, lead: bool = True) -> str:
        """A part of another type, one level deeper."""
        return self.write(replace(self, kind=kind, depth=self.depth - 1, lead=lead))

    def inside(self, table: str) -> Asked:
        """The same while a row of a table is looked at."""
        return replace(self, place=self.place.inside(table), depth=self.depth - 1)


def is_ordered(kind: Type, place: Place) -> bool:
    """Whether values of a type are one above the other."""
    if kind.kind is Kind.CATEGORY:
        return place.vocabulary.categories[str(kind.of)].ordered
    return kind in PLAIN


def leaf(asked: Asked) -> str:
    """A name, or a value as written."""
    found = asked.place.of(asked.kind)
    rare = [word for word in found if word in _RARE]
    if rare and asked.author.chance(0.3):
        return asked.author.pick(rare)
    if found and (asked.author.chance(0.7) or not _may_be_literal(asked)):
        return asked.author.pick(found)
    if _may_be_literal(asked):
        return asked.author.literal(asked.kind)
    return _forced(asked)


def _may_be_literal(asked: Asked) -> bool:
    if asked.kind.kind is Kind.RECORD:
        return False
    return not (asked.lead and asked.kind.kind is Kind.CATEGORY)


def _forced(asked: Asked) -> str:
    """Of a type that nothing here has: a column of some row."""
    tables = asked.place.vocabulary.tables.values()
    if asked.kind.kind is Kind.RECORD:
        return f"(最近 所有 {asked.kind.of})"
    held = [(t.name, c.name) for t in tables for c in t.columns.values() if c.type == asked.kind]
    table, column = asked.author.pick(held)
    return f"(最近 所有 {table}的{column})"
