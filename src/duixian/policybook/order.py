"""Numbers that have changed places: a table, a chain of 若 or a scale gives one case what the wording gives another.

The wording pairs words and amounts in one of two ways: 高级工1000元、技师10000元 or 高级工、技师分别给予1000元、10000元.
Both are runs of words followed by a run of amounts. A reading is a stretch of such runs that gives every row of the
table exactly one of the table's amounts. Only where every reading contradicts the table, and all readings agree with
one another, is there a problem: no certain reading, no alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from duixian.language.located import Node
from duixian.language.mentions import Mention
from duixian.language.problems import Problems
from duixian.language.vocabulary import Vocabulary
from duixian.policybook.bounds import scales
from duixian.policybook.citations import mentions_of
from duixian.policybook.columns import column_problems
from duixian.policybook.document import RuleBlock
from duixian.policybook.exceptions import exception_problems
from duixian.policybook.forks import forks
from duixian.policybook.rows import Laid, LiteralRow, tables
from duixian.policybook.rowwords import Token
from duixian.values.bilingual import Text

Amount = tuple[object, object]
Reading = tuple[tuple[int, Mention], ...]


def order_problems(
    wording: str, blocks: Sequence[RuleBlock], vocabulary: Vocabulary, problems: Problems
) -> None:
    """Record each table whose rows contradict the one reading of the wording."""
    for block in blocks:
        for laid in _laid(wording, block.body, vocabulary):
            _check(wording, laid, vocabulary, problems)
        column_problems(wording, block.body, problems)
        exception_problems(wording, block.body, vocabulary, problems)


def _laid(wording: str, body: Node, vocabulary: Vocabulary) -> Iterator[Laid]:
    yield from tables(body)
    yield from forks(body, wording, vocabulary)
    yield from scales(body)


def _check(wording: str, laid: Laid, vocabulary: Vocabulary, problems: Problems) -> None:
    held = [(place, row, _amount(row, wording)) for place, row in enumerate(laid.rows)]
    if any(amount is None and row.figure.bound for _, row, amount in held):
        return
    rows = [row for _, row, amount in held if amount is not None]
    places = {place: n for n, (place, _, _) in enumerate(h for h in held if h[2] is not None)}
    amounts = Counter(amount for _, _, amount in held if amount is not None)
    found = [_renumbered(token, places) for token in laid.find(wording, set(amounts), vocabulary)]
    readings = list(_readings(found, len(rows), amounts)) if len(rows) > 1 else []
    wrong = [_contradicted(rows, reading) for reading in readings]
    alike = len({tuple((row, m.kind, m.value) for row, m in reading) for reading in readings}) == 1
    if readings and all(wrong) and alike:
        _report(rows, wrong[0], problems)


def _renumbered(token: Token, places: Mapping[int, int]) -> Token:
    """The token among the rows that the wording gives a number; one of another row (全额, 不予) is a stranger."""
    if token.kind != "word":
        return token
    return replace(token, row=places[token.row]) if token.row in places else Token("stranger", token.start)


def _amount(row: LiteralRow, wording: str) -> Amount | None:
    """The row's number as the wording states it."""
    return next(((m.kind, m.value) for m in mentions_of(wording) if row.figure.says(m)), None)


def _readings(found: Sequence[Token], rows: int, amounts: Counter[Amount]) -> Iterator[Reading]:
    """Every way in which a stretch of the wording gives each row one of the table's amounts."""
    for pairs in (_pairs(found, amounts_last=True), _pairs(found, amounts_last=False)):
        for start in range(len(pairs)):
            for end in range(start + 1, len(pairs) + 1):
                reading = tuple(pair for group in pairs[start:end] for pair in group)
                if len(reading) > rows:
                    break
                if _complete(reading, rows, amounts):
                    yield _by_row(reading)
    yield from (_by_row(r) for r in _stretches(found, rows) if _complete(r, rows, amounts))


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


def _complete(reading: Reading, rows: int, amounts: Counter[Amount]) -> bool:
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
