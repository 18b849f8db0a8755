"""The passes in their order over all cases at once; what they cannot tell goes to the exact solver, whole.

Quotas first. Then everything that hangs together with something unknown, undecided or paid elsewhere is set aside;
times, groups and caps settle the rest, and set aside what they cannot. What was set aside is written out and
solved exactly, in one go, together with all it shares a key with. Budgets come last, over everybody.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond, budgeting, capping, counting, grouping
from duixian.engines.bulk.settle.budgets import by_budget
from duixian.engines.bulk.settle.caps import by_cap
from duixian.engines.bulk.settle.contenders import Contenders
from duixian.engines.bulk.settle.counts import by_count
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import written
from duixian.engines.bulk.settle.exact import Solver, put_back, solved
from duixian.engines.bulk.settle.groups import by_group
from duixian.engines.bulk.settle.payments import NO_PAYMENTS, Payments
from duixian.engines.bulk.settle.priors import counted_before, without_register
from duixian.engines.bulk.settle.quotas import by_quota
from duixian.engines.bulk.settle.segments import Array, Truths, marked, twice
from duixian.engines.bulk.settle.settled import Settled
from duixian.engines.bulk.settle.tangles import edges_of, loose_ends, payment_edges, spread, unclear
from duixian.language.outcome import Effect
from duixian.language.rule import Periodic


def settle(blocks: Sequence[Contenders], solve: Solver, payments: Payments = NO_PAYMENTS) -> Settled:
    """Every case of some measures, settled. ``solve``: the exact settlement of outcomes, which gives each its
    verdict; it sees only cases that share keys with something that columns cannot tell."""
    spoilt = np.zeros(sum(len(block) for block in blocks), bool)
    while True:
        settling = _Settling(Docket(blocks, payments), spoilt)
        again = (settling.unsettled_places() | settling.half_cut()) & ~spoilt
        if not again.any():
            return settling.finished(solve)
        spoilt = spoilt | again


class _Settling:
    """One go; ``spoilt``: cases whose round of places is left to the exact solver."""

    def __init__(self, docket: Docket, spoilt: Truths) -> None:
        self.docket = docket
        docket.tangled |= spoilt
        edges = by_quota(docket)
        self._placed, self._refused = docket.log.in_order(), docket.refused.copy()
        self._payments: Truths = np.zeros(len(docket.payments), bool)
        self._counts, self._groups = counting(docket), grouping(docket)
        self._caps, self._budgets = capping(docket), budgeting(docket)
        tied = (*self._counts, *self._groups, *self._caps)
        self._edges = [*edges, *payment_edges(docket)]
        self._edges += [edge for bond in tied for edge in edges_of(bond, docket.size)]
        docket.tangled |= loose_ends(docket)
        self._whole = self._whole_budgets()
        if self._whole.any():
            self._edges += [e.of(self._whole) for bond in self._budgets for e in edges_of(bond, docket.size)]
        seeds = docket.tangled | self._whole | counted_before(docket, self._counts, self._caps)
        for bond in tied:
            seeds[unclear(docket, bond)] = True
        self._set_aside(seeds)
        passes = ((by_count, self._counts, 1), (by_group, self._groups, docket.size), (by_cap, self._caps, 0))
        for one_pass, bonds, most in passes:
            self._set_aside(docket.tangled | without_register(docket, bonds, self._edges, most))
            self._set_aside(docket.tangled | one_pass(docket, bonds))

    def _whole_budgets(self) -> Truths:
        """Cases whose budgets are for the exact solver: something about one of them is unknown, or two are one."""
        docket, seeds = self.docket, self.docket.tangled.copy()
        bound = _cases(self._budgets)
        seeds &= marked(docket.size, bound)
        for name in {bond.name for bond in self._budgets}:
            named = _cases([bond for bond in self._budgets if bond.name == name])
            seeds[named[twice(named)]] = True
        for bond in self._budgets:
            sure, open_ = docket.alive[bond.case], docket.undecided[bond.case]
            seeds[bond.case[sure & bond.doubt | (sure | open_) & bond.unplaced]] = True
        edges = [edge for bond in self._budgets for edge in edges_of(bond, docket.size)]
        return spread(seeds, edges, 0) if seeds.any() else seeds

    def _set_aside(self, seeds: Truths) -> None:
        """From now on the exact solver's: some cases and all they share a key with."""
        if seeds.any():
            found = spread(seeds, self._edges, len(self.docket.payments))
            self.docket.tangled, self._payments = found[: len(seeds)], found[len(seeds) :]

    def unsettled_places(self) -> Truths:
        """Cases set aside whose places turned on somebody else: their rounds must go with them."""
        docket = self.docket
        waiting = marked(docket.size, np.array([*docket.waits_for, *docket.choices], np.int64))
        return waiting & docket.tangled

    def half_cut(self) -> Truths:
        """Cases set aside whose periods a cap may cut before a budget leaves them open: not to be taken apart."""
        docket = self.docket
        cut = [
            bool(block.budgets and any(block.caps)) and isinstance(block.measure.payout, Periodic)
            for block in docket.blocks
        ]
        mine: Truths = np.array(cut, bool)[docket.measure]
        return docket.tangled & mine & ~self._whole & docket.sure & marked(docket.size, _cases(self._budgets))

    def finished(self, solve: Solver) -> Settled:
        """What was set aside solved, the budgets shared out, and each case's balance."""
        docket, aside = self.docket, self.docket.tangled & ~self.docket.closed
        self._undo(aside)
        effects, payments = self._effects_of_places(aside), np.flatnonzero(self._payments)
        outcomes = solved(docket, self._whole, effects, payments, solve)
        put_back(docket, outcomes)
        docket.tangled = self._whole
        before = docket.possible.copy()
        for bond in self._budgets:
            by_budget(docket, bond, before)
        return Settled(docket, outcomes)

    def _undo(self, aside: Truths) -> None:
        """Of what was set aside only what places did to it counts, and that stays noted only where none was left."""
        docket = self.docket
        docket.refused[aside] = self._refused[aside]
        granted = np.concatenate([np.zeros(0, np.int64), *(block.granted for block in docket.blocks)])
        docket.payable[aside] = np.where(docket.sure & ~docket.refused, granted, 0)[aside]
        docket.log.keep(~aside, aside & docket.refused)

    def _effects_of_places(self, aside: Truths) -> dict[int, list[Effect]]:
        docket, placed = self.docket, self._placed
        found: dict[int, list[Effect]] = {}
        for place in np.flatnonzero((aside & ~docket.refused)[placed.case]).tolist():
            effect = written(placed, place, docket.log.sources, docket.reference)
            found.setdefault(int(placed.case[place]), []).append(effect)
        return found


def _cases(bonds: Sequence[Bond]) -> Array:
    return np.concatenate([np.zeros(0, np.int64), *(bond.case for bond in bonds)])
