"""``duixian`` asked in this process, its words kept back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout

from duixian.cli.main import build


class Refused(Exception):
    """The command ended with an exit code; what it said is the message."""


def asked(words: Sequence[str]) -> None:
    """Run a command to its end. Raises Refused where it does not end well."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = _exit_code(words)
    if code:
        raise Refused(f"duixian {' '.join(words)}: exit code {code}\n{said.getvalue()}")


def _exit_code(words: Sequence[str]) -> int:
    try:
        found = build(words).main(list(words), prog_name="duixian", standalone_mode=False)
    except SystemExit as end:
        return int(end.code or 0)
    return found if isinstance(found, int) else 0
