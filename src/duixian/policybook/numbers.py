"""The number check: every number of a clause's wording is used by its rule, and every number of the rule stands in
the wording or comes from an interpretation record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duixian.language.clauses import Clause
from duixian.language.located import Mapping
from duixian.language.mentions import Mention
from duixian.language.problems import Problem, Problems, Spot
from duixian.policybook.book import Book, Contents
from duixian.policybook.citations import mention_error, mentions_of
from duixian.policybook.document import POLICY_FILE
from duixian.policybook.figures import Figure
from duixian.policybook.order import order_problems
from duixian.policybook.pairing import matched
from duixian.values.bilingual import Text

_NOT_RULES = ("不计算", "程序")


@dataclass(frozen=True, slots=True)
class ClauseNumbers:
    """One clause with the numbers of its wording and of its rules. ``excused``: numbers left out on purpose."""

    clause: Clause
    mentions: tuple[Mention, ...]
    contents: tuple[Contents, ...]
    figures: tuple[Figure, ...]
    excused: tuple[str, ...]

    @property
    def unused(self) -> tuple[Mention, ...]:
        """Required mentions that no number of the rule meets; each needs its own."""
        required = [m for m in self.mentions if m.required and not self._excused(m)]
        return matched(required, self.figures)

    def _excused(self, mention: Mention) -> bool:
        """Left out on purpose, or said again in brackets: 3人（含3人）."""
        again = self.clause.wording[: mention.start].endswith(("（含", "(含"))
        return again or mention.text in self.excused

    @property
    def strangers(self) -> tuple[Figure, ...]:
        """Numbers of the rule that do not stand in the wording."""
        return tuple(f for f in self.figures if f.bound and not any(f.says(m) for m in self.mentions))


def numbers_of(book: Book) -> tuple[ClauseNumbers, ...]:
    """Every clause that has a rule, with its numbers."""
    return tuple(_of_clause(book, clause) for clause in book.document.clauses if _has_rule(book, clause))


def number_problems(book: Book) -> Iterable[Problem]:
    """Every number that stands on one side only, and numbers that have changed places."""
    problems = Problems()
    for clause in book.document.clauses:
        error = mention_error(clause.wording)
        if error is not None:
            spot = Spot(POLICY_FILE, clause.line, 1)
            problems.of_clause(clause.id).add(error.code, spot, error.message, error.remedy)
    document = book.document
    for numbers in numbers_of(book):
        of_clause = problems.of_clause(numbers.clause.id)
        for mention in numbers.unused:
            place = document.place_of(numbers.clause, mention.start)
            of_clause.add("number-unused", place, *_unused(numbers, mention))
        for figure in numbers.strangers:
            of_clause.add("number-not-in-wording", figure.spot, *_stranger(numbers, figure))
        _check_excuses(numbers, of_clause)
        blocks = [c.block for c in numbers.contents]
        order_problems(numbers.clause, blocks, book.declared.vocabulary, of_clause)
    return problems.found


def _has_rule(book: Book, clause: Clause) -> bool:
    return any(c.block.clause == clause.id and c.block.kind not in _NOT_RULES for c in book.contents)


def _of_clause(book: Book, clause: Clause) -> ClauseNumbers:
    contents = tuple(c for c in book.contents if c.block.clause == clause.id)
    figures = [f for c in contents for f in c.figures]
    used = dict.fromkeys(i for c in contents for i in c.records if i in book.records)
    figures += [f for i in used for f in _settings(book, i)]
    excused = tuple(name.text for c in contents for name in _names_under(c.block.body, "不用的数"))
    return ClauseNumbers(clause, mentions_of(clause.wording), contents, tuple(figures), excused)


def _settings(book: Book, record: str) -> Iterable[Figure]:
    """The values of a record's parameters: they may stand for numbers of the wording, and need not."""
    for setting in book.records[record].all_settings():
        literal = setting.literal
        if literal is not None:
            yield Figure(literal.type, literal.value, literal.unit, setting.text, setting.spot, False)


def _names_under(body: Mapping, key: str) -> Sequence[_Name]:
    held = body.get(key)
    return [_Name(name.text.strip(), name.spot) for name, _ in held] if isinstance(held, Mapping) else []


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    spot: Spot


def _check_excuses(numbers: ClauseNumbers, problems: Problems) -> None:
    texts = {m.text for m in numbers.mentions}
    for contents in numbers.contents:
        for name in _names_under(contents.block.body, "不用的数"):
            if name.text not in texts:
                listed = "、".join(m.text for m in numbers.mentions)
                problems.add(
                    "excuse-unknown",
                    name.spot,
                    Text(f"本条原文里没有数「{name.text}」", f"the clause states no number '{name.text}'"),
                    Text(f"照原文写其中之一：{listed}", f"write one of them as it stands: {listed}"),
                )


def _unused(numbers: ClauseNumbers, mention: Mention) -> tuple[Text, Text]:
    id_, around = numbers.clause.id, _around(numbers.clause.wording, mention)
    times = sum(1 for m in numbers.mentions if (m.kind, m.value) == (mention.kind, mention.value))
    again_zh = f"（原文写了 {times} 次，规则用的次数不够）" if times > 1 else ""
    again_en = f" (it stands {times} times; the rule uses it less often)" if times > 1 else ""
    return (
        Text(
            f"条款 {id_} 原文的「{mention.text}」（…{around}…）规则没有用到{again_zh}",
            f"clause {id_} states '{mention.text}' (…{around}…), which its rule does not use{again_en}",
        ),
        Text(
            f'在规则里用上它；有意不用的，写「不用的数: {{"{mention.text}": 理由}}」',
            f'use it in the rule; if it is left out on purpose, write 不用的数: {{"{mention.text}": reason}}',
        ),
    )


def _stranger(numbers: ClauseNumbers, figure: Figure) -> tuple[Text, Text]:
    id_ = numbers.clause.id
    listed = "、".join(m.text for m in numbers.mentions) or "—"
    return (
        Text(
            f"规则里的「{figure.text}」不在条款 {id_} 的原文中",
            f"the rule's '{figure.text}' does not stand in the wording of clause {id_}",
        ),
        Text(
            f"照原文改正（原文的数：{listed}），或由一条解释的参数带入",
            f"correct it by the wording (its numbers: {listed}), or bring it as a parameter of a record",
        ),
    )


def _around(wording: str, mention: Mention) -> str:
    start, end = max(0, mention.start - 8), mention.end + 6
    return wording[start:end].replace("\n", " ")
