"""A general rule and its exception, exchanged: 不超过35周岁，…博士可放宽至40周岁 against 若 学历 = 博士 则 … 否则 ….

The part of a sentence that holds the exception's words, or the bound it is told by, states the exception's number.
Only where each number stands once in the wording, and just one of them beside those words, is there a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lark import Token, Tree

from duixian.language.located import Node
from duixian.language.mentions import Mention
from duixian.language.problems import Problems, Spot
from duixian.language.syntax.parse import Syntax
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.bounds import points_down, points_up
from duixian.policybook.citations import mentions_of
from duixian.policybook.figures import Figure, literal_in
from duixian.policybook.forks import Branch, lone_branches, words_of
from duixian.values.bilingual import Text

_BREAK = re.compile(r"[，。；：\n（(）)]")
_INCLUDED = re.compile("[（(]含[^）)]{0,8}[）)]")
_UP, _DOWN = ("≥", ">=", ">"), ("≤", "<=", "<")
_NOWHERE = Spot("", 1, 1)


def exception_problems(wording: str, body: Node, vocabulary: Vocabulary, problems: Problems) -> None:
    """Record each 若 whose exception has the general number, and the other way round."""
    for branch, last in lone_branches(body, wording, vocabulary):
        exception, general = _only(branch.figure, wording), _only(last, wording)
        if exception is None or general is None or exception == general:
            continue
        if _is_beside(branch.test, wording, general) and not _is_beside(branch.test, wording, exception):
            _report(branch, general, problems)


def _only(figure: Figure, wording: str) -> Mention | None:
    found = [mention for mention in mentions_of(wording) if figure.says(mention)]
    return found[0] if len(found) == 1 else None


def _is_beside(test: Syntax, wording: str, mention: Mention) -> bool:
    """Whether the words or the bound of the test stand in the same part of a sentence as the number."""
    start, end = _part(wording, mention)
    words = words_of(test)
    if words is not None:
        return any(word in wording[start:end] for word in words)
    return any(start <= m.start < end for m in _bounds(test, wording))


def _part(wording: str, mention: Mention) -> tuple[int, int]:
    """Between the nearest breaks; （含） is none."""
    plain = _INCLUDED.sub(lambda found: "含" * len(found[0]), wording)
    before = [m.end() for m in _BREAK.finditer(plain, 0, mention.start)]
    after = _BREAK.search(plain, mention.end)
    return (before[-1] if before else 0), (after.start() if after else len(wording))


def _bounds(test: Syntax, wording: str) -> Iterator[Mention]:
    """Where the wording states the bound of a test of size, in the test's own direction."""
    if test.data != "compare":
        return
    sign = next(str(c) for c in test.children if isinstance(c, Token) and c.type == "COMPARE")
    figure = literal_in([c for c in test.children if isinstance(c, Tree)][-1], _NOWHERE)
    points = points_up if sign in _UP else points_down if sign in _DOWN else None
    if figure is not None and points is not None:
        yield from (m for m in mentions_of(wording) if figure.says(m) and points(wording, m))


def _report(branch: Branch, general: Mention, problems: Problems) -> None:
    written = branch.figure.text
    problems.add(
        "numbers-swapped",
        branch.figure.spot,
        Text(
            f"数与原文对不上：这种情形原文是 {general.text}，规则写 {written}",
            f"numbers have changed places: {general.text} in the wording for this case, {written} in the rule",
        ),
        Text("把「则」与「否则」的数换过来", "exchange the numbers of 则 and 否则"),
    )
