"""What a clause is, and the error of a document that cannot be taken apart."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.values.bilingual import DuixianError, Text


@dataclass(frozen=True, slots=True)
class Block:
    """The text inside one rule fence; ``line`` is where its first line stands in the file, from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    ``id`` is the label by which the policy is cited (一, （一）, 第四条, 1, 二.1); ``path`` the labels from the
    chapter down to this clause; ``marker`` the numbering as written, part of ``wording``, empty for 序.
    A ``heading`` only names the clauses under it and grants nothing. ``line`` counts from 1.
    """

    id: str
    path: tuple[str, ...]
    heading: bool
    marker: str
    wording: str
    line: int
    blocks: tuple[Block, ...] = ()


class ClauseError(DuixianError, ValueError):
    """A document that cannot be taken apart, or a reference that names no single clause.

    ``line`` is the line of the file, or None for a reference.
    """

    def __init__(self, code: str, message: Text, remedy: Text, line: int | None = None) -> None:
        super().__init__(code, message, "" if line is None else str(line), remedy)
        self.line = line

    def __reduce__(self) -> tuple[type[ClauseError], tuple[str, Text, Text, int | None]]:
        return type(self), (self.code, self.message, self.remedy, self.line)
