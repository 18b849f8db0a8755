"""What a table, a column and a category are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from duixian.language.types import Kind, Type


class Shape(StrEnum):
    """A closer shape that import checks on a cell; the value is the 类型 in a declaration."""

    ID_NUMBER = "身份证号"
    CREDIT_CODE = "信用代码"
    REGION = "区划"
    RATIO = "比率"


class Purpose(StrEnum):
    """A table the engine itself looks into; the value is the 用途 in a declaration."""

    CLAIMS = "申报"
    PRIOR_PAYMENTS = "已享受"


@dataclass(frozen=True, slots=True)
class Category:
    """A closed list of words. ``ordered``: lowest first, so that ≥ and 及以上 have a meaning."""

    name: str
    english: str
    members: tuple[str, ...]
    english_members: tuple[str, ...]
    ordered: bool
    aliases: Mapping[str, str] = field(default_factory=dict)

    def rank(self, member: str) -> int:
        """Position of a member, 0 for the lowest. Raises ValueError for a stranger."""
        return self.members.index(member)

    def member_named(self, text: str) -> str | None:
        """The member a register's cell means, by name or alias; None when it is neither."""
        word = text.strip()
        return word if word in self.members else self.aliases.get(word)

    def english_of(self, member: str) -> str:
        """The member's English name, or the member itself where none is declared."""
        position = self.rank(member)
        return self.english_members[position] if position < len(self.english_members) else member


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``required``: an empty cell is a bad row. ``empty_is_none``: an empty cell is known to be
    none; otherwise an empty cell is unknown."""

    name: str
    type: Type
    english: str
    header: str
    required: bool = False
    empty_is_none: bool = False
    shape: Shape | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""

    @property
    def link(self) -> str | None:
        """The table this column points to, if it is a link."""
        return self.type.of if self.type.kind is Kind.RECORD else None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of facts. ``event``: the date column an event counts on. ``period``: the two columns between
    which a row holds (dates or months; an empty end means still). ``rows``: rows that ship with a policy's
    declaration (a catalogue), else None."""

    name: str
    english: str
    note: str
    columns: Mapping[str, Column]
    key: str | None = None
    event: str | None = None
    period: tuple[str, str] | None = None
    purpose: Purpose | None = None
    rows: tuple[Mapping[str, object], ...] | None = None

    @property
    def catalogue(self) -> bool:
        """Whether the rows come from the policy's folder rather than from a register."""
        return self.rows is not None

    @property
    def owners(self) -> tuple[str, ...]:
        """The links that every row has: whose it is. A row without a key is counted among its owners' rows."""
        return tuple(c.name for c in self.columns.values() if c.link is not None and c.required)

    def links_to(self, table: str) -> tuple[str, ...]:
        """Names of the columns that point to a table."""
        return tuple(c.name for c in self.columns.values() if c.link == table)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tables and categories in force for a policy. ``home``: code of its area; a region's name that several
    places share means the one there."""

    tables: Mapping[str, Table]
    categories: Mapping[str, Category]
    home: str = ""

    def extended(self, tables: Mapping[str, Table], categories: Mapping[str, Category]) -> Vocabulary:
        """This vocabulary with more tables and categories; a table of the same name gets the added columns."""
        merged = dict(self.tables)
        for name, table in tables.items():
            merged[name] = _joined(merged[name], table) if name in merged else table
        return Vocabulary(merged, {**self.categories, **categories}, self.home)

    def at_home(self, area: str) -> Vocabulary:
        """This vocabulary for a policy of an area."""
        return Vocabulary(self.tables, self.categories, area)

    def with_purpose(self, purpose: Purpose) -> Table | None:
        """The table the engine uses for a purpose, if one is declared."""
        return next((t for t in self.tables.values() if t.purpose is purpose), None)

    def categories_with(self, member: str) -> tuple[Category, ...]:
        """Every category that has this member."""
        return tuple(c for c in self.categories.values() if member in c.members)


def _joined(base: Table, added: Table) -> Table:
    return Table(
        base.name,
        base.english,
        base.note,
        {**base.columns, **added.columns},
        added.key or base.key,
        added.event or base.event,
        added.period or base.period,
        added.purpose or base.purpose,
        added.rows if added.rows is not None else base.rows,
    )
