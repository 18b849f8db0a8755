"""组 in columns: one of several, the difference, deductions and capped stacks, where the meetings do not overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.segments import Array, Segments, Truths
from duixian.language.outcome import EffectKind
from duixian.language.rule import Group, Mode

_MODES = tuple(Mode)
_EXCLUDING = tuple(_MODES.index(mode) for mode in (Mode.HIGHEST, Mode.DIFFERENCE, Mode.CHOOSE))


def by_group(docket: Docket, bonds: Sequence[Bond]) -> Truths:
    """Excluding groups first, then deductions and stacks. Returns the cases that columns cannot settle: those that
    meet others in two groups of a sort, or somebody who is not decided yet."""
    tangled = np.zeros(docket.size, bool)
    for bond in bonds:
        _undecided(docket, bond, tangled)
    crowded = [_crowded(docket, bond, excluding=True) for bond in bonds]
    _in_two(docket, bonds, crowded, tangled)
    for bond, meetings in zip(bonds, crowded, strict=True):
        _excluded(docket, bond, meetings, tangled)
    crowded = [_crowded(docket, bond, excluding=False) for bond in bonds]
    _in_two(docket, bonds, crowded, tangled)
    for bond, meetings in zip(bonds, crowded, strict=True):
        _taken_off(docket, bond, meetings, tangled)
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


def _crowded(docket: Docket, bond: Bond, *, excluding: bool) -> Segments:
    """Meetings of two and more that bring something, of excluding groups or of the others."""
    mode = _modes(docket, bond)
    wanted = np.isin(mode, _EXCLUDING) if excluding else ~np.isin(mode, _EXCLUDING) & ~_uncapped(docket, bond)
    members = docket.alive[bond.case] & docket.matters[bond.case] & wanted & (bond.key >= 0)
    rows = np.flatnonzero(members)
    found = Segments.of(bond.key[rows], docket.order[bond.case[rows]])
    return _of_some(found, rows, (found.size() > 1) | (mode[rows][found.rows] == _MODES.index(Mode.STACK)))


def _uncapped(docket: Docket, bond: Bond) -> Truths:
    found: Truths = np.array(
        [group.mode is Mode.STACK and group.cap is None for group in _groups(docket, bond)], bool
    )[bond.knot]
    return found


def _of_some(found: Segments, rows: Array, kept: Truths) -> Segments:
    """Whole segments out of several, their rows named in the bond."""
    moved = np.cumsum(kept) - 1
    return Segments(rows[found.rows[kept]], moved[found.first[kept]])


def _in_two(docket: Docket, bonds: Sequence[Bond], crowded: Sequence[Segments], tangled: Truths) -> None:
    """Cases that meet others in more than one."""
    times = np.zeros(docket.size, np.int64)
    for bond, meetings in zip(bonds, crowded, strict=True):
        times += np.bincount(bond.case[meetings.rows], minlength=docket.size)
    tangled |= times > 1


def _source(docket: Docket, bond: Bond, rows: Array) -> Array:
    places = [docket.log.source(group.source) for group in _groups(docket, bond)]
    found: Array = np.array(places, np.int64)[bond.knot[rows]]
    return found


def _excluded(docket: Docket, bond: Bond, meetings: Segments, tangled: Truths) -> None:
    if not len(meetings):
        return
    case = bond.case[meetings.rows]
    spoilt = meetings.folded(np.logical_or, tangled[case])
    tangled[case[spoilt]] = True
    mode = _modes(docket, bond)[meetings.rows]
    difference = mode == _MODES.index(Mode.DIFFERENCE)
    _difference(docket, bond, meetings, np.flatnonzero(difference & ~spoilt), np.ones(len(case), np.int64))
    _highest(docket, bond, _of_some(_here(meetings), meetings.rows, ~difference & ~spoilt))


def _here(meetings: Segments) -> Segments:
    return Segments(np.arange(len(meetings)), meetings.first)


def _difference(docket: Docket, bond: Bond, meetings: Segments, told: Array, last: Array) -> None:
    """In time order each gets what goes above the highest so far; ``last``: how many of those before are named."""
    case = bond.case[meetings.rows]
    wanted = docket.payable[case]
    reached, by = meetings.peak_before(wanted)
    told = told[reached[told] > 0]
    given = np.maximum(0, wanted - reached)[told]
    source = _source(docket, bond, meetings.rows[told])
    end = np.where(last == 1, by + 1, np.arange(len(case)))[told]
    because = Lists.ranges(np.maximum(meetings.first[told], end - last[told]), end, case)
    docket.touch(EffectKind.GROUP, case[told], source, given, because)


def _highest(docket: Docket, bond: Bond, meetings: Segments) -> None:
    """One of them: what was claimed where the claimant chooses, else the highest, else the earliest."""
    if not len(meetings):
        return
    case = bond.case[meetings.rows]
    claimed = claims(docket)[case] & (_modes(docket, bond)[meetings.rows] == _MODES.index(Mode.CHOOSE))
    fen = docket.payable[case]
    ranked = np.lexsort((docket.order[case], -fen, ~claimed, meetings.number))
    won = np.zeros(len(case), bool)
    won[ranked[meetings.starts]] = True
    second = np.empty(len(case), np.int64)
    second[ranked[meetings.starts]] = fen[ranked[meetings.starts + 1]]
    winner = ranked[meetings.starts][meetings.number]
    source = _source(docket, bond, meetings.rows)
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


def _taken_off(docket: Docket, bond: Bond, meetings: Segments, tangled: Truths) -> None:
    """Deductions, and stacks up to their cap."""
    if not len(meetings):
        return
    case = bond.case[meetings.rows]
    spoilt = meetings.folded(np.logical_or, tangled[case])
    deducts = _modes(docket, bond)[meetings.rows] == _MODES.index(Mode.DEDUCT)
    _difference(docket, bond, meetings, np.flatnonzero(deducts & ~spoilt), np.full(len(case), 3))
    cap, wanted = bond.figure[meetings.rows], docket.payable[case]
    uneven = meetings.folded(np.logical_or, cap != meetings.folded(np.minimum, cap))
    over = meetings.folded(np.add, wanted) > np.maximum(cap, 0)
    tangled[case[spoilt | (~deducts & uneven & meetings.folded(np.logical_or, over))]] = True
    stacked = np.flatnonzero(~deducts & ~spoilt & ~uneven & over)
    _capped(docket, bond, meetings, stacked)


def _capped(docket: Docket, bond: Bond, meetings: Segments, told: Array) -> None:
    case, cap = bond.case[meetings.rows], np.maximum(bond.figure[meetings.rows], 0)
    wanted = docket.payable[case]
    before = meetings.sum_before(wanted)
    given = np.minimum(wanted, np.maximum(0, cap - before))
    told = told[given[told] < wanted[told]]
    # Whoever gets nothing is refused and no longer named: only those before the cap was reached, and zeros.
    because = Lists.of([_named(meetings, case, given, wanted, row) for row in told.tolist()])
    docket.touch(
        EffectKind.GROUP, case[told], _source(docket, bond, meetings.rows[told]), given[told], because
    )


def _named(meetings: Segments, case: Array, given: Array, wanted: Array, row: int) -> Array:
    start = int(meetings.first[row])
    stays = (given[start:row] > 0) | (wanted[start:row] == 0)
    named: Array = case[start:row][stays][-3:]
    return named
