"""Payments already made that count against cases of others: what they touch is for the exact solver."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.segments import Truths


def counted_before(docket: Docket, groups: Sequence[Bond], limits: Sequence[Bond]) -> Truths:
    """Cases against which a payment counts or may count that was not made for a case of this run; and those
    whose own payments do not say how much they were."""
    found = np.zeros(docket.size, bool)
    if not len(docket.payments):
        return found
    own = _own(docket)
    for number, block in enumerate(docket.blocks):
        start = docket.offsets[number]
        for pairs in block.priors:
            found[start + pairs.case[~own[pairs.payment]]] = True
        found[start + block.paid.case[docket.payments.lacking[block.paid.payment]]] = True
    for bond in limits:
        foreign = bond.payment_key[~own[bond.payments]]
        met = np.isin(bond.key, foreign[foreign >= 0]) | bool((foreign < 0).any())
        found[bond.case[met]] = True
    return found & (docket.sure | docket.possible)


def _own(docket: Docket) -> Truths:
    """Payments made for a case that takes part: they are settled with it."""
    own = np.zeros(len(docket.payments), bool)
    for number, block in enumerate(docket.blocks):
        case = docket.offsets[number] + block.paid.case
        own[block.paid.payment[docket.sure[case]]] = True
    return own
