"""限制 in columns, so many times: the earliest events first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from duixian.engines.bulk.settle.bonds import Bond
from duixian.engines.bulk.settle.docket import Docket
from duixian.engines.bulk.settle.effects import Lists
from duixian.engines.bulk.settle.priors import Prior, entries_of
from duixian.engines.bulk.settle.segments import Array, Segments, Truths
from duixian.language.outcome import EffectKind


def by_count(docket: Docket, bonds: Sequence[Bond]) -> Truths:
    """Every limit of times. Returns the cases that columns cannot settle: two limits where one binds, a number
    that is not the same for all, months back from each event, somebody who is not decided yet."""
    tangled = np.zeros(docket.size, bool)
    alive, held = docket.alive, np.zeros(docket.size, np.int64)
    for bond in bonds:
        held += np.bincount(bond.case[alive[bond.case]], minlength=docket.size)
    for bond in bonds:
        _filled(docket, bond, held, tangled)
    return tangled


def _filled(docket: Docket, bond: Bond, held: Array, tangled: Truths) -> None:
    segments = bond.segments(docket, docket.alive | docket.undecided)
    if not len(segments):
        return
    case, most = bond.case[segments.rows], bond.figure[segments.rows]
    sure = docket.alive[case]
    fewest = segments.folded(np.minimum, np.where(sure, most, np.iinfo(np.int64).max))
    prior = entries_of(docket, bond)
    used = prior.paid(bond.key[segments.rows])
    binding = segments.size() + used > fewest
    hard = (~sure | (most != fewest) | (held[case] > 1) | rolling(bond)[segments.rows]) & binding
    spoilt = segments.folded(np.logical_or, hard)
    tangled[case[spoilt & binding]] = True
    refused = binding & ~spoilt & (segments.place + used >= most)
    _refuse(docket, bond, segments, np.flatnonzero(refused & (used == 0)), most)
    _refuse_paid(
        docket, bond, segments, np.flatnonzero(refused & (used > 0)), np.maximum(most - used, 0), prior
    )


def _refuse(docket: Docket, bond: Bond, segments: Segments, refused: Array, most: Array) -> None:
    """The ones over the number, because of the last three that used it."""
    first = segments.first[refused]
    used = first + np.maximum(most[refused], 0)
    case = bond.case[segments.rows]
    because = Lists.ranges(np.maximum(first, used - 3), used, case)
    docket.refuse(EffectKind.COUNT, case[refused], sources(docket, bond)[segments.rows][refused], because)


def _refuse_paid(
    docket: Docket, bond: Bond, segments: Segments, refused: Array, left: Array, prior: Prior
) -> None:
    """The same where payments used some of it."""
    case, key = bond.case[segments.rows], bond.key[segments.rows]
    because = [
        np.concatenate([prior.of(int(key[row])), case[first : first + int(left[row])]])[-3:]
        for row, first in zip(refused.tolist(), segments.first[refused].tolist(), strict=True)
    ]
    source = sources(docket, bond)[segments.rows][refused]
    docket.refuse(EffectKind.COUNT, case[refused], source, Lists.of(because))


def rolling(bond: Bond) -> Truths:
    """Rows of limits that look back some months from each event."""
    found: Truths = np.array([knot.rule.rolling is not None for knot in bond.knots], bool)[bond.knot]
    return found


def sources(docket: Docket, bond: Bond) -> Array:
    """The source of the rule that ties each row."""
    found: Array = np.array([docket.log.source(knot.rule.source) for knot in bond.knots], np.int64)[bond.knot]
    return found
