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
from duixian.policybook.pairing import unmatched
from duixian.policybook.reach import Reach
from duixian.values.bilingual import Text

_NOT_RULES = ("不计算", "程序")


@dataclass(frozen=True, slots=True)
class Stated:
    """A number of a wording and the clause that states it."""

    clause: Clause
    mention: Mention


@dataclass(frozen=True, slots=True)
class ClauseNumbers:
    """The numbers of all that the rules under a clause read, and those of the rules. ``above``: numbers that may be
    used and need not. ``excused``: numbers left out on purpose."""

    reach: Reach
    stated: tuple[Stated, ...]
    above: tuple[Stated, ...]
    contents: tuple[Contents, ...]
    figures: tuple[Figure, ...]
    excused: tuple[str, ...]

    @property
    def clause(self) -> Clause:
        """The clause that the rules stand under."""
        return self.reach.clause

    @property
    def required(self) -> tuple[Stated, ...]:
        """Numbers that the rules must use."""
        return tuple(s for s in self.stated if s.mention.required and not self._excused(s))

    @property
    def unused(self) -> tuple[Stated, ...]:
        """Required numbers that no number of the rules meets; each needs its own."""
        required = self.required
        return tuple(required[n] for n in unmatched([s.mention for s in required], self.figures))

    @property
    def strangers(self) -> tuple[Figure, ...]:
        """Numbers of the rules that do not stand in the wording."""
        known = [s.mention for s in (*self.stated, *self.above)]
        return tuple(f for f in self.figures if f.bound and not any(f.says(m) for m in known))

    def _excused(self, stated: Stated) -> bool:
        """Left out on purpose, or said again in brackets: 3人（含3人）."""
        again = stated.clause.wording[: stated.mention.start].endswith(("（含", "(含"))
        return again or stated.mention.text in self.excused


def numbers_of(book: Book) -> tuple[ClauseNumbers, ...]:
    """Every clause that has a rule, with its numbers."""
    return tuple(_of_reach(book, reach) for reach in book.reaches.values() if _has_rule(book, reach.clause))


def _stated(clauses: Iterable[Clause]) -> tuple[Stated, ...]:
    return tuple(Stated(clause, mention) for clause in clauses for mention in mentions_of(clause.wording))


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
        for stated in numbers.unused:
            place = document.place_of(stated.clause, stated.mention.start)
            problems.of_clause(stated.clause.id).add("number-unused", place, *_unused(numbers, stated))
        for figure in numbers.strangers:
            of_clause.add("number-not-in-wording", figure.spot, *_stranger(numbers, figure))
        _check_excuses(numbers, of_clause)
        blocks = [c.block for c in numbers.contents]
        order_problems(numbers.reach.text, blocks, book.declared.vocabulary, of_clause)
    return problems.found


def _has_rule(book: Book, clause: Clause) -> bool:
    return any(c.block.clause == clause.id and c.block.kind not in _NOT_RULES for c in book.contents)


def _of_reach(book: Book, reach: Reach) -> ClauseNumbers:
    contents = tuple(c for c in book.contents if c.block.clause == reach.clause.id)
    figures = [f for c in contents for f in c.figures]
    used = dict.fromkeys(i for c in contents for i in c.records if i in book.records)
    figures += [f for i in used for f in _settings(book, i)]
    excused = tuple(name.text for c in contents for name in _names_under(c.block.body, "不用的数"))
    stated, above = _stated(reach.members), _stated(reach.above)
    return ClauseNumbers(reach, stated, above, contents, tuple(figures), excused)


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
    texts = [s.mention.text for s in numbers.stated]
    for contents in numbers.contents:
        for name in _names_under(contents.block.body, "不用的数"):
            if name.text not in texts:
                listed = "、".join(texts)
                problems.add(
                    "excuse-unknown",
                    name.spot,
                    Text(f"本条原文里没有数「{name.text}」", f"the clause states no number '{name.text}'"),
                    Text(f"照原文写其中之一：{listed}", f"write one of them as it stands: {listed}"),
                )


def _unused(numbers: ClauseNumbers, stated: Stated) -> tuple[Text, Text]:
    mention = stated.mention
    id_, around = stated.clause.id, _around(stated.clause.wording, mention)
    same = [s for s in numbers.stated if (s.mention.kind, s.mention.value) == (mention.kind, mention.value)]
    times = len(same)
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
    listed = "、".join(s.mention.text for s in numbers.stated) or "—"
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
