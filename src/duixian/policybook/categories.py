"""The row keys of a table by category: members, lists of them, ranges of an order, 其他."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from duixian.language.located import Scalar
from duixian.language.nodes import Expr
from duixian.language.types import Kind
from duixian.language.vocabulary import Category
from duixian.policybook.keys.shared import OTHERWISE
from duixian.policybook.reading import nearest
from duixian.policybook.workbench import Workbench
from duixian.values.bilingual import Text

_TRUTHS = {"是": True, "否": False, "真": True, "假": False}
_RANGE = re.compile(r"(.+)[至到~—-](.+)")
_FROM = re.compile(r"(.+?)(?:及以上|以上)$")
_UPTO = re.compile(r"(.+?)(?:及以下|以下)$")


@dataclass
class RowKeys:
    """Reads the keys of one table and remembers them, to find repetition and disorder."""

    bench: Workbench
    subject: Expr
    _seen: dict[Any, Scalar] = field(default_factory=dict)
    _ranks: list[tuple[int, Scalar]] = field(default_factory=list)

    def of(self, name: Scalar) -> tuple[Any, ...] | None:
        """What one key stands for as run-time values; None for 其他."""
        if name.text == OTHERWISE:
            return None
        members = self._members(name)
        for member in members:
            if member in self._seen:
                self._add("key-twice", name, *_twice(member))
            self._seen[member] = name
        return members

    def check_order(self) -> None:
        """Record a row of an ordered category that stands out of the order (up or down)."""
        ranks = [rank for rank, _ in self._ranks]
        if ranks in (sorted(ranks), sorted(ranks, reverse=True)):
            return
        rising = ranks[-1] > ranks[0]
        for (before, _), (after, name) in zip(self._ranks, self._ranks[1:], strict=False):
            if (after > before) != rising:
                self._add("category-order", name, *_disorder(name.text, self._category()))
                return

    def _members(self, name: Scalar) -> tuple[Any, ...]:
        kind = self.subject.type.kind
        if kind is Kind.CATEGORY:
            return self._of_category(name, self._category())
        words = [word.strip() for word in re.split("[、,，]", name.text)]
        if kind is Kind.TEXT:
            return tuple(words)
        if kind is Kind.INT and all(word.isdecimal() for word in words):
            return tuple(int(word) for word in words)
        if kind is Kind.BOOL and all(word in _TRUTHS for word in words):
            return tuple(_TRUTHS[word] for word in words)
        self._add("row-key", name, *_unfit(name.text, self.subject))
        return ()

    def _category(self) -> Category:
        return self.bench.scope.vocabulary.categories[str(self.subject.type.of)]

    def _of_category(self, name: Scalar, category: Category) -> tuple[str, ...]:
        members: list[str] = []
        for word in re.split("[、,，]", name.text):
            members.extend(self._span(name, word.strip(), category))
        if members and category.ordered:
            self._ranks.append((category.rank(members[0]), name))
        return tuple(members)

    def _span(self, name: Scalar, word: str, category: Category) -> tuple[str, ...]:
        """The members that a word, or a range in an order, stands for."""
        exact = category.member_named(word)
        if exact is not None:
            return (exact,)
        for shape, low, high in ((_RANGE, 1, 2), (_FROM, 1, 0), (_UPTO, 0, 1)):
            if found := shape.fullmatch(word):
                return self._range(name, category, *(found[g] if g else None for g in (low, high)))
        self._member(name, word, category)
        return ()

    def _range(self, name: Scalar, category: Category, low: str | None, high: str | None) -> tuple[str, ...]:
        first = category.members[0] if low is None else self._member(name, low, category)
        last = category.members[-1] if high is None else self._member(name, high, category)
        if first is None or last is None:
            return ()
        if not category.ordered:
            self._add("no-order", name, *_no_order(name.text, category))
            return ()
        if category.rank(first) > category.rank(last):
            self._add("range-backwards", name, *_backwards(name.text, first, last))
            return ()
        return category.members[category.rank(first) : category.rank(last) + 1]

    def _member(self, name: Scalar, word: str, category: Category) -> str | None:
        found = category.member_named(word.strip())
        if found is None:
            near = nearest(word, category.members)
            self._add(
                "unknown-word",
                name,
                Text(f"「{word}」不是{category.name}", f"'{word}' is no {category.english}"),
                Text(
                    f"可用：{'、'.join(category.members)}{near.zh}",
                    f"one of: {', '.join(category.members)}{near.en}",
                ),
            )
        return found

    def _add(self, code: str, at: Scalar, message: Text, remedy: Text) -> None:
        self.bench.problems.add(code, at.spot, message, remedy)


def _twice(member: Any) -> tuple[Text, Text]:
    return (
        Text(f"「{member}」在这张表里写了两次", f"'{member}' stands twice in this table"),
        Text("只留一行", "keep one row"),
    )


def _disorder(name: str, category: Category) -> tuple[Text, Text]:
    listed = "、".join(category.members)
    return (
        Text(f"「{name}」不在{category.name}的次序上", f"'{name}' is out of the order of {category.english}"),
        Text(f"按次序（或倒序）排列各行：{listed}", f"order the rows, up or down: {listed}"),
    )


def _unfit(name: str, subject: Expr) -> tuple[Text, Text]:
    return (
        Text(
            f"「{name}」不能是「{subject.text}」（{subject.type}）的一行",
            f"'{name}' cannot be a row of '{subject.text}' ({subject.type})",
        ),
        Text(
            "「按」用于等级、类别、文本、整数和是否；金额和时间用「分档」",
            "按 takes categories, texts, whole numbers and yes/no; use 分档 for money and time",
        ),
    )


def _no_order(name: str, category: Category) -> tuple[Text, Text]:
    return (
        Text(
            f"{category.name}没有高低之分，不能写「{name}」",
            f"{category.english} has no order: '{name}' means nothing",
        ),
        Text("逐个列出，用顿号隔开", "list the members, separated by 、"),
    )


def _backwards(name: str, first: str, last: str) -> tuple[Text, Text]:
    return (
        Text(f"「{name}」写反了：{first}高于{last}", f"'{name}' runs backwards: {first} is above {last}"),
        Text(f"写成「{last}至{first}」", f"write {last}至{first}"),
    )
