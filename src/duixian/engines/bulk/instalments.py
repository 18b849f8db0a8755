"""Instalments in columns: what each is made of, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

import narwhals as nw

from duixian.engines.bulk.compiler import Scope
from duixian.engines.bulk.scalar import Scalar, integer
from duixian.engines.bulk.space import Space
from duixian.language.nodes import MomentName
from duixian.language.outcome import InstalmentState
from duixian.values.bilingual import Text

STATES = tuple(InstalmentState)
DUE, SCHEDULED, LOST, STOPPED, UNKNOWN = (
    integer(STATES.index(state))
    for state in (
        InstalmentState.DUE,
        InstalmentState.SCHEDULED,
        InstalmentState.LOST,
        InstalmentState.STOPPED,
        InstalmentState.UNKNOWN,
    )
)


@dataclass(frozen=True)
class Piece:
    """One instalment in columns, in the rows where ``there`` is true. ``state``: a place in STATES.

    ``period``: the first day of the period it is for; None where it has a label instead."""

    there: str
    number: str
    due: str
    amount: str
    state: str
    cause: str
    label: Text | None = None
    period: str | None = None


@dataclass(frozen=True)
class Layout:
    """All instalments. ``space``: the rows of the pieces; of one below the grants', ``up`` names the grant's.

    Columns of the grants: ``nominal``, the amount of all of them, where that is what the case is worth;
    ``granted``, fen due or to come; ``bare``, where nothing at all is laid out though nothing is missing.
    ``lacking``: what is missing to lay them out, or to judge any of them. ``every``: months of a period."""

    space: Space
    pieces: tuple[Piece, ...]
    bare: str
    granted: str
    lacking: nw.Expr | None
    cause: nw.Expr | None
    nominal: str | None = None
    every: int = 0


def by_day(due: nw.Expr, scope: Scope) -> nw.Expr:
    """Due, or not yet, on the day of the decision."""
    return nw.when(due <= scope.moment(MomentName.AS_OF).value).then(DUE).otherwise(SCHEDULED)


def judged(truth: Scalar, due: nw.Expr, scope: Scope) -> nw.Expr:
    """Unknown or lost by its condition, otherwise due by its day."""
    state = nw.when(truth.value.fill_null(False)).then(by_day(due, scope)).otherwise(LOST)
    return state if truth.unknown is None else nw.when(truth.unknown).then(UNKNOWN).otherwise(state)
