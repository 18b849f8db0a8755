"""The sheets of a file that somebody hands in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from duixian.casework.selection.errors import RegisterError
from duixian.registry.notes import RegistryError
from duixian.registry.sources.folder import OPENINGS, open_file
from duixian.registry.sources.sheet import Sheet

Refusing = Callable[[str, str, str, str], RegisterError]
"""Code, Chinese and English words, and the file's name."""


def sheets_of(path: Path, code: str, refusal: Refusing) -> list[Sheet]:
    """At least one. Raises what ``refusal`` makes of a file that cannot be read."""
    if path.suffix.lower() not in OPENINGS:
        raise refusal(
            code,
            f"不能读这种文件，应为 {'、'.join(OPENINGS)}",
            "This kind of file cannot be read",
            path.name,
        )
    try:
        sheets, notes = open_file(path)
    except RegistryError as error:
        raise refusal(code, error.message.zh, error.message.en, path.name) from error
    if not sheets:
        words = notes[0].message if notes else None
        zh, en = (words.zh, words.en) if words else ("文件是空的", "The file is empty")
        raise refusal(code, zh, en, path.name)
    return sheets
