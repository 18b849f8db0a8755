"""The count of what a draft costs as a page shows it: lines by measure, sums, who gains and who loses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from duixian.decisions.store.costing import version_before
from duixian.decisions.store.models import DraftTrial, WorkingDraft
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Side:
    """A measure under one version: cases that hold, cases that are open, fen. Nothing where it has no such measure."""

    held: bool
    eligible: int = 0
    open: int = 0
    fen: int = 0


@dataclass(frozen=True, slots=True)
class Moves:
    """Who gets more and who less, and how many fen; ``come`` and ``go``: nothing before, nothing after."""

    more: int
    less: int
    come: int
    go: int
    more_fen: int
    less_fen: int


@dataclass(frozen=True, slots=True)
class Line:
    """One measure before and after."""

    name: Text
    clause: str
    before: Side
    after: Side
    moves: Moves

    @property
    def difference_fen(self) -> int:
        """After less before."""
        return self.after.fen - self.before.fen

    @property
    def same(self) -> bool:
        """Whether the change leaves it alone."""
        return self.before == self.after and not (self.moves.more or self.moves.less)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a trial found. ``against``: number of the version it was held against; ``overtaken``: another one is in
    force by now."""

    lines: tuple[Line, ...]
    payees: Moves
    against: str
    as_of: date
    known_at: datetime
    overtaken: bool

    @property
    def before_fen(self) -> int:
        """All measures under the version in force."""
        return sum(line.before.fen for line in self.lines)

    @property
    def after_fen(self) -> int:
        """All measures under the draft."""
        return sum(line.after.fen for line in self.lines)

    @property
    def difference_fen(self) -> int:
        """After less before."""
        return self.after_fen - self.before_fen

    @property
    def changed(self) -> list[Line]:
        """The measures that the draft changes, the most money first."""
        return sorted((one for one in self.lines if not one.same), key=lambda one: -abs(one.difference_fen))

    @property
    def unchanged(self) -> list[Line]:
        """The others."""
        return [line for line in self.lines if line.same]


def cost_of(draft: WorkingDraft, trial: DraftTrial) -> Cost:
    """What a finished trial found."""
    said = trial.found
    document, version = said["against"]
    return Cost(
        tuple(_line(one) for one in said["lines"]),
        _moves(said["payees"]),
        document,
        date.fromisoformat(said["as_of"]),
        datetime.fromisoformat(said["known_at"]),
        version_before(draft).version != version,
    )


def _line(said: dict[str, Any]) -> Line:
    name = Text(said["measure"], said["english"])
    return Line(name, said["clause"], _side(said["before"]), _side(said["after"]), _moves(said))


def _side(said: list[int] | None) -> Side:
    return Side(False) if said is None else Side(True, *said)


def _moves(said: dict[str, Any]) -> Moves:
    return Moves(*(said[name] for name in Moves.__slots__))
