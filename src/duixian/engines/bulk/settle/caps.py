"""限制 in columns, so much money: the earliest events first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.contenders import UNBOUNDED
from duixian.engines.bulk.settle.counts import rolling, sources
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.segments import Array, Segments, Truths
from duixian.language.outcome import EffectKind
from duixian.language.rule import Exceeding

_NO_END = np.iinfo(np.int64).max


def by_cap(docket: Docket, bonds: Sequence[Bond]) -> Truths:
    """Every limit of money. Returns the cases that columns cannot settle: two caps where one binds, a figure that is
    not the same for all, months back from each event, periods with pots of their own, somebody undecided."""
    tangled = np.zeros(docket.size, bool)
    held = np.zeros(docket.size, np.int64)
    for bond in bonds:
        held += np.bincount(bond.case[docket.alive[bond.case]], minlength=docket.size)
    for bond in bonds:
        _loose(docket, bond, tangled)
        _cut(docket, bond, held, tangled)
    return tangled


def may_exceed(docket: Docket, bond: Bond, numbers: Array) -> Truths:
    """Rows whose class (of those numbered) may come to more than the lowest cap in it."""
    rows = np.flatnonzero((numbers >= 0) & (docket.alive | docket.undecided)[bond.case])
    found = np.zeros(len(bond.case), bool)
    segments = Segments.of(numbers[rows], docket.order[bond.case[rows]])
    if len(segments):
        row = rows[segments.rows]
        found[row] = _exceeding(docket, segments, bond.case[row], bond.figure[row])
    return found


def _exceeding(docket: Docket, segments: Segments, case: Array, cap: Array) -> Truths:
    sure, ceiling = docket.alive[case], docket.ceiling[case]
    most = np.where(sure, docket.payable[case], np.where(ceiling == UNBOUNDED, 0, ceiling))
    endless = segments.folded(np.logical_or, ~sure & (ceiling == UNBOUNDED))
    lowest = segments.folded(np.minimum, np.where(sure, cap, _NO_END))
    found: Truths = (segments.folded(np.add, most) > lowest) | (endless & (lowest < _NO_END))
    return found


def _loose(docket: Docket, bond: Bond, tangled: Truths) -> None:
    """Cases whose key is known in part: what each period falls under, or what somebody undecided would use."""
    vague = bond.key < 0
    for numbers in bond.classes:
        tangled[bond.case[vague & may_exceed(docket, bond, numbers)]] = True


def _cut(docket: Docket, bond: Bond, held: Array, tangled: Truths) -> None:
    segments = bond.segments(docket, docket.alive | docket.undecided)
    if not len(segments):
        return
    case, cap = bond.case[segments.rows], bond.figure[segments.rows]
    binding = _exceeding(docket, segments, case, cap)
    refuses = np.array([knot.rule.exceeding is Exceeding.REFUSE for knot in bond.knots], bool)
    refuse = refuses[bond.knot][segments.rows]
    hard = ~docket.alive[case] | (held[case] > 1) | rolling(bond)[segments.rows]
    hard |= (cap != segments.folded(np.minimum, cap)) | (refuse != segments.folded(np.logical_and, refuse))
    spoilt = segments.folded(np.logical_or, hard)
    tangled[case[spoilt & binding]] = True
    wanted = docket.payable[case]
    given = np.minimum(wanted, np.maximum(0, np.maximum(cap, 0) - segments.sum_before(wanted)))
    _first_fits(segments, np.flatnonzero(binding & ~spoilt & refuse), wanted, np.maximum(cap, 0), given)
    told = np.flatnonzero(binding & ~spoilt & (given < wanted))
    because = Lists.of([_used(segments, case, given, wanted, row) for row in told.tolist()])
    docket.touch(EffectKind.CAP, case[told], sources(docket, bond)[segments.rows][told], given[told], because)


def _first_fits(segments: Segments, rows: Array, wanted: Array, cap: Array, given: Array) -> None:
    """Where what goes above is refused, later and smaller ones may still fit: found one by one."""
    used, last = 0, -1
    for row in rows.tolist():
        if segments.first[row] != last:
            used, last = 0, int(segments.first[row])
        fits = used + int(wanted[row]) <= cap[row]
        given[row] = wanted[row] if fits else 0
        used += int(given[row])


def _used(segments: Segments, case: Array, given: Array, wanted: Array, row: int) -> Array:
    """The last three that used the limit before a row: those that something was left of."""
    start = int(segments.first[row])
    stays = (given[start:row] > 0) | (wanted[start:row] == 0)
    named: Array = case[start:row][stays][-3:]
    return named
