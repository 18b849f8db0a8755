"""Where the service keeps what is its own: database, keys, evidence, files of runs, batches and mail."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder named by ``DUIXIAN_DATA``; else one of this user's, and for root one of the machine's.

    Root's home is closed to the unprivileged user as whom the database has to run.
    """
    named = os.environ.get("DUIXIAN_DATA")
    if named:
        return Path(named).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/duixian")
    shared = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(shared).expanduser() / "duixian"


def make_data_folder(folder: Path) -> Path:
    """The folder, made if it is missing: closed to others, except that root's may be passed through.

    Below root's folder the database's own folder belongs to the database's user, who has to reach it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder
