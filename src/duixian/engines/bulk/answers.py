"""A measure's whole answer in columns: what each condition comes to in every case, and what each open case is granted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from duixian.engines.bulk.cases import Cases
from duixian.engines.bulk.nodes import Array, Node


@dataclass(frozen=True, eq=False)
class Answers:
    """By case: where each condition surely ``holds`` and where it surely ``fails`` (None: wherever it does not hold),
    in the order shown. ``rows``: the cases that no condition refuses; ``fen``: the amount of each (0 where it is
    not known or none), before limits and groups; None for what is not money."""

    holds: tuple[Array, ...]
    fails: tuple[Array | None, ...]
    rows: Array
    fen: Array | None


def answers(cases: Cases) -> Answers:
    """All conditions and amounts of one measure, worked out. A condition that is a column of the facts is that very
    array."""
    truths = [tested.truth.value for tested in cases.findings]
    nodes: list[Node] = [truth.node for truth in truths]
    nodes += [truth.other for truth in truths if truth.other is not None]
    found = cases.space.arrays(*nodes)
    fails = iter(found[len(truths) :])
    return Answers(
        tuple(found[: len(truths)]),
        tuple(None if truth.other is None else next(fails) for truth in truths),
        *_granted(cases),
    )


def _granted(cases: Cases) -> tuple[Array, Array | None]:
    grant = cases.grant
    if grant is None:
        return np.zeros(0, np.int64), None
    rows = np.arange(grant.space.size) if grant.space is cases.space else grant.space.up
    assert rows is not None
    nominal = None if grant.layout is None else grant.layout.nominal
    amount = nominal if nominal is not None else None if grant.amount is None else grant.amount.value
    return rows, None if amount is None else grant.space.arrays(amount.or_zero().node)[0]
