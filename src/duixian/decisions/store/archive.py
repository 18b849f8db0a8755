"""A policy's folder as one piece of bytes, and back: the same files give the same bytes."""

from __future__ import annotations

import io
import os
import re
import tarfile
import threading
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any

from duixian.decisions.store.errors import archive_altered
from duixian.decisions.store.folders import policies_folder
from duixian.language.rule import Policy
from duixian.policybook import Choice, load_policy
from duixian.policybook.document import POLICY_FILE

_NUMBER = re.compile(r"^文号:.*$", re.MULTILINE)
_FRONT = "---\n"
_LOADED: dict[tuple[str, str], Policy] = {}
_KEPT = 32
_LOCK = threading.Lock()

Choices = Mapping[str, Mapping[str, Any]]
"""By record: ``option``, its name, and ``parameters``, by name in the words of the expression language."""


def packed(folder: Path, number: str = "") -> bytes:
    """The files of a folder, under the two names that make the policy's id; ``number`` written in as its 文号."""
    root = folder.resolve()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(p for p in root.rglob("*") if p.is_file() and not _hidden(p.relative_to(root))):
            contents = path.read_bytes()
            if number and path == root / POLICY_FILE:
                contents = numbered(contents.decode("utf-8"), number).encode()
            _add(tar, f"{root.parent.name}/{root.name}/{path.relative_to(root).as_posix()}", contents)
    return buffer.getvalue()


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "__")) for part in path.parts)


def _add(tar: tarfile.TarFile, name: str, contents: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(contents)
    tar.addfile(entry, io.BytesIO(contents))


def numbered(text: str, number: str) -> str:
    """A policy's text with a document number in its front matter; its wording is not touched."""
    start, front, rest = text.partition(_FRONT)
    if start or not front:
        return text
    head, close, body = rest.partition(_FRONT)
    line = '文号: "{}"'.format(number.replace("\\", "\\\\").replace('"', '\\"'))
    filled, found = _NUMBER.subn(lambda _: line, head, count=1)
    return front + (filled if found else head + line + "\n") + close + body


def text_in(archive: bytes, name: str) -> str | None:
    """The text of a file of the policy's folder; None where it has none of this name."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar.getmembers():
            held = tar.extractfile(member) if PurePosixPath(member.name).name == name else None
            if held is not None:
                return held.read().decode("utf-8")
    return None


_TEXTS = (".md", ".yaml", ".csv")


def texts_in(archive: bytes) -> dict[str, str]:
    """The text files of the policy's folder by their place in it, the policy itself first."""
    found = {
        name: contents.decode("utf-8") for name, contents in _files(archive).items() if name.endswith(_TEXTS)
    }
    return dict(sorted(found.items(), key=lambda one: (one[0] != POLICY_FILE, one[0])))


def replaced(archive: bytes, name: str, text: str) -> bytes:
    """The archive with another text in the place of one file's."""
    files = _members(archive)
    return _written({**files, **{full: text.encode() for full in files if _within(full) == name}})


def added(archive: bytes, name: str, text: str) -> bytes:
    """The archive with one more file in the policy's folder."""
    files = _members(archive)
    folder = next(full for full in files if _within(full) == POLICY_FILE).removesuffix(POLICY_FILE)
    return _written({**files, folder + name: text.encode()})


def without(archive: bytes, name: str) -> bytes:
    """The archive less one file of the policy's folder."""
    return _written({full: held for full, held in _members(archive).items() if _within(full) != name})


def _members(archive: bytes) -> dict[str, bytes]:
    """Every file by its whole name."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        opened = ((member.name, tar.extractfile(member)) for member in tar.getmembers())
        return {name: held.read() for name, held in opened if held is not None}


def _written(files: Mapping[str, bytes]) -> bytes:
    """The same files in any order give the same bytes: an archive packed from a folder, too."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name in sorted(files, key=PurePosixPath):
            _add(tar, name, files[name])
    return buffer.getvalue()


def spread(archive: bytes, place: Path) -> Path:
    """The policy's folder, below a place."""
    _write(archive, place)
    return next(path.parent for path in sorted(place.glob(f"*/*/{POLICY_FILE}")))


def _write(archive: bytes, place: Path) -> None:
    """The files below a place. Raises ValueError for a name that leads out of it."""
    for name, contents in _members(archive).items():
        path = place / name
        if not path.resolve().is_relative_to(place.resolve()):
            raise ValueError(f"'{name}' lies outside the policy's folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents)


def _files(archive: bytes) -> dict[str, bytes]:
    return {_within(name): contents for name, contents in _members(archive).items()}


def _within(name: str) -> str:
    """A file's place inside the policy's folder."""
    return PurePosixPath(*PurePosixPath(name).parts[2:]).as_posix()


def unpacked(archive: bytes, sha256: str) -> Path:
    """The policy's folder, below the data folder."""
    place = policies_folder() / sha256
    if not place.is_dir():
        fresh = Path(mkdtemp(dir=policies_folder()))
        _write(archive, fresh)
        try:
            os.replace(fresh, place)
        except OSError:
            if not place.is_dir():  # else another process was quicker with the same files
                raise
    return next(path.parent for path in sorted(place.glob(f"*/*/{POLICY_FILE}")))


def read_choices(choices: Choices) -> dict[str, Choice]:
    """Choices as the policybook takes them."""
    return {
        name: Choice(said.get("option"), dict(said.get("parameters") or {})) for name, said in choices.items()
    }


def policy_of(archive: Callable[[], bytes], sha256: str, choices: Choices, version: str) -> Policy:
    """The policy of an archive, which is asked for only where the policy is not at hand. Raises PublicationRefused where it is not the version it was taken in as."""
    with _LOCK:
        held = _LOADED.get((sha256, version))
        if held is None:
            held = load_policy(unpacked(archive(), sha256), choices=read_choices(choices)).policy
            if held.version != version:
                raise archive_altered(version)
            if len(_LOADED) >= _KEPT:
                del _LOADED[next(iter(_LOADED))]
            _LOADED[sha256, version] = held
        return held
