"""What keeps values from being known."""

from __future__ import annotations

from typing import Any, Final

from duixian.language.unknown import Missing, Unknown

NOTHING: Final[frozenset[Missing]] = frozenset()


def causes_of(*values: Any) -> frozenset[Missing]:
    """The causes of those values that are unknown; mostly none, so nothing is made for them."""
    found = NOTHING
    for value in values:
        if value.__class__ is Unknown:
            found |= value.causes
    return found
