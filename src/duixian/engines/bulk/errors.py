"""Why a measure cannot be decided in columns; the caller takes the reference engine for it and says so."""

from __future__ import annotations


class NotInColumns(Exception):
    """A measure, or its facts, must be decided by the reference engine."""


class NotCompiled(NotInColumns):
    """A part of the language that has no column form yet; the message names it."""

    def __init__(self, what: str, text: str = "") -> None:
        super().__init__(f"{what}: {text}" if text else what)
        self.what = what


class MomentNotKnown(NotCompiled):
    """A moment that is asked for where nothing sets it; the message names it."""


class BeyondRange(NotInColumns):
    """A number or date that might leave what a column can hold; nothing was rounded or wrapped."""
