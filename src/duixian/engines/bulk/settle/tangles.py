"""What hangs together: from cases that columns cannot settle to all that shares a key with them, round about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond, shared
from duixian.engines.bulk.settle.codes import flagged
from duixian.engines.bulk.settle.contenders import Tie
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.segments import Array, Truths


@dataclass(frozen=True, eq=False)
class Edge:
    """Nodes with the number of what they share: cases, and behind the last case the payments."""

    node: Array
    key: Array

    def of(self, tangled: Truths) -> Edge:
        """Only what a tangled case shares."""
        numbers = np.unique(self.key[tangled[self.node]])
        kept = np.isin(self.key, numbers)
        return Edge(self.node[kept], self.key[kept])


def edges_of(bond: Bond, size: int = 0) -> list[Edge]:
    """Equal keys, and for keys known in part all that they may turn out to be. ``size``: of the docket, where
    payments are nodes too."""
    node = np.concatenate([bond.case, size + bond.payments])
    key = np.concatenate([bond.key, bond.payment_key])
    several = shared(key)
    found = [Edge(node[several], key[several])]
    for numbers in bond.classes:
        mine = np.unique(numbers[bond.key < 0])
        kept = np.isin(numbers, mine[mine >= 0])
        found.append(Edge(bond.case[kept], numbers[kept]))
    if (bond.payment_key < 0).any():
        found.append(Edge(node, np.zeros(len(node), np.int64)))
    return found


def payment_edges(docket: Docket) -> Iterator[Edge]:
    """A payment holds together the case it was made for and those against which it may count."""
    for number, block in enumerate(docket.blocks):
        start = docket.offsets[number]
        for pairs in (block.paid, *block.priors):
            if len(pairs.case):
                case, payment = start + pairs.case, docket.size + pairs.payment
                key = pairs.payment
                yield Edge(np.concatenate([case, payment]), np.concatenate([key, key]))


def spread(seeds: Truths, edges: Sequence[Edge], payments: int) -> Truths:
    """The seeds, and all cases that hang together with them; behind the cases the payments that do."""
    found = np.concatenate([seeds, np.zeros(payments, bool)])
    count = -1
    while count != (count := int(found.sum())):
        for edge in edges:
            if len(edge.key):
                met = np.zeros(int(edge.key.max()) + 1, bool)
                met[edge.key[found[edge.node]]] = True
                found[edge.node[met[edge.key]]] = True
    return found


def unclear(docket: Docket, bond: Bond, ties: Truths | None = None) -> Array:
    """Cases of a bond about which something is unknown: of sure ones whatever decides; of possible ones part of the
    key, where that may be the key of a sure one. ``ties``: rows for which the latter can matter (None: all)."""
    sure = docket.alive[bond.case]
    found = sure & bond.doubt
    for numbers in bond.classes:
        vague = (bond.key < 0) & (numbers >= 0)
        if ties is not None:
            vague &= ties
        met = np.zeros(int(numbers.max(initial=-1)) + 2, np.int64)
        np.add.at(met, numbers[sure & (numbers >= 0)], 1)
        found |= vague & ~sure & (met[numbers] > 0)
    return bond.case[found]


def loose_ends(docket: Docket) -> Truths:
    """Cases that no key ties to others, of which a rule asks something else that is unknown."""
    found = np.zeros(docket.size, bool)
    for number, block in enumerate(docket.blocks):
        ties = (*block.counts, *block.caps, *block.memberships, *block.budgets)
        for tie in ties:
            if tie is not None:
                stretch = slice(int(docket.offsets[number]), int(docket.offsets[number + 1]))
                found[stretch] |= _asked_in_vain(tie, len(block))
    return found & docket.alive


def _asked_in_vain(tie: Tie, size: int) -> Truths:
    none = flagged((part.absent for part in tie.keys), size)
    if not none.any():
        return none
    asked = (part.unknown for part in (*tie.keys, *tie.order))
    return none & flagged((tie.lacking, tie.doubt, *asked), size)
