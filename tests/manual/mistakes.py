"""What is refused, with the very words that a person reads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duixian.language.problems import PolicyError, Problem
from duixian.language.vocabulary import load_vocabulary
from duixian.language.vocabulary.cells import CellError, read_cell
from duixian.policybook import load_policy
from duixian.policybook.check import check_policy
from duixian.policybook.examples import read_examples
from tests.manual.chapters import Fence, Section, read_chapter
from tests.manual.folders import write_folder
from tests.manual.tables import table

ARROW = " ⇒ "
_BODY = """1. 给予补贴1元。
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


def code_of(mistake: Fence) -> str:
    """The code that a fence ``mistake`` names."""
    return mistake.argument.split()[0]


def problems_of(section: Section, mistake: Fence) -> tuple[Problem, ...]:
    """What the check, or else the reading of the examples, says about a mistake. With ``whole`` after its code the
    fence holds a whole policy.md."""
    with tempfile.TemporaryDirectory() as root:
        folder = write_folder(section, Path(root) / "manual" / "policy", mistake.text)
        if mistake.argument.endswith(" whole"):
            (folder / "policy.md").write_text(mistake.text + "\n", encoding="utf-8")
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


def cell_errors_of(fence: Fence) -> list[tuple[str, str, str, CellError | None]]:
    """Every line ``table.column: cell ⇒ code`` of a fence ``cells``, with what reading the cell says."""
    lines = (line.split(ARROW) for line in fence.text.split("\n") if line.strip())
    parted = ((*place.partition(": "), code.strip()) for place, code in lines)
    return [
        (column, cell.strip(), code, _cell_error(column, cell.strip())) for column, _, cell, code in parted
    ]


def _cell_error(place: str, cell: str) -> CellError | None:
    vocabulary = load_vocabulary()
    table, _, column = place.partition(".")
    try:
        read_cell(vocabulary.tables[table].columns[column], cell, vocabulary)
    except CellError as error:
        return error
    return None


def cell_lines(fence: Fence) -> Iterator[str]:
    """Each refused cell with its code, what should stand there and what to do."""
    head = ("列 column", "写的 cell", "代码 code", "说明", "what is said")
    rows = [
        (column, cell, code, error.message.zh + error.remedy.zh, f"{error.message.en} {error.remedy.en}")
        for column, cell, code, error in cell_errors_of(fence)
        if error is not None
    ]
    yield from table(head, rows)


def mistake_lines(section: Section, fence: Fence) -> Iterator[str]:
    """The problem that a mistake is shown for."""
    problems = problems_of(section, fence)
    yield from _problem(next((p for p in problems if p.code == code_of(fence)), None))


def _problem(problem: Problem | None) -> Iterator[str]:
    if problem is None:
        yield from ("（没有问题 / no problem）", "")
        return
    yield f"> **{problem.code}**：{problem.message.zh}。怎么办：{problem.remedy.zh}"
    yield ">"
    yield f"> {problem.message.en}. What to do: {problem.remedy.en}"
    yield ""
