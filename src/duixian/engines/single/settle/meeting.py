"""One group for one value of its keys: who meets there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from duixian.engines.single.settle.docket import Case
from duixian.language.outcome import Reference
from duixian.language.rule import Group, MeasureKind, Mode


@dataclass(slots=True, eq=False)
class Meeting:
    """``members``: cases that surely stand in the group under this key, in time order. ``perhaps``: cases that may
    turn out to. ``paid``: fen already paid to its account by ``payments``."""

    name: str
    group: Group
    members: list[Case]
    perhaps: list[Case] = field(default_factory=list)
    paid: int = 0
    payments: tuple[Reference, ...] = ()

    @property
    def chosen(self) -> bool:
        """Whether a member was claimed where the claimant chooses."""
        return self.group.mode is Mode.CHOOSE and any(case.claimed for case in self.members)

    def sort_out(self) -> None:
        """Leave out what was refused and what brings nothing, and put aside what has turned out to be open."""
        self.perhaps = [c for c in (*self.members, *self.perhaps) if c.possible and _matters(c, c.ceiling)]
        self.members = [c for c in self.members if c.candidate and _matters(c, c.outcome.payable)]

    def in_order(self) -> Iterator[tuple[Case, list[Case]]]:
        """Each member with the earlier cases that may turn out to count before it."""
        everyone = [*self.members, *self.perhaps]
        everyone.sort(key=lambda c: (c.outcome.event_on is not None or c.candidate, c.order))
        earlier: list[Case] = []
        for case in everyone:
            if case.candidate:
                yield case, list(earlier)
            if case.possible:
                earlier.append(case)


def _matters(case: Case, fen: int | None) -> bool:
    """Whether it takes anything from the others: money, or an honour or service that brings none."""
    return fen != 0 or case.outcome.measure.kind is not MeasureKind.MONEY
