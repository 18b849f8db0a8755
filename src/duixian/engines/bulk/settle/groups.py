"""组 in columns: one of several, the difference, deductions and capped stacks, where the meetings do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.priors import Prior, prior_of
from duixian.engines.bulk.settle.segments import Array, Segments, Truths
from duixian.language.outcome import EffectKind
from duixian.language.rule import Group, Mode

_MODES = tuple(Mode)
_EXCLUDING = tuple(_MODES.index(mode) for mode in (Mode.HIGHEST, Mode.DIFFERENCE, Mode.CHOOSE))


@dataclass(frozen=True, eq=False)
class _Meetings:
    """Meetings of one group: the bond's rows by key in time order, and fen paid before to the account of each."""

    bond: Bond
    segments: Segments
    prior: Prior

    def __len__(self) -> int:
        return len(self.segments)

    @cached_property
    def case(self) -> Array:
        """The case of each row."""
        return self.bond.case[self.segments.rows]

    @cached_property
    def key(self) -> Array:
        """The key of each row."""
        return self.bond.key[self.segments.rows]

    @cached_property
    def paid(self) -> Array:
        """What was paid before, beside each row."""
        return self.prior.paid(self.key)

    def some(self, kept: Truths) -> _Meetings:
        """Whole meetings out of these."""
        moved = np.cumsum(kept) - 1
        rows, first = self.segments.rows[kept], moved[self.segments.first[kept]]
        return _Meetings(self.bond, Segments(rows, first), self.prior)

    def because(self, row: int, others: Array) -> Array:
        """What lowers a row: the payments, then others; the last three of all once there are others."""
        payments = self.prior.of(int(self.key[row])) if self.paid[row] else np.zeros(0, np.int64)
        return np.concatenate([payments, others])[-3:] if len(others) else payments


def by_group(docket: Docket, bonds: Sequence[Bond]) -> Truths:
    """Excluding groups first, then deductions and stacks. Returns the cases that columns cannot settle: those that
    meet others in two groups of a sort, or somebody who is not decided yet."""
    tangled = np.zeros(docket.size, bool)
    for bond in bonds:
        _undecided(docket, bond, tangled)
    priors = [prior_of(docket, bond) for bond in bonds]
    for excluding, one_pass in ((True, _excluded), (False, _taken_off)):
        crowded = [
            _crowded(docket, bond, prior, excluding=excluding)
            for bond, prior in zip(bonds, priors, strict=True)
        ]
        _in_two(docket, crowded, tangled)
        for meetings in crowded:
            if len(meetings):
                one_pass(docket, meetings, tangled)
    return tangled


def _groups(docket: Docket, bond: Bond) -> list[Group]:
    """The group as the policy of each measure declares it."""
    return [docket.blocks[knot.block].policy.groups[knot.rule.group] for knot in bond.knots]


def _modes(docket: Docket, bond: Bond) -> Array:
    groups = _groups(docket, bond)
    found: Array = np.array([_MODES.index(group.mode) for group in groups], np.int64)[bond.knot]
    return found


def _undecided(docket: Docket, bond: Bond, tangled: Truths) -> None:
    """Meetings with a possible case, or of policies that declare the group differently."""
    groups = _groups(docket, bond)
    segments = bond.segments(docket, (docket.alive | docket.undecided) & docket.matters)
    if not len(segments):
        return
    case = bond.case[segments.rows]
    capless = np.array([g.mode is Mode.STACK and g.cap is None for g in groups], bool)[bond.knot]
    which = np.array([groups.index(group) for group in groups], np.int64)[bond.knot][segments.rows]
    open_ = docket.undecided[case] & ~capless[segments.rows]
    mixed = segments.folded(np.minimum, which) != which
    hard = segments.folded(np.logical_or, open_ | mixed) & (segments.size() > 1)
    tangled[case[hard]] = True


def _crowded(docket: Docket, bond: Bond, prior: Prior, *, excluding: bool) -> _Meetings:
    """Meetings that bring something to one another (two and more, or one and what was paid), of excluding groups or
    of the others; every stack has its cap."""
    mode = _modes(docket, bond)
    wanted = np.isin(mode, _EXCLUDING) if excluding else ~np.isin(mode, _EXCLUDING) & ~_uncapped(docket, bond)
    members = docket.alive[bond.case] & docket.matters[bond.case] & wanted & (bond.key >= 0)
    rows = np.flatnonzero(members)
    found = Segments.of(bond.key[rows], docket.order[bond.case[rows]])
    meetings = _Meetings(bond, Segments(rows[found.rows], found.first), prior)
    stacks = mode[meetings.segments.rows] == _MODES.index(Mode.STACK)
    return meetings.some((found.size() > 1) | stacks | (meetings.paid > 0))


def _uncapped(docket: Docket, bond: Bond) -> Truths:
    found: Truths = np.array(
        [group.mode is Mode.STACK and group.cap is None for group in _groups(docket, bond)], bool
    )[bond.knot]
    return found


def _in_two(docket: Docket, crowded: Sequence[_Meetings], tangled: Truths) -> None:
    """Cases that meet others in more than one."""
    times = np.zeros(docket.size, np.int64)
    for meetings in crowded:
        times += np.bincount(meetings.case, minlength=docket.size)
    tangled |= times > 1


def _source(docket: Docket, bond: Bond, rows: Array) -> Array:
    places = [docket.log.source(group.source) for group in _groups(docket, bond)]
    found: Array = np.array(places, np.int64)[bond.knot[rows]]
    return found


