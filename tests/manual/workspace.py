"""The tutorial's desk: files written and commands run one after the other, as its reader would do it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from click.testing import CliRunner

from duixian.cli.main import build
from tests.manual.chapters import Fence, chapters

POLICIES = "policies"
_PROMPT = "$ duixian "
_SURROUNDINGS = {"DUIXIAN_POLICIES": POLICIES, "DUIXIAN_LANG": "zh", "COLUMNS": "110", "NO_COLOR": "1"}


@dataclass(frozen=True)
class Ran:
    """A command of the tutorial, what it printed, and whether it ended as the chapter says."""

    command: str
    output: str
    code: int
    stated: int


@dataclass
class Desk:
    """What stands on the desk after a chapter: by the line of each fence, commands run and files shown."""

    ran: dict[int, list[Ran]] = field(default_factory=dict)
    shown: dict[int, str] = field(default_factory=dict)


def ran_at(name: str, fence: Fence) -> list[Ran]:
    """The commands of a fence of the chapter of a name."""
    return desk_of(name).ran[fence.line]


@cache
def desk_of(name: str) -> Desk:
    """The chapter of a name, worked through from its first fence to its last."""
    chapter = next(chapter for chapter in chapters() if chapter.name == name)
    desk = Desk()
    with tempfile.TemporaryDirectory() as folder, _at(Path(folder)):
        for section in (chapter.opening, *chapter.sections):
            for part in section.parts:
                if isinstance(part, Fence) and part.kind == "file":
                    _write(Path(part.argument), part.text)
                elif isinstance(part, Fence) and part.kind == "show":
                    desk.shown[part.line] = Path(part.argument).read_text("utf-8")
                elif isinstance(part, Fence) and part.kind == "console":
                    desk.ran[part.line] = [_run(line, part) for line in part.text.split("\n") if line.strip()]
    return desk


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")


def _run(line: str, fence: Fence) -> Ran:
    arguments = line.removeprefix(_PROMPT).split()
    result = CliRunner().invoke(build(arguments), arguments, prog_name="duixian")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    output = "\n".join(text.rstrip() for text in result.stdout.rstrip("\n").split("\n"))
    return Ran(line, output, result.exit_code, int(fence.argument or 0))


@contextmanager
def _at(folder: Path) -> Iterator[None]:
    """Work in a folder, with the policies' root inside it."""
    before, held = Path.cwd(), {name: os.environ.get(name) for name in _SURROUNDINGS}
    os.environ.update(_SURROUNDINGS)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        for name, value in held.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
