"""Two columns of a table that have changed places: 若 …紧缺… 则 {按: 等级, …} 否则 {按: 等级, …} against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.mentions import Mention
from duixian.language.problems import Problems
from duixian.policybook.citations import mentions_of
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.rows import LiteralRow, member_rows, unchosen
from duixian.values.bilingual import Text

_RULER = re.compile(r"\s*\|[\s:|-]+")
_IN_BRACKETS = re.compile(r"[（(].*?[)）]")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the wording: its column heads and, for each row, the label and the numbers of each cell."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Mention, ...], ...]], ...]

    def holds(self, rows: Sequence[LiteralRow], column: int) -> bool:
        """Whether every row of a rule has its number in this column."""
        return all(any(row.figure.says(m) for m in self._cell(row, column)) for row in rows)

    def _cell(self, row: LiteralRow, column: int) -> tuple[Mention, ...]:
        found = (cells[column] for label, cells in self.rows if label.startswith(row.words))
        return next(found, ())


def column_problems(wording: str, body: Node, problems: Problems) -> None:
    """Record each pair of tables that a wording's columns give to one another's case."""
    sheets = list(_sheets(wording))
    for cases in _cases(body) if sheets else ():
        for sheet in sheets:
            wrong = next(_exchanged(sheet, cases), None)
            if wrong is not None:
                _report(*wrong, problems)


Case = tuple[str, tuple[LiteralRow, ...], Scalar]


def _cases(body: Node) -> Iterator[list[Case]]:
    """Branches, each a 按 of numbers: those of a 若, and the rows of a 按."""
    for part in unchosen(body):
        if not isinstance(part, Mapping) or part.keys[:1] not in (("若",), ("按",)):
            continue
        named = _of_fork(part) if part.keys[0] == "若" else _of_table(part)
        found = [(name.text, member_rows(held), name) for name, held in named]
        cases = [
            (words, rows, name) for words, rows, name in found if rows is not None and len(rows) >= _LEAST
        ]
        if len(cases) == len(found) >= _LEAST:
            yield cases


def _of_fork(part: Mapping) -> list[tuple[Scalar, Node]]:
    test, held, rest = part.get("若"), part.get("则"), part.get("否则")
    if not isinstance(test, Scalar) or held is None or rest is None:
        return []
    return [(test, held), (Scalar("", test.spot), rest)]


def _of_table(part: Mapping) -> list[tuple[Scalar, Node]]:
    return [(name, held) for name, held in part.entries[1:] if name.text != OTHERWISE]


def _exchanged(sheet: Sheet, cases: Sequence[Case]) -> Iterator[tuple[Scalar, str, str]]:
    """A case whose own column lacks its numbers, which another column holds; where only one column is its own."""
    for words, rows, name in cases:
        own = [column for column, head in enumerate(sheet.heads) if _is_named(head, words)]
        others = [c for c in range(len(sheet.heads)) if c not in own and sheet.holds(rows, c)]
        if len(own) == len(others) == 1 and not sheet.holds(rows, own[0]):
            yield name, sheet.heads[own[0]], sheet.heads[others[0]]


def _is_named(head: str, words: str) -> bool:
    """紧缺工种 in 职业编码 属于 紧缺工种目录; 紧缺 in 紧缺工种. A test that denies names nothing."""
    if not head or not words or re.search("[非不没≠]", words):
        return False
    return head in words or any(word.strip() in head for word in words.split("、") if word.strip())


def _sheets(wording: str) -> Iterator[Sheet]:
    """Every table of Markdown in a wording."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", wording)]
    for place in range(1, len(lines)):
        if _RULER.fullmatch(lines[place][1]) and "|" in lines[place - 1][1]:
            heads = [_IN_BRACKETS.sub("", text).strip() for _, text in _cells(*lines[place - 1])]
            rows = list(_rows(wording, lines[place + 1 :], len(heads)))
            yield Sheet(tuple(heads[1:]), tuple(rows))


def _rows(
    wording: str, lines: Sequence[tuple[int, str]], width: int
) -> Iterator[tuple[str, tuple[tuple[Mention, ...], ...]]]:
    mentions = mentions_of(wording)
    for start, line in lines:
        cells = _cells(start, line)
        if not line.lstrip().startswith("|") or len(cells) != width:
            return
        spans = [(at, at + len(text)) for at, text in cells[1:]]
        held = (tuple(m for m in mentions if first <= m.start < end) for first, end in spans)
        yield cells[0][1].strip(), tuple(held)


def _cells(start: int, line: str) -> list[tuple[int, str]]:
    """The cells of a line, each with its place in the wording."""
    return [(start + m.start(1), m[1]) for m in re.finditer(r"\|([^|]*)(?=\|)", line)]


def _report(name: Scalar, own: str, other: str, problems: Problems) -> None:
    case = name.text
    problems.add(
        "numbers-swapped",
        name.spot,
        Text(
            f"「{case}」一支的数在原文表格的「{other}」一列，不在「{own}」一列",
            f"the numbers for '{case}' stand in the column '{other}' of the table, not in '{own}'",
        ),
        Text("按原文表格的列改正各支", "give each branch the numbers of its own column"),
    )
