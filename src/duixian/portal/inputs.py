"""Inputs of forms that follow from declarations, and numbers as they may stand on a page."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.values.bilingual import Text

INPUTS = {"日期": "date", "月份": "month", "整数": "number"}
YES_NO = (Text("是", "yes"), Text("否", "no"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One input. ``name``: how the form names it; ``kind``: the type of the input; ``options``: of a choice."""

    name: str
    label: Text
    kind: str
    value: str
    required: bool
    options: tuple[Text, ...]
    note: str
    unit: Text


def masked(number: str) -> str:
    """A number of an identity or account as it may stand on a page."""
    return f"{'•' * 4} {number[-4:]}" if len(number) > 4 else "••••"
