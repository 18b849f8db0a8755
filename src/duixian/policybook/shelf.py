"""Where policies stand: a folder, or authority/policy under the root of policies."""

from __future__ import annotations

import os
from pathlib import Path

from duixian.policybook.document import POLICY_FILE
from duixian.values.bilingual import DuixianError, Text

ROOT_VARIABLE = "DUIXIAN_POLICIES"
_PACKAGE = Path(__file__).resolve().parents[1]


class PolicyNotFound(DuixianError, LookupError):
    """A reference that names no policy."""


def policies_root() -> Path:
    """The root of policies: the one in the environment, the checkout's, or the one that travels with the program."""
    given = os.environ.get(ROOT_VARIABLE)
    if given:
        return Path(given)
    checkout = _PACKAGE.parents[1] / "policies"
    return checkout if checkout.is_dir() else _PACKAGE / "policies"


def place_of_new(name: str) -> Path:
    """Where a new policy is written: under the root in the environment, else under ``policies`` of the current
    folder where there is one, else in the current folder itself. Never into the program's own folder."""
    given = os.environ.get(ROOT_VARIABLE)
    if given:
        return Path(given) / name
    here = Path.cwd()
    return (here / "policies" if (here / "policies").is_dir() else here) / name


def find_policy(ref: str | Path) -> Path:
    """The folder of a policy, given as a path or as authority/policy. Raises PolicyNotFound."""
    for folder in (Path(ref), policies_root() / ref):
        if (folder / POLICY_FILE).is_file():
            return folder
    raise PolicyNotFound(
        "policy-not-found",
        Text(f"找不到政策「{ref}」", f"there is no policy '{ref}'"),
        str(ref),
        _known(),
    )


def all_policies() -> tuple[Path, ...]:
    """Every policy folder under the root, by name."""
    return tuple(sorted(path.parent for path in policies_root().glob(f"*/*/{POLICY_FILE}")))


def fingerprint(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The state of a folder's files: name, size and time of change."""
    files = sorted(p for p in folder.glob("*") if p.is_file())
    return tuple((p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files)


def _known() -> Text:
    names = [f"{p.parent.name}/{p.name}" for p in all_policies()]
    listed = "、".join(names) or "—"
    return Text(
        f"写政策文件夹的路径，或：{listed}（环境变量 {ROOT_VARIABLE} 指定政策根目录）",
        f"give the path of a policy's folder, or one of: {listed} ({ROOT_VARIABLE} names the root)",
    )
