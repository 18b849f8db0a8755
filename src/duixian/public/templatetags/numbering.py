"""``{% load numbering %}``: what a template looks up by a key that it holds in a variable."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at(numbers: Mapping[str, int] | str | None, key: str | None) -> int | str:
    """The number of a quotation in its clause; empty where it has none."""
    return numbers.get(key, "") if isinstance(numbers, Mapping) and key else ""
