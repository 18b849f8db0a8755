"""One run of a command: its language and where it writes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console

from duixian.values.bilingual import Text

_PIPED_WIDTH = 110
_WIDEST = 120


@dataclass(frozen=True)
class Session:
    """The language, the console for results and the console for everything else."""

    lang: str
    out: Console
    err: Console

    def words(self, text: Text) -> str:
        """The words of a text in this run's language."""
        return text.zh if self.lang == "zh" else text.en


def open_session(lang: str) -> Session:
    """The consoles on the streams as they are now; what a stream cannot show becomes a question mark."""
    return Session(lang, _console(sys.stdout), _console(sys.stderr))


def _console(stream: TextIO) -> Console:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED_WIDTH
    console.width = min(console.width, _WIDEST)
    return console


@contextmanager
def without_collector() -> Iterator[None]:
    """Decides without the cycle collector: millions of findings are kept and none of them forms a cycle, so
    looking for cycles among them again and again costs as much as deciding."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
