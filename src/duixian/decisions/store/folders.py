"""Where files of runs and unpacked policies lie, below the installation's data folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

_BLOCK = 1 << 20


def policies_folder() -> Path:
    """Archives unpacked, each under its own hash: made again from the database whenever one is missing."""
    return _made("policies")


def run_folder(number: str) -> Path:
    """The compact files of a run; made by the run itself."""
    return _made("runs") / number


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder that is gone afterwards, closed to others: registers lie there in clear while a run reads them."""
    with TemporaryDirectory(dir=_made("working")) as folder:
        yield Path(folder)


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _made(name: str) -> Path:
    folder = Path(settings.DUIXIAN_DATA) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
