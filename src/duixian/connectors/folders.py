"""An exchange by folders that both sides reach: ``in``, ``done``, ``rejected`` and ``out``.

A file that is still being written is named with a leading dot or ends in ``.part`` or ``.tmp``; it waits. Our own
files are written under such a name first and then renamed, so that nobody reads half of one.
"""

from __future__ import annotations

import os
from pathlib import Path

from duixian.connectors.errors import ConnectorError
from duixian.values.bilingual import Text

IN, DONE, REJECTED, OUT = "in", "done", "rejected", "out"
_UNFINISHED = (".part", ".tmp")
_HIDDEN = (".", "~$")


class Folders:
    """The folders of one outside system below ``root``; made when missing, for this user alone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in (IN, DONE, REJECTED, OUT):
            (root / name).mkdir(parents=True, exist_ok=True, mode=0o700)

    def waiting(self) -> list[str]:
        """Whole files in ``in``, in order of name."""
        return sorted(path.name for path in (self.root / IN).iterdir() if _whole(path))

    def read(self, name: str) -> bytes:
        """The bytes of a file in ``in``."""
        return self._at(IN, name).read_bytes()

    def accept(self, name: str, note: str = "") -> None:
        """Move to ``done``, with ``<name>.note.txt`` where there is a note."""
        self._move(name, DONE, ".note.txt", note)

    def reject(self, name: str, reason: str) -> None:
        """Move to ``rejected``, with ``<name>.reason.txt``."""
        self._move(name, REJECTED, ".reason.txt", reason)

    def attach(self, name: str, content: bytes) -> None:
        """Write into ``rejected``."""
        _write(_free(self._at(REJECTED, name)), content)

    def send(self, name: str, content: bytes) -> None:
        """Write into ``out``, once."""
        path = self._at(OUT, name)
        if not path.exists():
            _write(path, content)
        elif path.read_bytes() != content:
            raise _differs(path)

    def _at(self, folder: str, name: str) -> Path:
        if name != Path(name).name or name in ("", ".", ".."):
            raise _no_name(name)
        return self.root / folder / name

    def _move(self, name: str, folder: str, ending: str, words: str) -> None:
        target = _free(self._at(folder, name))
        if words:
            _write(target.with_name(target.name + ending), f"{words}\n".encode())
        os.replace(self._at(IN, name), target)


def _whole(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(_HIDDEN) and not path.name.endswith(_UNFINISHED)


def _free(path: Path) -> Path:
    """A path that does not exist yet: a second file of the same name never covers the first."""
    found, number = path, 2
    while found.exists():
        found, number = path.with_name(f"{path.stem}-{number}{path.suffix}"), number + 1
    return found


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, also when the power fails."""
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)


def _differs(path: Path) -> ConnectorError:
    return ConnectorError(
        "outgoing-differs",
        Text(
            f"发出文件「{path.name}」已经存在，内容不同。",
            f"The outgoing file '{path.name}' exists with other contents.",
        ),
        str(path),
        Text(
            "先核对哪一份已交对方；确需重发的，用新的批次号另发一份。",
            "Check which one the other side has; to send again, use a new batch number.",
        ),
    )


def _no_name(name: str) -> ConnectorError:
    return ConnectorError(
        "file-name",
        Text(f"「{name}」不能作文件名。", f"'{name}' cannot be the name of a file."),
        remedy=Text("文件名不得含目录。", "A file's name holds no folder."),
    )
