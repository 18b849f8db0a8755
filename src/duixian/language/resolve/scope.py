"""Which names mean something at one place of a policy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from duixian.language.nodes import Expr, MomentName, Parameter
from duixian.language.types import DATE, INT, MONEY, MONTH, MONTHS, TEXT, Type, category
from duixian.language.vocabulary import Vocabulary

TIERS_OF_FUNDS = "资金层级"
"""The shared category whose member a policy's front matter names as its tier."""

MOMENT_TYPES: Mapping[MomentName, Type] = {
    MomentName.AS_OF: DATE,
    MomentName.CLAIMED_ON: DATE,
    MomentName.EVENT_ON: DATE,
    MomentName.MONTH: MONTH,
    MomentName.PERIOD_START: DATE,
    MomentName.PERIOD_END: DATE,
    MomentName.PERIOD_NUMBER: INT,
    MomentName.AREA: TEXT,
    MomentName.POLICY: TEXT,
    MomentName.BENEFIT: TEXT,
    MomentName.TIER: category(TIERS_OF_FUNDS),
    MomentName.WINDOW_START: DATE,
    MomentName.WINDOW_END: DATE,
    MomentName.GROSS: MONEY,
    MomentName.SERVED: MONTHS,
}

ANYWHERE = frozenset(
    {
        MomentName.AS_OF,
        MomentName.AREA,
        MomentName.POLICY,
        MomentName.TIER,
        MomentName.WINDOW_START,
        MomentName.WINDOW_END,
    }
)
"""Moments that mean something in every expression."""

IN_A_CASE = ANYWHERE | {MomentName.CLAIMED_ON, MomentName.EVENT_ON, MomentName.BENEFIT}
"""Moments of one case: its event and its claim."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A definition as seen by those who use it: parameter names and types, result."""

    name: str
    parameters: tuple[tuple[str, Type], ...]
    result: Type


@dataclass(frozen=True)
class Scope:
    """Names at one place. ``records``: the table of the record at each depth, outermost first. ``locals``: the
    rule's own named values, resolved when first used. ``use``: told the id of each interpretation used."""

    vocabulary: Vocabulary
    records: tuple[str, ...] = ()
    moments: frozenset[MomentName] = ANYWHERE
    arguments: Mapping[str, tuple[int, Type]] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    definitions: Mapping[str, Signature] = field(default_factory=dict)
    locals: Mapping[str, Callable[[], Expr | None]] = field(default_factory=dict)

    def inside(self, table: str) -> Scope:
        """This scope while a record of ``table`` is looked at."""
        return replace(self, records=(*self.records, table))

    def with_moments(self, *names: MomentName) -> Scope:
        """This scope with more moments."""
        return replace(self, moments=self.moments | frozenset(names))

    @property
    def names(self) -> list[str]:
        """Every name that could stand here, for suggestions."""
        columns = [c for t in self.records for c in self.vocabulary.tables[t].columns]
        moments = [m.value for m in self.moments]
        members = [m for c in self.vocabulary.categories.values() for m in c.members]
        return [
            *columns,
            *self.locals,
            *self.arguments,
            *self.parameters,
            *self.definitions,
            *moments,
            *members,
        ]
