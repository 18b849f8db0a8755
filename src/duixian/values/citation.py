"""A citation: the words of the official text that something rests on, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from duixian.values.bilingual import DuixianError, Text


class CitationError(DuixianError, ValueError):
    """Words that do not stand where a citation says (``citation-moved``, ``citation-absent``, …)."""


@dataclass(frozen=True)
class Citation:
    """``quote`` stands at characters ``start`` to ``end`` (end excluded) of the wording of ``clause``."""

    clause: str
    quote: str
    start: int
    end: int

    def highlight(self, wording: str) -> tuple[str, str, str]:
        """The wording in three parts: before, the quoted words, after.

        Raises CitationError (``citation-moved``) when other words stand there: the wording is not
        the one that was cited.
        """
        if self.start < 0 or wording[self.start : self.end] != self.quote:
            raise _error(
                "citation-moved",
                f"所引“{self.quote}”不在原文第 {self.start} 至 {self.end} 字处。",
                f"The quoted words '{self.quote}' do not stand at {self.start} to {self.end} of the wording.",
                self.clause,
            )
        return wording[: self.start], self.quote, wording[self.end :]


def cite(clause: str, wording: str, quote: str) -> Citation:
    """The citation of words that stand exactly once in a clause's wording.

    Raises CitationError: ``citation-empty``, ``citation-absent`` or ``citation-ambiguous``.
    """
    if not quote:
        raise _error("citation-empty", "没有引用任何原文。", "No words are quoted.", clause)
    start = wording.find(quote)
    if start < 0:
        zh, en = f"原文中没有“{quote}”。", f"The words '{quote}' are not in the wording."
        raise _error("citation-absent", zh, en, clause)
    if wording.find(quote, start + 1) >= 0:
        zh, en = f"“{quote}”在原文中不止一处。", f"The words '{quote}' stand more than once in the wording."
        raise _error("citation-ambiguous", zh, en, clause)
    return Citation(clause, quote, start, start + len(quote))


def _error(code: str, zh: str, en: str, clause: str) -> CitationError:
    remedy = Text(
        "请从该条原文中逐字引用，引文要长到只有一处。",
        "Quote the clause's wording to the letter, long enough to stand there once.",
    )
    return CitationError(code, Text(zh, en), where=clause, remedy=remedy)
