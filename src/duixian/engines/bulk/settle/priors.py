"""Payments already made that were not made for a case of the run: what they count against, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.engines.bulk.settle.tangles import Edge


@dataclass(frozen=True, eq=False)
class Prior:
    """Payments that count, by key (``keys``, ascending): what they come to (fen, or times), and the payments as effects
    name them."""

    keys: Array
    total: Array
    payments: Lists

    def paid(self, key: Array) -> Array:
        """What the payments under each of some keys come to."""
        if not len(self.keys):
            return np.zeros(len(key), np.int64)
        place = self._place(key)
        return np.where(self.keys[place] == key, self.total[place], 0)

    def of(self, key: int) -> Array:
        """The payments under a key that has some."""
        return self.payments[int(self._place(np.array([key]))[0])]

    def _place(self, key: Array) -> Array:
        return np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)


def prior_of(docket: Docket, bond: Bond) -> Prior:
    """The payments that count in the meetings of a group."""
    own, found = own_payments(docket), [np.zeros((2, 0), np.int64)]
    for number, knot in enumerate(bond.knots):
        block = docket.blocks[knot.block]
        pairs = block.priors[block.measure.memberships.index(knot.rule)]
        key = np.full(docket.size, -1)
        mine = bond.knot == number
        key[bond.case[mine]] = bond.key[mine]
        case = docket.offsets[knot.block] + pairs.case
        counts = pairs.sure & ~own[pairs.payment] & docket.alive[case] & (key[case] >= 0)
        found.append(np.stack([key[case], pairs.payment])[:, counts])
    keys, payments = np.unique(np.concatenate(found, axis=1), axis=1)
    order = np.lexsort((docket.payments.order[payments], keys))
    keys, payments = keys[order], payments[order]
    different, starts = np.unique(keys, return_index=True)
    amounts = docket.payments.amount[payments]
    fen = np.add.reduceat(amounts, starts) if len(starts) else amounts
    return Prior(different, fen, Lists(-1 - payments, np.append(starts, len(payments))))


def entries_of(docket: Docket, bond: Bond) -> Prior:
    """What was paid under a limit, by key: the first payment for each matter, however many it took."""
    kept = np.flatnonzero(~own_payments(docket)[bond.payments] & (bond.payment_key >= 0))
    keys, payments = bond.payment_key[kept], bond.payments[kept]
    first = np.unique(np.stack([keys, docket.payments.matter[payments]]), axis=1, return_index=True)[1]
    first = np.sort(first)
    keys, payments = keys[first], payments[first]
    order = np.argsort(keys, kind="stable")
    different, starts = np.unique(keys[order], return_index=True)
    bounds = np.append(starts, len(payments))
    return Prior(different, np.diff(bounds), Lists(-1 - payments[order], bounds))


def counted_before(docket: Docket, counts: Sequence[Bond], caps: Sequence[Bond]) -> Truths:
    """Cases against which a payment may count of which something is unknown, or counts under a cap; and those whose
    own payments do not say how much they were."""
    found = np.zeros(docket.size, bool)
    if not len(docket.payments):
        return found
    own, lacking = own_payments(docket), docket.payments.lacking
    for number, block in enumerate(docket.blocks):
        start = docket.offsets[number]
        for pairs in block.priors:
            vague = ~own[pairs.payment] & (~pairs.sure | lacking[pairs.payment])
            found[start + pairs.case[vague]] = True
        found[start + block.paid.case[lacking[block.paid.payment]]] = True
    for bond in (*counts, *caps):
        foreign = bond.payment_key[~own[bond.payments]]
        if (foreign < 0).any():
            found[bond.case] = True
        elif bond in caps:
            found[bond.case[np.isin(bond.key, foreign)]] = True
    return found & (docket.sure | docket.possible)


def without_register(docket: Docket, bonds: Sequence[Bond], edges: Sequence[Edge], most: int) -> Truths:
    """Cases that want the register of payments, which nobody handed in, stay open. Returns those of them that columns
    cannot settle: they meet others, or stand under more than so many such rules."""
    times, wanting = np.zeros(docket.size, np.int64), np.zeros(docket.size, bool)
    for bond in bonds:
        alive = docket.alive[bond.case] & (bond.key >= 0)
        unread = np.array([knot.tie.unread for knot in bond.knots], bool)[bond.knot]
        times += np.bincount(bond.case[alive], minlength=docket.size)
        wanting[bond.case[alive & unread]] = True
    if not wanting.any():
        return wanting
    meets = np.zeros(docket.size + len(docket.payments), bool)
    for edge in edges:
        meets[edge.node] = True
    hard = wanting & (meets[: docket.size] | (times > most))
    alone = np.flatnonzero(wanting & ~hard)
    docket.unread[alone] = True
    docket.leave_open(alone)
    return hard


def own_payments(docket: Docket) -> Truths:
    """Payments made for a case that takes part: they are settled with it."""
    own = np.zeros(len(docket.payments), bool)
    for number, block in enumerate(docket.blocks):
        case = docket.offsets[number] + block.paid.case
        own[block.paid.payment[docket.sure[case]]] = True
    return own
