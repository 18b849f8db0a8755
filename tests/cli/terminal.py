"""The commands as a person runs them: in this process, with real files, in one of the languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from click.testing import CliRunner

from duixian.cli.main import NAME, build
from duixian.policybook import all_policies

POLICY = next(f for f in all_policies() if (f / "sample.yaml").is_file())
"""The first policy that has a profile of its own, as the demo takes it."""
POLICY_ID = f"{POLICY.parent.name}/{POLICY.name}"
DAY = date(2023, 6, 30)


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


def run(*arguments: object, lang: str = "en") -> Told:
    """Run a command; an exception that is no exit is one of the test."""
    given = [str(argument) for argument in arguments] + ["--lang", lang]
    result = CliRunner().invoke(build(given), given, prog_name=NAME)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Told(result.exit_code, result.stdout, result.stderr)


@cache
def registry() -> Path:
    """A small registry, made once."""
    folder = Path(mkdtemp(prefix="duixian-test-"))
    assert run("sample", "--persons", 120, "--seed", 3, "--out", folder).code == 0
    return folder


@cache
def decided(file_format: str, lang: str = "en") -> Path:
    """That registry decided and written, once for each form of file."""
    folder = Path(mkdtemp(prefix="duixian-test-"))
    given = ["--facts", registry(), "--as-of", DAY, "--out", folder, "--format", file_format, "--json"]
    assert run("decide", POLICY_ID, *given, lang=lang).code == 0
    return folder


def lines_of(told: str) -> str:
    """What was said on one line, so that where a line was broken does not matter."""
    return " ".join(told.split())
