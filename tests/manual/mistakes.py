"""What is refused, with the very words that a person reads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duixian.language.problems import PolicyError, Problem
from duixian.policybook import load_policy
from duixian.policybook.check import check_policy
from duixian.policybook.examples import read_examples
from tests.manual.chapters import Fence, Section, read_chapter
from tests.manual.folders import write_folder

ARROW = " ⇒ "
_BODY = """1. 给予补贴。
```rule
项目: 补贴
每次: 录用
受益: 用人单位
条件:
  试: {text}
金额: 1元
```"""
_NOWHERE = read_chapter("none", "## none / none\n").sections[0]


@dataclass(frozen=True)
class Refusal:
    """An expression and the code of the problem that the manual says it has, with the problems found."""

    expression: str
    code: str
    problems: tuple[Problem, ...]

    @property
    def problem(self) -> Problem | None:
        """The problem of that code, if it was found."""
        return next((p for p in self.problems if p.code == self.code), None)


def refusals_of(fence: Fence) -> list[Refusal]:
    """Every line of a fence ``refused``, tried as a condition of a hiring."""
    lines = (line.split(ARROW) for line in fence.text.split("\n") if line.strip())
    return [_refusal(expression.strip(), code.strip()) for expression, code in lines]


@cache
def _refusal(expression: str, code: str) -> Refusal:
    text = "'" + expression.replace("'", "''") + "'"
    with tempfile.TemporaryDirectory() as root:
        folder = write_folder(_NOWHERE, Path(root) / "manual" / "policy", _BODY.replace("{text}", text))
        return Refusal(expression, code, check_policy(folder).problems)


def problems_of(section: Section, mistake: Fence) -> tuple[Problem, ...]:
    """What the check, or else the reading of the examples, says about a mistake."""
    with tempfile.TemporaryDirectory() as root:
        folder = write_folder(section, Path(root) / "manual" / "policy", mistake.text)
        report = check_policy(folder)
        if report.errors:
            return report.problems
        try:
            read_examples(folder, load_policy(folder).policy.vocabulary)
        except PolicyError as error:
            return (*report.problems, *error.problems)
        return report.problems


def refusal_lines(fence: Fence) -> Iterator[str]:
    """Each refused expression with its code, what is wrong and what to do."""
    for refusal in refusals_of(fence):
        yield f"`{refusal.expression}`"
        yield ""
        yield from _problem(refusal.problem)


def mistake_lines(section: Section, fence: Fence) -> Iterator[str]:
    """The problem that a mistake is shown for."""
    problems = problems_of(section, fence)
    yield from _problem(next((p for p in problems if p.code == fence.argument), None))


def _problem(problem: Problem | None) -> Iterator[str]:
    if problem is None:
        yield from ("（没有问题 / no problem）", "")
        return
    yield f"> **{problem.code}**：{problem.message.zh}。怎么办：{problem.remedy.zh}"
    yield ">"
    yield f"> {problem.message.en}. What to do: {problem.remedy.en}"
    yield ""
