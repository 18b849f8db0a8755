"""What can be wrong with a screen or its review, for people."""

from __future__ import annotations

from duixian.casework.errors import CaseworkError
from duixian.values.bilingual import Text


class ScreenFaulty(CaseworkError):
    """A screen's declaration cannot be used (``screen-…``)."""


class ReviewRefused(CaseworkError):
    """A flag cannot be settled so (``review-…``)."""


def faulty(code: str, where: str, zh: str, en: str) -> ScreenFaulty:
    """A fault of a declaration, and the remedy that all of them share."""
    remedy = Text("请改正筛查项的声明（screens.yaml）。", "Correct the declaration in screens.yaml.")
    return ScreenFaulty(code, Text(f"筛查项有误：{zh}。", f"The screen is wrong: {en}."), where, remedy)
