"""Whose money pays: the payable fen split by the measure's funding shares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from duixian.language.nodes import Literal, Parameter
from duixian.language.outcome import Outcome
from duixian.values.bilingual import Text


def funding_of(outcome: Outcome) -> list[tuple[Text, int | None]]:
    """(tier, fen) for each source, whole fen, adding up to what is payable; None while a share is open."""
    total = outcome.payable if outcome.open else 0
    sources = outcome.measure.funding
    shares = [_share(source.share) for source in sources]
    if any(share is None for share in shares):
        return [(source.tier, None) for source in sources]
    amounts = [(total * share).__floor__() for share in shares if share is not None]
    if amounts:
        amounts[0] += total - sum(amounts)
    return [(source.tier, amount) for source, amount in zip(sources, amounts, strict=True)]


def _share(node: Any) -> Fraction | None:
    if isinstance(node, Literal | Parameter):
        return None if node.value is None else Fraction(node.value)
    return None
