"""What a check found, for people and for programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from duixian.language.problems import Problem


@dataclass(frozen=True, slots=True)
class Counts:
    """What was looked at. ``numbers``: of the wording, met by the rules. ``options``: tried besides those in force."""

    clauses: int = 0
    measures: int = 0
    definitions: int = 0
    decided: int = 0
    undecided: int = 0
    numbers: int = 0
    options: int = 0
    examples: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The check of one policy."""

    policy: str
    problems: tuple[Problem, ...]
    counts: Counts
    version: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the policy from loading."""
        return tuple(p for p in self.problems if not p.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is worth a look."""
        return tuple(p for p in self.problems if p.warning)

    @property
    def passed(self) -> bool:
        """Whether the policy loads."""
        return not self.errors

    def render(self, lang: str) -> str:
        """The report as people read it."""
        lines = [p.render(lang) for p in self.problems]
        return "\n".join([*lines, self._english() if lang == "en" else self._chinese()])

    def _chinese(self) -> str:
        c = self.counts
        state = "通过" if self.passed else f"{len(self.errors)} 处错误"
        return (
            f"{self.policy}：{state}，{len(self.warnings)} 处提醒；条款 {c.clauses}，项目 {c.measures}，"
            f"定义 {c.definitions}，解释 {c.decided + c.undecided}（已决定 {c.decided}，未决定 {c.undecided}），"
            f"核对的数 {c.numbers}，试过的其他选项 {c.options}，例子 {c.examples}（未运行）；版本 {self.version[:16] or '—'}"
        )

    def _english(self) -> str:
        c = self.counts
        state = "passed" if self.passed else f"{len(self.errors)} errors"
        return (
            f"{self.policy}: {state}, {len(self.warnings)} warnings; clauses {c.clauses}, measures {c.measures}, "
            f"definitions {c.definitions}, interpretations {c.decided + c.undecided} "
            f"({c.decided} decided, {c.undecided} not), numbers matched {c.numbers}, "
            f"other options tried {c.options}, examples {c.examples} (not run); version {self.version[:16] or '-'}"
        )

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "policy": self.policy,
            "passed": self.passed,
            "version": self.version,
            "counts": asdict(self.counts),
            "problems": [_problem(p) for p in self.problems],
        }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "warning": problem.warning,
        "file": problem.spot.file,
        "line": problem.spot.line,
        "column": problem.spot.column,
        "clause": problem.clause,
        "message": {"zh": problem.message.zh, "en": problem.message.en},
        "remedy": {"zh": problem.remedy.zh, "en": problem.remedy.en},
    }
