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

    def add(self, name: str, write: Callable[[Path], object]) -> None:
        """Have a file written."""
        write(self._scratch / name)
        self._names.append(name)

    def commit(self, about: Mapping[str, Any]) -> list[Path]:
        """Move the files in, take away what an earlier run left and this one did not make, and name them all."""
        manifest = {"form": FORM, **about, "files": self._names}
        old = files_of_run(self.folder)
        (self.folder / MANIFEST).unlink(missing_ok=True)
        for name in self._names:
            os.replace(self._scratch / name, self.folder / name)
        for name in old:
            if name not in self._names:
                (self.folder / name).unlink(missing_ok=True)
        draft = self._scratch / MANIFEST
        draft.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
        os.replace(draft, self.folder / MANIFEST)
        return [self.folder / name for name in self._names]


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
    """The files that an earlier run says it wrote: plain names, never a path out of the folder."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError, json.JSONDecodeError):
        return []
    names = said.get("files") if isinstance(said, dict) and said.get("form") == FORM else None
    return [n for n in names or [] if isinstance(n, str) and n and Path(n).name == n and n != MANIFEST]


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
