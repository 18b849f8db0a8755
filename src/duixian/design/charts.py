"""Figures as a picture: what ``<c-chart>`` hands to the browser. Under each picture stands a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Unit = Literal["fen", "count", "share", "tenths"]
"""Whole fen; plain counts; shares of a whole (1 is 100 %); tenths (of days)."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, None for what is not known. ``aim``: what is to be reached, drawn as a dashed line."""

    name: str
    values: Sequence[int | Fraction | None]
    aim: bool = False


def chart(
    kind: Literal["line", "bars", "columns"], names: Sequence[str], series: Sequence[Series], unit: Unit
) -> dict[str, Any]:
    """A picture for ``<c-chart :chart="…" />`` (with ``design/css/charts.css`` and the module ``design/js/charts.js``).

    ``line`` over time, ``bars`` lying (long names), ``columns`` standing."""
    return {
        "kind": kind,
        "names": list(names),
        "unit": unit,
        "series": [{"name": s.name, "aim": s.aim, "values": [_plain(v) for v in s.values]} for s in series],
    }


def _plain(value: int | Fraction | None) -> int | str | None:
    """Counts and fen as whole numbers; a share as a decimal in words, for the picture alone."""
    if value is None or isinstance(value, int):
        return value
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator / value.denominator:.6f}"