def _excluded(docket: Docket, meetings: _Meetings, tangled: Truths) -> None:
    spoilt = meetings.segments.folded(np.logical_or, tangled[meetings.case])
    tangled[meetings.case[spoilt]] = True
    meetings = meetings.some(~spoilt)
    difference = _modes(docket, meetings.bond)[meetings.segments.rows] == _MODES.index(Mode.DIFFERENCE)
    _difference(docket, meetings.some(difference), only_last=True)
    _paid_out(docket, meetings.some(~difference & (meetings.paid > 0)))
    _highest(docket, meetings.some(~difference & (meetings.paid == 0)))


def _difference(docket: Docket, meetings: _Meetings, *, only_last: bool) -> None:
    """In time order each gets what goes above the highest so far, or above what was paid before.

    Named is what reached that; without ``only_last`` the last three of all before."""
    case, segments = meetings.case, meetings.segments
    wanted = docket.payable[case]
    peak, by = segments.peak_before(wanted)
    reached = np.maximum(peak, meetings.paid)
    end = by + 1 if only_last else np.arange(len(case))
    start = np.maximum(segments.first, end - (1 if only_last else 3))
    for told in (np.flatnonzero((reached > 0) & (meetings.paid == 0)), np.flatnonzero(meetings.paid > 0)):
        given = np.maximum(0, wanted - reached)[told]
        source = _source(docket, meetings.bond, segments.rows[told])
        because = Lists.ranges(start[told], end[told], case)
        if len(told) and meetings.paid[told[0]]:
            because = Lists.of([_after_payments(meetings, int(row), peak, by, only_last) for row in told])
        docket.touch(EffectKind.GROUP, case[told], source, given, because)


def _after_payments(meetings: _Meetings, row: int, peak: Array, by: Array, only_last: bool) -> Array:
    if only_last:
        payments = peak[row] <= meetings.paid[row]
        return meetings.because(row, meetings.case[:0]) if payments else meetings.case[by[row] : by[row] + 1]
    return meetings.because(row, meetings.case[meetings.segments.first[row] : row])


def _paid_out(docket: Docket, meetings: _Meetings) -> None:
    """One of them was paid before: nothing for the others."""
    because = Lists.of([meetings.because(row, meetings.case[:0]) for row in range(len(meetings))])
    source = _source(docket, meetings.bond, meetings.segments.rows)
    docket.refuse(EffectKind.GROUP, meetings.case, source, because)


def _highest(docket: Docket, meetings: _Meetings) -> None:
    """One of them: what was claimed where the claimant chooses, else the highest, else the earliest."""
    if not len(meetings):
        return
    case, segments = meetings.case, meetings.segments
    chooses = _modes(docket, meetings.bond)[segments.rows] == _MODES.index(Mode.CHOOSE)
    claimed = claims(docket)[case] & chooses
    fen = docket.payable[case]
    ranked = np.lexsort((docket.order[case], -fen, ~claimed, segments.number))
    won = np.zeros(len(case), bool)
    won[ranked[segments.starts]] = True
    second = np.empty(len(case), np.int64)
    second[ranked[segments.starts]] = fen[ranked[segments.starts + 1]]
    winner = ranked[segments.starts][segments.number]
    source = _source(docket, meetings.bond, segments.rows)
    lost = ~won
    docket.refuse(
        EffectKind.GROUP,
        case[lost],
        source[lost],
        Lists.of_one(case[winner][lost]),
        fen[winner][lost],
        fen[lost],
    )
    docket.touch(EffectKind.GROUP, case[won], source[won], fen[won], None, fen[won], second[won])


def claims(docket: Docket) -> Truths:
    """Whether somebody asked for just this case."""
    found: Truths = np.concatenate([np.zeros(0, bool), *(block.claimed for block in docket.blocks)])
    return found


def _taken_off(docket: Docket, meetings: _Meetings, tangled: Truths) -> None:
    """Deductions, and stacks up to their cap."""
    segments, case = meetings.segments, meetings.case
    deducts = _modes(docket, meetings.bond)[segments.rows] == _MODES.index(Mode.DEDUCT)
    cap = meetings.bond.figure[segments.rows]
    uneven = segments.folded(np.logical_or, cap != segments.folded(np.minimum, cap))
    over = segments.folded(np.add, docket.payable[case]) + meetings.paid > np.maximum(cap, 0)
    over = segments.folded(np.logical_or, over)
    spoilt = segments.folded(np.logical_or, tangled[case]) | (~deducts & uneven & over)
    tangled[case[spoilt]] = True
    _difference(docket, meetings.some(deducts & ~spoilt), only_last=False)
    _capped(docket, meetings.some(~deducts & ~spoilt & over))


def _capped(docket: Docket, meetings: _Meetings) -> None:
    case, segments = meetings.case, meetings.segments
    cap, wanted = np.maximum(meetings.bond.figure[segments.rows], 0), docket.payable[case]
    before = segments.sum_before(wanted) + meetings.paid
    given = np.minimum(wanted, np.maximum(0, cap - before))
    told = np.flatnonzero(given < wanted)
    # Whoever gets nothing is refused and no longer named: only those before the cap was reached, and zeros.
    stays = (given > 0) | (wanted == 0)
    first = segments.first.tolist()
    because = [
        meetings.because(row, case[first[row] : row][stays[first[row] : row]][-3:]) for row in told.tolist()
    ]
    source = _source(docket, meetings.bond, segments.rows[told])
    docket.touch(EffectKind.GROUP, case[told], source, given[told], Lists.of(because))
