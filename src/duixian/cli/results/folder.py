"""The folder of a run's results. All files are written under a hidden name first and moved in when all are whole;
``run.json`` comes last and names them, so a reader knows what belongs together, and the next run what to replace."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "run.json"
FORM = "duixian.run/1"
_SCRATCH = ".writing-"


class ResultFolder:
    """Files on their way into a folder."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        self._scratch = scratch
        self._names: list[str] = []

    def place(self, name: str) -> Path:
        """Where to write a file; ``name`` may lie in folders of the results, with / between."""
        path = self._scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        self._names.append(name)
        return path

    def add(self, name: str, write: Callable[[Path], object]) -> None:
        """Have a file written."""
        write(self.place(name))

    def commit(self, about: Mapping[str, Any]) -> list[Path]:
        """Move the files in, take away what an earlier run left and this one did not make, and name them all."""
        manifest = {"form": FORM, **about, "files": sorted(self._names)}
        old = files_of_run(self.folder)
        (self.folder / MANIFEST).unlink(missing_ok=True)
        for name in self._names:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(self._scratch / name, self.folder / name)
        for name in old:
            if name not in self._names:
                self._take_away(name)
        draft = self._scratch / MANIFEST
        draft.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(draft, self.folder / MANIFEST)
        return [self.folder / name for name in self._names]

    def _take_away(self, name: str) -> None:
        """Take a file of an earlier run away, and the folders it leaves empty."""
        path = self.folder / name
        path.unlink(missing_ok=True)
        for parent in list(path.relative_to(self.folder).parents)[:-1]:
            above = self.folder / parent
            if above.is_dir() and not any(above.iterdir()):
                above.rmdir()


@contextmanager
def result_folder(folder: Path) -> Iterator[ResultFolder]:
    """A folder for results; what was not committed leaves no trace."""
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    scratch = folder / f"{_SCRATCH}{os.getpid()}"
    scratch.mkdir()
    try:
        yield ResultFolder(folder, scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def files_of_run(folder: Path) -> list[str]:
    """The files that an earlier run says it wrote: names in the folder and those below, never a path out of it."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return []
    names = said.get("files") if isinstance(said, dict) and said.get("form") == FORM else None
    return [n for n in names or [] if isinstance(n, str) and n != MANIFEST and _lies_within(folder, n)]


def _lies_within(folder: Path, name: str) -> bool:
    """Whether a name is one of a file below a folder, whatever links there are on the way."""
    parts = name.split("/")
    if not all(parts) or ".." in parts or "." in parts or "\0" in name:
        return False
    return (folder / name).parent.resolve().is_relative_to(folder.resolve())


def _sweep(folder: Path) -> None:
    """Take away what a run that was killed left behind."""
    for left in folder.glob(f"{_SCRATCH}*"):
        if not _alive(left.name.removeprefix(_SCRATCH)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: str) -> bool:
    if not process.isdecimal() or int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
