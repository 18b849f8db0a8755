from __future__ import annotations

import re
import tomllib

import pytest

from tests.tidy import tree, workplace


def test_no_tracked_file_says_where_the_work_was_done() -> None:
    texts = ((path, tree.text(path)) for path in tree.tracked())
    assert [
        f"{tree.named(path)}:{trace}" for path, text in texts if text for trace in workplace.traces(text)
    ] == []


def test_no_lock_that_writes_addresses_is_tracked() -> None:
    assert [tree.named(path) for path in tree.tracked() if path.name in workplace.FORBIDDEN_FILES] == []


def locked(name: str) -> dict[str, int]:
    """Each requirement of a lock, and how many hashes it has."""
    entries = (tree.ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return {re.split("[= ]", entry)[0].lower(): entry.count("--hash=sha256:") for entry in entries}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_its_hash(lock: str) -> None:
    assert locked(lock)
    assert [name for name, hashes in locked(lock).items() if hashes == 0] == []


def declared() -> tuple[set[str], set[str]]:
    data = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    both = data["project"]["dependencies"], data["dependency-groups"]["dev"]
    runtime, dev = ({re.split("[<>=!~;\\[ ]", line)[0].lower() for line in lines} for lines in both)
    return runtime, dev


def test_the_locks_hold_every_dependency_that_is_declared() -> None:
    runtime, dev = declared()
    assert runtime - locked("requirements.txt").keys() == set()
    assert (runtime | dev) - locked("requirements-dev.txt").keys() == set()


@pytest.mark.parametrize(
    "line",
    [
        "see /" + "work/main/notes.md",
        "cache: /" + "root/.cache",
        "'/" + "home/me/duixian'",
        "read /tmp/" + "team/brief.md",
        "timed with far" + "m-bench",
        "https://py" + "pi.org/simple",
        "https://files.python" + "hosted.org/packages/x.whl",
        "https:/" + "/mirrors.example.com/py/simple",
        "--index-" + "url https://x",
    ],
)
def test_a_trace_of_the_workplace_is_found(line: str) -> None:
    assert len(workplace.traces(f"first\n{line}\n")) == 1
    assert workplace.traces(f"first\n{line}\n")[0].startswith("2: ")


@pytest.mark.parametrize(
    "line",
    ["https://example.org/work/hours", "src/home/page.py", "farming subsidy", "#!/usr/bin/env bash", "a/b"],
)
def test_an_ordinary_path_or_word_is_no_trace(line: str) -> None:
    assert workplace.traces(line) == []
