"""What is going on, on standard error: a bar in a terminal, a line for each stage elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

Report = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done."""


@contextmanager
def stage(console: Console, title: str) -> Iterator[Report]:
    """One stage of a run; yields what to call with its progress."""
    if not console.is_terminal:
        console.print(f"{title} …")
        yield _silent
        return
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task(title, total=None, what="")

        def report(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total or None, what=what)

        yield report


def _silent(done: int, total: int, what: str) -> None:
    pass
