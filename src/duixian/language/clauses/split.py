"""From the lines of a document to its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from duixian.language.clauses.clause import Block, Clause, ClauseError
from duixian.language.clauses.marker import Marker, marker_of, undecorated
from duixian.language.clauses.names import PREAMBLE, Place, clause_ids
from duixian.language.mentions import find_mentions
from duixian.values.bilingual import Text

_FENCE = re.compile(r"\s*(`{3,})\s*([^`]*?)\s*\Z")
_RULE = "rule"
# What an author may have meant as a rule: ignoring it would leave a clause without its rule.
_NEARLY_RULE = {"rule", "rules", "yaml", "yml", "规则"}
_SENTENCE = re.compile("[。；：;:]")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class _Fenced:
    """A fence with what it holds; ``line`` is the one after its opening."""

    info: str
    text: str
    line: int


@dataclass(slots=True)
class _Draft:
    """A clause while its lines come in."""

    marker: Marker | None
    path: tuple[str, ...]
    ancestors: tuple[int, ...]
    line: int
    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return Place(self.path, self.ancestors, self.marker.number if self.marker else None)


def split_clauses(markdown_body: str, first_line: int = 1) -> tuple[Clause, ...]:
    """The clauses of a document in order; ``first_line`` is the line of the file that the body starts on.

    Raises ClauseError for a fence without an end, and for one that nearly says ``rule``.
    """
    drafts: list[_Draft] = []
    for line, part in _parts(markdown_body, first_line):
        _take(drafts, line, part)
    ids = clause_ids([draft.place for draft in drafts])
    parents = {parent for draft in drafts for parent in draft.ancestors}
    return tuple(
        _clause(draft, name, index in parents)
        for index, (draft, name) in enumerate(zip(drafts, ids, strict=True))
    )


def wording_text(markdown_body: str) -> str:
    """The official wording alone: no fence, no sign of Markdown, no empty line.

    Raises ClauseError as ``split_clauses`` does.
    """
    return "\n".join(part for _, part in _parts(markdown_body, 1) if isinstance(part, str))


def _parts(body: str, first_line: int) -> Iterator[tuple[int, str | _Fenced]]:
    """Each line with words in it, and each fence as a whole."""
    lines = iter(enumerate(body.split("\n"), start=first_line))
    for number, line in lines:
        if opening := _FENCE.match(line):
            yield number, _fenced(opening, number, lines)
        elif words := undecorated(line):
            yield number, words


def _fenced(opening: re.Match[str], opened: int, lines: Iterator[tuple[int, str]]) -> _Fenced:
    held: list[str] = []
    for _, line in lines:
        closing = _FENCE.match(line)
        if closing and not closing[2] and len(closing[1]) >= len(opening[1]):
            return _Fenced(_info(opening[2], opened), "\n".join(held), opened + 1)
        held.append(line.removesuffix("\r"))
    raise ClauseError(
        "fence-unterminated",
        Text(
            f"第 {opened} 行打开的 ``` 块没有结束。",
            f"The ``` block opened on line {opened} has no end.",
        ),
        Text(
            "在规则的最后一行下面另起一行写 ```。",
            "Write ``` on a line of its own below the last line of the rule.",
        ),
        opened,
    )


def _info(info: str, line: int) -> str:
    word = info.split()[0] if info else ""
    if word != _RULE and word.lower() in _NEARLY_RULE:
        raise ClauseError(
            "fence-nearly-rule",
            Text(
                f"第 {line} 行的块写的是“{word}”，不会当作规则。",
                f"The block on line {line} says '{word}', not 'rule'.",
            ),
            Text(
                "规则写 ```rule；编者的话写 ```note。", "Write ```rule for a rule and ```note for a remark."
            ),
            line,
        )
    return word


def _take(drafts: list[_Draft], line: int, part: str | _Fenced) -> None:
    """Open a clause, or give the open one a line or a block."""
    marker = marker_of(part) if isinstance(part, str) else None
    if marker or not drafts:
        drafts.append(_opened(drafts, marker, line))
    if isinstance(part, str):
        drafts[-1].lines.append(part)
    elif part.info == _RULE:
        drafts[-1].blocks.append(Block(part.text, part.line))


def _opened(drafts: list[_Draft], marker: Marker | None, line: int) -> _Draft:
    if marker is None:
        return _Draft(None, (PREAMBLE,), (), line)
    ancestors = _ancestors(drafts, marker)
    path = drafts[ancestors[-1]].path if ancestors else ()
    return _Draft(marker, (*path, marker.label), ancestors, line)


def _ancestors(drafts: list[_Draft], marker: Marker) -> tuple[int, ...]:
    """Where in the list the open clauses of a wider kind stand, the widest first."""
    if not drafts or drafts[-1].marker is None:
        return ()
    open_now = (*drafts[-1].ancestors, len(drafts) - 1)
    return tuple(index for index in open_now if _rank(drafts[index]) < marker.rank)


def _rank(draft: _Draft) -> int:
    return draft.marker.rank if draft.marker else 0


def _clause(draft: _Draft, name: str, is_parent: bool) -> Clause:
    marker = draft.marker.text if draft.marker else ""
    wording = "\n".join(draft.lines)
    heading = is_parent and _only_names(wording)
    return Clause(name, draft.path, heading, marker, wording, draft.line, tuple(draft.blocks))


def _only_names(wording: str) -> bool:
    """A short line that is no sentence, or one sentence without a number, over the clauses below it."""
    title = wording.removesuffix("。")
    short = len(title) < _LONGEST_HEADING and "\n" not in title
    return short and not _SENTENCE.search(title) and not find_mentions(title)
