"""Instalments in columns: what each is made of, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.engines.bulk.causes import Cause
from duixian.engines.bulk.compiler import Scope
from duixian.engines.bulk.expressions import Column, literal, when
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Space
from duixian.language.nodes import MomentName
from duixian.language.outcome import InstalmentState
from duixian.values.bilingual import Text

STATES = tuple(InstalmentState)
DUE, SCHEDULED, LOST, STOPPED, UNKNOWN = (
    literal(STATES.index(state))
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

    there: Column
    number: Column
    due: Column
    amount: Column
    state: Column
    cause: Cause | None
    label: Text | None = None
    period: Column | None = None


@dataclass(frozen=True)
class Layout:
    """All instalments. ``space``: the rows of the pieces; of one below the grants', ``up`` names the grant's.

    Columns of the grants: ``nominal``, the amount of all of them, where that is what the case is worth;
    ``granted``, fen due or to come; ``bare``, where nothing at all is laid out though nothing is missing.
    ``lacking``: what is missing to lay them out, or to judge any of them. ``every``: months of a period."""

    space: Space
    pieces: tuple[Piece, ...]
    bare: Column
    granted: Column
    lacking: Column | None
    cause: Cause | None
    nominal: Column | None = None
    every: int = 0


def by_day(due: Column, scope: Scope) -> Column:
    """Due, or not yet, on the day of the decision."""
    return when(due <= scope.moment(MomentName.AS_OF).value, DUE, SCHEDULED)


def judged(truth: Scalar, due: Column, scope: Scope) -> Column:
    """Unknown or lost by its condition, otherwise due by its day."""
    state = when(truth.value.sure(), by_day(due, scope), LOST)
    return state if truth.unknown is None else when(truth.unknown, UNKNOWN, state)
