"""Numbers that have changed places: a table gives one level what the wording gives another.

The wording pairs words and amounts in one of two ways: 高级工1000元、技师10000元 or 高级工、技师分别给予1000元、10000元.
Both are runs of words followed by a run of amounts. A reading is a stretch of such runs that gives every row of the
table exactly one of the table's amounts. Only where every reading contradicts the table, and all readings agree with
one another, is there a problem: no certain reading, no alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from duixian.language.located import Mapping, Node, Scalar
from duixian.language.located import Sequence as Listed
from duixian.language.mentions import Mention
from duixian.language.problems import Problems
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.choices import choice_in
from duixian.policybook.citations import mentions_of
from duixian.policybook.document import RuleBlock
from duixian.policybook.figures import Figure, figures_of
from duixian.policybook.inventory import Role, Written
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.rowwords import Token, tokens
from duixian.values.bilingual import Text

Amount = tuple[object, object]
Reading = tuple[tuple[int, Mention], ...]


@dataclass(frozen=True, slots=True)
class LiteralRow:
    """A row of a table whose value is one number."""

    words: tuple[str, ...]
    figure: Figure


def order_problems(
    wording: str, blocks: Sequence[RuleBlock], vocabulary: Vocabulary, problems: Problems
) -> None:
    """Record each table whose rows contradict the one reading of the wording."""
    for block in blocks:
        for table in _tables(block.body):
            rows = _literal_rows(table)
            if rows is not None:
                _check(wording, rows, vocabulary, problems)


def _tables(node: Node) -> Iterator[Mapping]:
    """Every 按 that stands in no branch of a choice."""
    if choice_in(node) is not None:
        return
    if isinstance(node, Mapping) and node.keys[:1] == ("按",):
        yield node
    children = node.items if isinstance(node, Listed) else ()
    if isinstance(node, Mapping):
        children = tuple(value for _, value in node)
    for child in children:
        yield from _tables(child)


def _literal_rows(table: Mapping) -> tuple[LiteralRow, ...] | None:
    """The rows besides 其他, if each holds one number and they are not all the same."""
    rows = []
    for name, body in table.entries[1:]:
        if name.text == OTHERWISE:
            continue
        figures = figures_of(Written(body, Role.EXPRESSION)) if isinstance(body, Scalar) else ()
        if len(figures) != 1 or not isinstance(body, Scalar) or figures[0].text != body.text.strip():
            return None
        rows.append(LiteralRow(tuple(w.strip() for w in name.text.split("、")), figures[0]))
    return tuple(rows) if len({str(r.figure.value) for r in rows}) > 1 else None


def _check(wording: str, rows: Sequence[LiteralRow], vocabulary: Vocabulary, problems: Problems) -> None:
    amounts = [_amount(row, wording) for row in rows]
    if None in amounts:
        return
    readings = list(_readings(wording, rows, vocabulary))
    wrong = [_contradicted(rows, reading) for reading in readings]
    alike = len({tuple((row, m.kind, m.value) for row, m in reading) for reading in readings}) == 1
    if readings and all(wrong) and alike:
        _report(rows, wrong[0], problems)


def _amount(row: LiteralRow, wording: str) -> Amount | None:
    """The row's number as the wording states it."""
    return next(((m.kind, m.value) for m in mentions_of(wording) if row.figure.says(m)), None)


def _readings(wording: str, rows: Sequence[LiteralRow], vocabulary: Vocabulary) -> Iterator[Reading]:
    """Every way in which a stretch of the wording gives each row one of the table's amounts."""
    amounts = Counter(_amount(row, wording) for row in rows)
    found = tokens(wording, [row.words for row in rows], set(amounts), vocabulary)
    for pairs in (_pairs(found, amounts_last=True), _pairs(found, amounts_last=False)):
        for start in range(len(pairs)):
            for end in range(start + 1, len(pairs) + 1):
                reading = tuple(pair for group in pairs[start:end] for pair in group)
                if len(reading) > len(rows):
                    break
                if _complete(reading, len(rows), amounts):
                    yield _by_row(reading)
    yield from (_by_row(r) for r in _stretches(found, len(rows)) if _complete(r, len(rows), amounts))


def _by_row(reading: Reading) -> Reading:
    return tuple(sorted(reading, key=lambda pair: pair[0]))


def _stretches(found: Sequence[Token], rows: int) -> Iterator[Reading]:
    """A run of words with any stretch of a longer run of amounts after it: 前三名 of teams …, of persons …."""
    runs = [list(run) for _, run in groupby(found, key=lambda token: token.kind)]
    for words, numbers in pairwise(runs):
        if words[0].kind != "word" or numbers[0].kind != "amount" or len(words) < rows:
            continue
        for start in range(1, len(numbers) - rows + 1):
            stretch = zip(words[-rows:], numbers[start : start + rows], strict=True)
            yield tuple((w.row, n.mention) for w, n in stretch if n.mention is not None)


def _pairs(found: Sequence[Token], *, amounts_last: bool) -> list[Reading]:
    """A run of words with the run of amounts next to it, the nearest of each; a stranger parts runs."""
    runs = [(kind, list(run)) for kind, run in groupby(found, key=lambda token: token.kind)]
    groups: list[Reading] = []
    for (first, before), (second, after) in pairwise(runs):
        if {first, second} != {"word", "amount"} or (second == "amount") is not amounts_last:
            continue
        length = min(len(before), len(after))
        words, numbers = (before, after) if amounts_last else (after, before)
        words = words[-length:] if amounts_last else words[:length]
        numbers = numbers[:length] if amounts_last else numbers[-length:]
        groups.append(
            tuple((w.row, n.mention) for w, n in zip(words, numbers, strict=True) if n.mention is not None)
        )
    return groups


def _complete(reading: Reading, rows: int, amounts: Counter[Amount | None]) -> bool:
    """Every row once, and exactly the table's amounts."""
    covered = sorted(row for row, _ in reading) == list(range(rows))
    return covered and Counter((m.kind, m.value) for _, m in reading) == amounts


def _contradicted(rows: Sequence[LiteralRow], reading: Reading) -> list[tuple[LiteralRow, Mention]]:
    return [(rows[row], mention) for row, mention in reading if not rows[row].figure.says(mention)]


def _report(
    rows: Sequence[LiteralRow], wrong: Sequence[tuple[LiteralRow, Mention]], problems: Problems
) -> None:
    zh = "；".join(
        f"「{'、'.join(row.words)}」原文是 {mention.text}，规则写 {row.figure.text}" for row, mention in wrong
    )
    en = "; ".join(
        f"'{'、'.join(row.words)}': {mention.text} in the wording, {row.figure.text} in the rule"
        for row, mention in wrong
    )
    problems.add(
        "numbers-swapped",
        wrong[0][0].figure.spot,
        Text(f"数与原文对不上：{zh}", f"numbers have changed places: {en}"),
        Text("按原文的对应关系改正各行", "give each row the number that the wording gives it"),
    )
