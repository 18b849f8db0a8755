"""名额 in columns: so many places for each value of the keys, filled by rank."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond, Knot, bond
from duixian.engines.bulk.settle.codes import flagged, ranked
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.rivals import rivals
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.tangles import Edge, edges_of
from duixian.language.outcome import EffectKind
from duixian.language.rule import Quota, Ties

_IN, _TIED, _OUT = range(3)


@dataclass(frozen=True, eq=False)
class _Round:
    """The cases of one measure that contend: ``key`` and ``rank`` (−1: before every other) of each; ``rivals`` and
    ``against``: possible cases, and the round each may turn out to be in."""

    case: Array
    key: Array
    rank: Array
    places: Array
    rivals: Array
    against: Array
    rival_rank: Array


def by_quota(docket: Docket) -> list[Edge]:
    """Every measure with places. What cannot be told in columns is marked as tangled; the edges tie it to all that
    it turns on."""
    found: list[Edge] = []
    for number, block in enumerate(docket.blocks):
        if block.quota is not None and block.measure.quota is not None:
            found += _of_measure(docket, number, block.measure.quota)
    return found


def _of_measure(docket: Docket, number: int, quota: Quota) -> list[Edge]:
    block = docket.blocks[number]
    tie = block.quota
    assert tie is not None
    held = bond(docket, ("", ""), [Knot(number, quota, replace(tie, figure=None, lacking=None))])
    place = held.case - docket.offsets[number]
    rank = (
        ranked([part.at(place) for part in tie.order], len(place))
        if tie.order
        else np.zeros(len(place), np.int64)
    )
    figure = np.zeros(len(block), np.int64) if tie.figure is None else tie.figure
    lacking = flagged((tie.lacking,), len(block))
    sure = docket.sure[held.case]
    first = _firsts(docket, held, sure)
    vague = (sure & ((rank < 0) | (held.key < 0))) | (first & lacking[place])
    stretch = slice(int(docket.offsets[number]), int(docket.offsets[number + 1]))
    docket.tangled[stretch] |= docket.sure[stretch] & flagged((part.absent for part in tie.keys), len(block))
    edges = edges_of(held)
    spoilt = _spoilt(held, vague | docket.tangled[held.case])
    docket.tangled[held.case[spoilt & (held.key >= 0) | vague]] = True
    places = np.zeros(int(held.key.max(initial=-1)) + 1, np.int64)
    places[held.key[first]] = figure[place[first]]
    rival, against = rivals(docket, held)
    rows = np.flatnonzero(sure & (held.key >= 0) & ~spoilt)
    docket.placeless[stretch] = True
    docket.placeless[held.case[rows]] = False
    _fill(
        docket,
        quota,
        _Round(held.case[rows], held.key[rows], rank[rows], places, held.case[rival], against, rank[rival]),
    )
    return [edge.of(docket.tangled) for edge in edges] if spoilt.any() or vague.any() else []


def _firsts(docket: Docket, held: Bond, sure: Truths) -> Truths:
    """The first case of each round in time order: it says how many places there are."""
    found = np.zeros(len(held.case), bool)
    segments = held.segments(docket, docket.sure)
    found[segments.rows[segments.starts]] = True
    return found & sure


def _spoilt(held: Bond, vague: Truths) -> Truths:
    """Rows of rounds in which something about a sure case is unknown."""
    bad = np.zeros(int(held.key.max(initial=-1)) + 2, bool)
    bad[held.key[vague]] = True
    bad[-1] = False
    spoilt: Truths = bad[held.key]
    for numbers in held.classes:
        mine = np.unique(numbers[vague & (held.key < 0)])
        spoilt |= np.isin(numbers, mine[mine >= 0])
    return spoilt


def _fill(docket: Docket, quota: Quota, found: _Round) -> None:
    """The places of every round."""
    wide = int(max(found.rank.max(initial=0), found.rival_rank.max(initial=0))) + 2
    mark, rival_mark = found.key * wide + found.rank + 1, found.against * wide + found.rival_rank + 1
    above, equal = _counted(mark, found.key * wide, mark)
    places = found.places[found.key]
    alone = _standing(above, equal, places)
    more, beside = _counted(rival_mark, found.key * wide, mark)
    crowded = _standing(above + more, equal + beside, places)
    source = docket.log.source(quota.source)
    pending = (alone != _OUT) & (crowded != alone)
    waiting = np.flatnonzero(pending)
    start = np.searchsorted(found.against, found.key[waiting])
    end = np.searchsorted(found.against, found.key[waiting], side="right")
    others = [
        found.rivals[low:high][rival_mark[low:high] <= mark[row]]
        for row, low, high in zip(waiting, start, end, strict=True)
    ]
    docket.pend(EffectKind.QUOTA, found.case[waiting], np.full(len(waiting), source), others)
    tied = (alone == _TIED) & ~pending
    if quota.ties is Ties.CLERK:
        docket.choices |= set(found.case[tied].tolist())
        docket.leave_open(found.case[tied])
        tied = np.zeros(len(tied), bool)
    kept = ~pending & ((alone == _IN) | (tied & (quota.ties is Ties.SHARE)))
    out = ~pending & ((alone == _OUT) | (tied & (quota.ties is Ties.LEAVE)))
    inside, outside = found.case[kept], found.case[out]
    docket.touch(EffectKind.QUOTA, inside, np.full(len(inside), source), docket.payable[inside])
    docket.refuse(EffectKind.QUOTA, outside, np.full(len(outside), source))


def _counted(marks: Array, start: Array, mark: Array) -> tuple[Array, Array]:
    """How many of some marks lie from the start of a round to below one's own, and how many are equal to it."""
    ordered = np.sort(marks)
    below = np.searchsorted(ordered, mark)
    return below - np.searchsorted(ordered, start), np.searchsorted(ordered, mark, side="right") - below


def _standing(above: Array, equal: Array, places: Array) -> Array:
    found: Array = np.where(above >= places, _OUT, np.where(above + equal <= places, _IN, _TIED))
    return found
