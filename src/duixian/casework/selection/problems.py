"""What is wrong with a row of a sheet."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one row (the header is row 1)."""

    row: int
    message: Text


def problem(row: int, zh: str, en: str) -> Problem:
    """A problem in both languages."""
    return Problem(row, Text(f"{zh}。", f"{en}."))
