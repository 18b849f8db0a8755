"""What is left of each case, against what was paid for it before; and its verdict."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Effects, Lists
from duixian.engines.bulk.settle.segments import Array, Truths
from duixian.language.outcome import Verdict
from duixian.language.rule import Prepayment

VERDICTS = tuple(Verdict)
ELIGIBLE, INELIGIBLE, UNDETERMINED = (
    VERDICTS.index(verdict) for verdict in (Verdict.ELIGIBLE, Verdict.INELIGIBLE, Verdict.UNDETERMINED)
)


@dataclass(frozen=True, eq=False)
class Balance:
    """In fen, by case of the docket. ``left``: by limits, groups and budgets; what is granted above it comes off the
    instalments, the last ones first. ``verdict``: a place in VERDICTS."""

    left: Array
    payable: Array
    paid: Array
    recovery: Array
    verdict: NDArray[np.int8]


def balanced(docket: Docket) -> Balance:
    """Every case; payments for the very case are noted as effects."""
    left = np.where(docket.sure, docket.payable, 0)
    cases, payments = _paid_for(docket)
    paid = np.zeros(docket.size, object if docket.wide else np.int64)
    np.add.at(paid, cases, docket.payments.amount[payments].astype(paid.dtype))
    counts = (paid != 0) & (docket.sure | _in_vain(docket))
    payable = np.where(counts, np.maximum(0, left - paid), left)
    recovery = np.where(counts, np.maximum(0, paid - left), 0)
    _note_payments(docket, counts & ~docket.tangled, left, payable, cases, payments)
    return Balance(left, payable, paid, recovery, _verdicts(docket, payable, counts))


def _paid_for(docket: Docket) -> tuple[Array, Array]:
    """(case, payment) in the order of cases, then payments."""
    blocks = list(enumerate(docket.blocks))
    cases = np.concatenate([np.zeros(0, np.int64), *(docket.offsets[n] + b.paid.case for n, b in blocks)])
    payments = np.concatenate([np.zeros(0, np.int64), *(b.paid.payment for _, b in blocks)])
    order = np.argsort(cases, kind="stable")
    return cases[order], payments[order]


def _in_vain(docket: Docket) -> Truths:
    """Refused cases for which money may have been paid ahead."""
    ahead = np.array([isinstance(block.measure.payout, Prepayment) for block in docket.blocks], bool)
    found: Truths = docket.closed & ahead[docket.measure]
    return found


def _note_payments(
    docket: Docket, told: Truths, before: Array, after: Array, cases: Array, payments: Array
) -> None:
    found = np.flatnonzero(told)
    if not len(found):
        return
    low, high = np.searchsorted(cases, found), np.searchsorted(cases, found, side="right")
    places = np.array([docket.log.source(block.measure.source) for block in docket.blocks], np.int64)
    effects = Effects.of_payments(
        found,
        places[docket.measure[found]],
        before[found],
        after[found],
        Lists.ranges(low, high, -1 - payments),
    )
    docket.log.noted.append(effects)


def _verdicts(docket: Docket, payable: Array, counts: Truths) -> NDArray[np.int8]:
    held = docket.sure & ~docket.refused & (~docket.money | (payable != 0) | counts)
    found = np.where(docket.possible, UNDETERMINED, np.where(held, ELIGIBLE, INELIGIBLE))
    return found.astype(np.int8)
