"""预算 in columns: first come first served, or shared in proportion."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.codes import compact, ordered
from duixian.engines.bulk.settle.contenders import ENDLESS, UNBOUNDED
from duixian.engines.bulk.settle.counts import sources
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.rivals import rivals
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import EffectKind
from duixian.language.rule import Shortage

_GREAT = 2**61


@dataclass(frozen=True, eq=False)
class _Queue:
    """One pot: rows of the bond in the order of the queue, the sure ones and those with the possible ones between
    them. ``perhaps``: the possible ones as contenders."""

    sure: Array
    everyone: Array
    perhaps: Array
    total: int


def by_budget(docket: Docket, bond: Bond, before: Truths) -> None:
    """One budget, for each value of its keys. Every figure and place of a sure case must be known. ``before``: cases
    that were undecided before any budget was looked at."""
    sure = docket.alive[bond.case] & (bond.key >= 0)
    place = _places(docket, bond)
    rival, against = rivals(docket, bond, ~before)
    kept = docket.ceiling[bond.case[rival]] != 0
    rival, against = rival[kept], against[kept]
    rows = np.flatnonzero(sure)
    rows = rows[np.lexsort((docket.order[bond.case[rows]], bond.key[rows]))]
    for low, high in _stretches(bond.key[rows]):
        first = rows[low]
        near = rival[
            np.searchsorted(against, bond.key[first]) : np.searchsorted(
                against, bond.key[first], side="right"
            )
        ]
        mine = rows[low:high]
        queue = _Queue(
            mine[np.argsort(place[mine])],
            (both := np.concatenate([mine, near]))[np.argsort(place[both], kind="stable")],
            near,
            min(int(bond.figure[first]), ENDLESS),
        )
        shared = bond.knots[bond.knot[first]].rule.shortage is Shortage.PRO_RATA
        _spend(docket, bond, queue, place, shared=shared)


def _places(docket: Docket, bond: Bond) -> Array:
    """The place of each row in the queue: by the declared order (without one: last), then in time order."""
    size = len(bond.case)
    day, last = np.zeros(size, np.int64), np.zeros(size, bool)
    for number, knot in enumerate(bond.knots):
        mine = np.flatnonzero(bond.knot == number)
        within = bond.case[mine] - docket.offsets[knot.block]
        if knot.tie.order:
            part = knot.tie.order[0].at(within)
            found = ordered(part)
            day = day.astype(found.dtype, copy=False)
            day[mine] = found
            last[mine] = False if part.absent is None else part.absent
        else:
            day[mine] = docket.blocks[knot.block].claimed_on[within]
    place = np.empty(size, np.int64)
    place[np.lexsort((docket.order[bond.case], np.where(last, 0, compact(day)), last))] = np.arange(size)
    return place


def _stretches(key: Array) -> list[tuple[int, int]]:
    """From where to where each run of equal keys goes."""
    edges = np.flatnonzero(np.diff(key)) + 1
    bounds = [0, *edges.tolist(), len(key)] if len(key) else [0]
    return list(pairwise(bounds))


def _spend(docket: Docket, bond: Bond, queue: _Queue, place: Array, *, shared: bool) -> None:
    """What each gets; where that turns on a case that is not decided yet it stays open."""
    share = _shared if shared else _served
    rows = queue.sure
    refuses = np.array([knot.rule.shortage is Shortage.REFUSE for knot in bond.knots], bool)[bond.knot]
    given = share(_wanted(docket, bond.case[rows], queue.total), refuses[rows], queue.total)
    crowded = given
    if len(queue.perhaps):
        everyone = queue.everyone
        together = share(_wanted(docket, bond.case[everyone], queue.total), refuses[everyone], queue.total)
        ours = docket.alive[bond.case[everyone]]
        crowded = together[ours]
    open_ = given != crowded
    case, source = bond.case[rows], sources(docket, bond)[rows]
    less = np.flatnonzero(~open_ & (given < docket.payable[case]))
    waiting = np.flatnonzero(open_)
    others = [_before(bond, queue.perhaps, place, None if shared else place[rows[row]]) for row in waiting]
    docket.pend(EffectKind.BUDGET, case[waiting], source[waiting], others)
    docket.touch(EffectKind.BUDGET, case[less], source[less], given[less])


def _before(bond: Bond, perhaps: Array, place: Array, mine: int | None) -> Array:
    return bond.case[perhaps if mine is None else perhaps[place[perhaps] < mine]]


def _wanted(docket: Docket, case: Array, total: int) -> Array:
    """What is asked for; of a case that is not decided yet the most it can be."""
    ceiling = np.where(docket.ceiling[case] == UNBOUNDED, total + 1, docket.ceiling[case])
    return np.where(docket.alive[case], docket.payable[case], ceiling)


def _served(wanted: Array, refuses: Truths, total: int) -> Array:
    """In the order of the queue; whoever no longer fits closes it."""
    if total >= _GREAT // max(1, len(wanted)):
        wanted = wanted.astype(object)
    wanted = np.minimum(wanted, total + 1)
    left = total - (np.cumsum(wanted) - wanted)
    short = np.flatnonzero(wanted > left)
    given = wanted.copy()
    if len(short):
        closing = short[0]
        given[closing:] = 0
        given[closing] = 0 if refuses[closing] else left[closing]
    return given.astype(np.int64)


def _shared(wanted: Array, refuses: Truths, total: int) -> Array:
    """All in proportion, each rounded down to the fen."""
    asked = sum(wanted.tolist())
    if asked <= total:
        return wanted
    return np.array([fen * total // asked for fen in wanted.tolist()], np.int64)
