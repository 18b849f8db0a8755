"""``{% load desks %}``: the tone in which a state of the ledger, of publicity or of a round is shown; yuan in tables."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from duixian.papers.saying import figures

register = template.Library()
_TONES = {
    "good": ("paid", "reconciled", "free", "closed", "eligible", "chosen", "selected", "announced", "recorded"),
    "bad": ("returned", "rejected", "struck", "upheld", "ineligible", "cancelled_round"),
    "attention": ("made", "held", "open", "undecided", "tied"),
    "waiting": (
        "batched", "checked", "released", "sent", "inside", "public", "standing",
        "called", "reviewing", "ranked", "published", "imported", "nominated",
    ),
}  # fmt: skip
_TONE_OF = {state: tone for tone, states in _TONES.items() for state in states}


@register.filter
def tone_of(state: str) -> str:
    """``good``, ``bad``, ``attention``, ``waiting``, or nothing for a state that is merely over."""
    return _TONE_OF.get(str(state), "")


@register.filter
def yuan(fen: int | None) -> str:
    """``1,234.50`` from whole fen, for the columns of tables that say the unit at their head."""
    return "" if fen is None else figures(fen)


@register.filter
def of_language(both: dict[str, str]) -> str:
    """The words of a pair ``{zh, en}`` in the page's language."""
    return both["en"] if (get_language() or "zh").startswith("en") else both["zh"]
