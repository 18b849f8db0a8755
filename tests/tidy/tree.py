"""The files of the repository, as the tidy tests see them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "duixian"
NOT_OURS = {".git", ".venv", ".mypy_cache", ".ruff_cache", "__pycache__", "node_modules", "vendor"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file git knows, or, where the checkout has no git, every file outside folders of tools."""
    return tuple(sorted(path for path in (_from_git() or _from_disk()) if path.is_file()))


def _from_git() -> list[Path]:
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return []
    # The checkout may belong to another user than the one who tests it.
    command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return [ROOT / name for name in listed.split("\0") if name]


def _from_disk() -> Iterator[Path]:
    return (path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts))


def named(path: Path) -> str:
    """The path as a reader writes it: from the root of the repository, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def files(*suffixes: str, under: str = "") -> list[Path]:
    """The tracked files below `under` that end in one of `suffixes`."""
    return [path for path in tracked() if path.suffix in suffixes and named(path).startswith(under)]


def text(path: Path) -> str | None:
    """The file's text, or None when it is not text (a font, a compiled catalogue)."""
    data = path.read_bytes()
    return None if b"\0" in data else data.decode("utf-8")


@cache
def module(path: Path) -> ast.Module:
    """The syntax tree of one Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
