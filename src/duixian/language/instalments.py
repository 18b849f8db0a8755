"""Taking money off instalments: the last ones first, so that what was due first stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from duixian.language.outcome import PAYABLE, Outcome


def granted(outcome: Outcome) -> int:
    """Fen of all instalments that are paid, now or when their day comes."""
    return sum([i.amount for i in outcome.instalments if i.state in PAYABLE])


def take_off(outcome: Outcome, fen: int, positions: Sequence[int] | None = None) -> None:
    """Lower the instalments (at these positions) by so many fen in all, as far as they reach."""
    changed = list(outcome.instalments)
    among = range(len(changed)) if positions is None else positions
    for position in reversed(among):
        instalment = changed[position]
        if fen > 0 and instalment.state in PAYABLE and instalment.amount > 0:
            taken = min(fen, instalment.amount)
            changed[position] = replace(instalment, amount=instalment.amount - taken)
            fen -= taken
    outcome.instalments = tuple(changed)
