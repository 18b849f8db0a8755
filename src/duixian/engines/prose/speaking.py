"""The entrance: everything that can be said of a policy."""

from __future__ import annotations

from duixian.engines.prose import (
    amounts,
    bounds,
    functions,
    parts,
    payouts,
    records,
    statements,
    values,
)
from duixian.engines.prose.voice import SPEAKERS, Memory, Voice
from duixian.language.rule import Measure, Policy

FAMILIES = (amounts, bounds, functions, parts, payouts, records, statements, values)
"""Modules whose import registers what is said of each kind of node and part."""

__all__ = ["FAMILIES", "SPEAKERS", "Memory", "Voice", "voice_of"]


def voice_of(policy: Policy, measure: Measure | None = None) -> Voice:
    """A voice that can say every node and every part of a policy's rules."""
    return Voice(policy, measure)
