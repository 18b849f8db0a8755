"""The checkers of others, run over the whole repository, and each shown to see a fault."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.tidy import tree

# One cache for every run, so that the second is quick; but a checkout may belong to another user.
_CACHES = (
    tree.ROOT if os.access(tree.ROOT, os.W_OK) else Path(tempfile.gettempdir()) / f"duixian-{os.getuid()}"
)
MYPY_CACHE = _CACHES / ".mypy_cache"
MYPY = [sys.executable, "-m", "mypy", "--no-color-output", "--cache-dir", str(MYPY_CACHE)]
RUFF = [sys.executable, "-m", "ruff"]
LINT_IMPORTS = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]


def run(
    command: list[str], *, cwd: Path = tree.ROOT, source: str | None = None, path: str = ""
) -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=cwd, input=source, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_types_hold_in_strict_mode() -> None:
    code, said = run(MYPY)
    assert code == 0, said


def test_ruff_finds_no_fault() -> None:
    code, said = run([*RUFF, "check", "--no-cache"])
    assert code == 0, said


def test_the_source_is_laid_out_as_ruff_lays_it_out() -> None:
    code, said = run([*RUFF, "format", "--check", "--no-cache"])
    assert code == 0, said


def test_imports_point_down() -> None:
    code, said = run(LINT_IMPORTS)
    assert code == 0, said


def test_nothing_in_the_source_is_dead() -> None:
    code, said = run([sys.executable, "-m", "vulture"])
    assert code == 0, said


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    code, said = run([sys.executable, "-m", "deptry", "src"])
    assert code == 0, said


def test_mypy_refuses_a_function_without_types(tmp_path: Path) -> None:
    untyped = tmp_path / "untyped.py"
    untyped.write_text("def pay(amount): ...\n")
    code, said = run([*MYPY, str(untyped)])
    assert code == 1, said
    assert "no-untyped-def" in said


def test_ruff_refuses_an_unused_import() -> None:
    code, said = run(
        [*RUFF, "check", "--no-cache", "--stdin-filename", "src/duixian/x.py", "-"], source="import os\n"
    )
    assert code == 1
    assert "F401" in said


def lint_imports_of(world: Path, imports: dict[str, str]) -> str:
    """What import-linter says of a `duixian` whose packages are empty but for these imports."""
    packages = ["values", "language", "engines", "engines.single", "engines.prose", "policybook", "registry"]
    for package in ["", *packages, "decisions", "insight", "cli", *imports]:
        folder = world.joinpath("duixian", *package.split("."))
        folder.mkdir(parents=True, exist_ok=True)
        line = f"import duixian.{imports[package]}\n" if package in imports else ""
        folder.joinpath("__init__.py").write_text(line.replace("duixian.django", "django"))
    command = [*LINT_IMPORTS, "--config", str(tree.ROOT / "pyproject.toml")]
    return run(command, cwd=world, path=str(world))[1]


def test_imports_that_point_down_are_kept(tmp_path: Path) -> None:
    down = {"cli": "policybook", "policybook": "language", "engines.single": "language", "language": "values"}
    assert "Contracts: 4 kept, 0 broken" in lint_imports_of(tmp_path, down)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("values", "language"),
        ("policybook", "registry"),
        ("engines.single", "engines.prose"),
        ("language", "django"),
    ],
)
def test_an_import_against_the_law_is_refused(tmp_path: Path, importer: str, imported: str) -> None:
    assert " 1 broken" in lint_imports_of(tmp_path, {importer: imported})


def test_two_modules_that_import_each_other_are_refused(tmp_path: Path) -> None:
    round_about = {"values.money": "values.months", "values.months": "values.money"}
    assert " 1 broken" in lint_imports_of(tmp_path, round_about)


def test_a_package_without_a_layer_is_refused(tmp_path: Path) -> None:
    assert "drawer" in lint_imports_of(tmp_path, {"drawer": "values"})
