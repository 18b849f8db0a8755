"""Possible cases beside every key they may turn out to have."""

from __future__ import annotations

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.segments import Array, Truths


def rivals(docket: Docket, bond: Bond, late: Truths | None = None) -> tuple[Array, Array]:
    """(row of the bond, key) of each possible case and key, by key and in the order of contenders. A case whose key
    is known in part stands beside each key of a sure case that it may turn out to have. Those who are ``late`` come
    after the others."""
    sure, possible = docket.alive[bond.case], docket.undecided[bond.case]
    known = np.flatnonzero(possible & (bond.key >= 0))
    rows, keys = [known], [bond.key[known]]
    for numbers in bond.classes:
        mine = np.flatnonzero(possible & (bond.key < 0) & (numbers >= 0))
        told = (numbers >= 0) & (bond.key >= 0) & sure
        pairs = np.unique(np.stack([numbers[told], bond.key[told]]), axis=1)
        low = np.searchsorted(pairs[0], numbers[mine])
        counts = np.searchsorted(pairs[0], numbers[mine], side="right") - low
        within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        rows.append(np.repeat(mine, counts))
        keys.append(pairs[1][np.repeat(low, counts) + within])
    row, key = np.concatenate(rows), np.concatenate(keys)
    place = np.zeros(docket.size, np.int64)
    place[docket.contenders(bond.case)] = np.arange(len(bond.case))
    behind = np.zeros(len(row), bool) if late is None else late[bond.case[row]]
    order = np.lexsort((place[bond.case[row]], behind, key))
    return row[order], key[order]
