"""Problems found in a policy document: values, collected, never thrown one at a time.

A problem says where (file, line, column, clause), what is wrong and what to do, in Chinese and English.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a file: 1-based line and column (characters)."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def moved(self, columns: int) -> Spot:
        """The place some characters further on the same line."""
        return Spot(self.file, self.line, self.column + columns)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. ``warning``: worth a look, but the policy loads."""

    code: str
    message: Text
    remedy: Text
    spot: Spot
    clause: str | None = None
    warning: bool = False

    def render(self, lang: str) -> str:
        """The sentence a person reads."""
        if lang == "en":
            where = f", clause {self.clause}" if self.clause else ""
            kind = "warning" if self.warning else "error"
            return (
                f"{self.spot}{where}: {kind} {self.code}: {self.message.en}\n    What to do: {self.remedy.en}"
            )
        where = f"（条款 {self.clause}）" if self.clause else ""
        kind = "提醒" if self.warning else "错误"
        return f"{self.spot}{where}：{kind} {self.code}：{self.message.zh}\n    怎么办：{self.remedy.zh}"


@dataclass(slots=True)
class Problems:
    """A collector shared by the passes of a load; ``clause`` is the one being read."""

    found: list[Problem] = field(default_factory=list)
    clause: str | None = None

    def add(self, code: str, spot: Spot, message: Text, remedy: Text, *, warning: bool = False) -> None:
        """Record a problem of the clause being read; the same one twice counts once."""
        problem = Problem(code, message, remedy, spot, self.clause, warning)
        if problem not in self.found:
            self.found.append(problem)

    def of_clause(self, clause: str | None) -> Problems:
        """The same collector, reading another clause."""
        return replace(self, clause=clause)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the policy from loading."""
        return tuple(p for p in self.found if not p.warning)


class PolicyError(Exception):
    """A policy that does not load; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(p.render("zh") for p in problems))

    def render(self, lang: str) -> str:
        """All problems, one under the other."""
        return "\n".join(p.render(lang) for p in self.problems)
