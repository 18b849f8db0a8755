"""Where a demo lives: a data folder of its own, empty at the start, with a clock that stands in the demo's month."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from duixian.site.demo_mark import is_marked, office_today, set_mark
from duixian.site.postgres.cluster import Cluster
from duixian.site.postgres.sharing import in_use
from duixian.site.seeding.script import find_script
from duixian.values.bilingual import DuixianError, Text


def open_demo_home() -> Path:
    """An empty data folder, named to this process and its children through the environment.

    Raises DuixianError (``demo-running``, ``demo-folder``) when another demo works there, or no demo made what is in it.
    """
    home = Path(os.environ.get("DUIXIAN_DATA") or _usual())
    if home.exists() and any(home.iterdir()):
        _clear(home)
    home.mkdir(parents=True, exist_ok=True)
    day = find_script().today
    set_mark(home, day)
    os.environ["DUIXIAN_DATA"] = str(home)
    os.environ["DUIXIAN_DAYS_BACK"] = str((office_today() - day).days)
    return home


def registry_of_last_demo() -> Path:
    """Where ``duixian demo`` leaves the registers that it makes up."""
    return _beside("duixian-demo") / "registry"


def _usual() -> Path:
    return _beside("duixian-demo-service")


def _beside(name: str) -> Path:
    return Path(tempfile.gettempdir()) / f"{name}-{os.getuid()}"


def _clear(home: Path) -> None:
    if not is_marked(home):
        raise _refused(
            "demo-folder",
            Text("这个目录里有不是演示留下的文件。", "This folder holds files that no demo made."),
            home,
        )
    cluster = Cluster(home / "postgres")
    if in_use(cluster):
        raise _refused("demo-running", Text("另一个演示正在运行。", "Another demo is running."), home)
    cluster.stop()
    shutil.rmtree(home)


def _refused(code: str, message: Text, home: Path) -> DuixianError:
    remedy = Text(
        "请先结束它，或以 DUIXIAN_DATA 指定另一个目录。", "End it, or name another folder by DUIXIAN_DATA."
    )
    return DuixianError(code, message, str(home), remedy)
