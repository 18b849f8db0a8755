"""What every family of the resolver shares: the expression being resolved, its scope, and refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from lark import Token, Tree

from duixian.language.nodes import Expr
from duixian.language.problems import Problems, Spot
from duixian.language.resolve.scope import Scope
from duixian.language.syntax.parse import Syntax
from duixian.language.types import INT, NUMBER, Kind, Type
from duixian.values.bilingual import Text


class Refused(Exception):
    """This expression has a problem, already recorded."""


@dataclass(frozen=True)
class Context:
    """One expression being resolved: its scope, where it stands, and where problems go."""

    scope: Scope
    problems: Problems
    spot: Spot
    source: str

    def inside(self, table: str) -> Context:
        """The same expression while a record of ``table`` is looked at."""
        return Context(self.scope.inside(table), self.problems, self.spot, self.source)

    def text(self, tree: Syntax) -> str:
        """The words of the rule that a tree was written as."""
        return self.source[tree.meta.start_pos : tree.meta.end_pos] if not tree.meta.empty else ""

    def expr(self, tree: Syntax, expected: Type | None = None) -> Expr:
        """The typed node of a tree; ``expected`` helps a bare word find its category."""
        return FAMILIES[str(tree.data)](self, tree, expected)

    def typed(self, tree: Syntax, *wanted: Type) -> Expr:
        """The node of a tree that must have one of the types."""
        node = self.expr(tree, wanted[0] if len(wanted) == 1 else None)
        if node.type in wanted or (node.type == INT and NUMBER in wanted):
            return node
        names = "、".join(str(t) for t in wanted)
        return self.refuse(
            tree,
            "type",
            Text(
                f"「{self.text(tree)}」是{node.type}，这里要{names}",
                f"'{self.text(tree)}' is {node.type}; {names} is needed",
            ),
            Text("换成该类型的事实或写上单位", "use a fact of that type, or write the unit"),
        )

    def boolean(self, tree: Syntax) -> Expr:
        """The node of a tree that must be true, false or unknown."""
        node = self.expr(tree)
        if node.type.kind is not Kind.BOOL:
            self.refuse(
                tree,
                "not-a-condition",
                Text(
                    f"「{self.text(tree)}」不是条件（是{node.type}）",
                    f"'{self.text(tree)}' is no condition (it is {node.type})",
                ),
                Text("写成比较，如「… ≥ 某值」", "write a comparison, such as '… ≥ value'"),
            )
        return node

    def refuse(self, at: Syntax | Token, code: str, message: Text, remedy: Text) -> Expr:
        """Record a problem at a tree or token and give up this expression."""
        start = at.start_pos if isinstance(at, Token) else getattr(at.meta, "start_pos", 0)
        self.problems.add(code, self.spot.moved(start or 0), message, remedy)
        raise Refused

    def unknown_word(self, token: Token, words: list[str]) -> Expr:
        """Refuse a word nobody declared, with the nearest one that somebody did."""
        if _CHINESE_NUMBER.match(str(token)):
            return self.refuse(token, "unknown-word", *_in_figures(str(token)))
        near = get_close_matches(str(token), words, n=1, cutoff=0.4)
        zh = f"是不是「{near[0]}」？" if near else "请使用词汇表、本政策声明的表列，或给文字值加引号"
        en = (
            f"did you mean '{near[0]}'?"
            if near
            else "use a declared table or column, or put a text value in quotation marks"
        )
        return self.refuse(
            token, "unknown-word", Text(f"不认识「{token}」", f"unknown word '{token}'"), Text(zh, en)
        )


_CHINESE_NUMBER = re.compile(
    r"[一二两三四五六七八九十百千万]+(分之|个?月|年|元|名|次|人|天|日|周?岁|倍|成|$)"
)


def _in_figures(word: str) -> tuple[Text, Text]:
    return (
        Text(f"「{word}」是汉字写的数", f"'{word}' is a number in Chinese characters"),
        Text(
            "数字写成阿拉伯数字：三年写「3年」，三分之二写「2/3」",
            "write it in figures: 3年 for 三年, 2/3 for 三分之二",
        ),
    )


Family = Callable[[Context, Syntax, Type | None], Expr]
FAMILIES: dict[str, Family] = {}


def family(*names: str) -> Callable[[Family], Family]:
    """Register the function that resolves trees of these names."""

    def registered(function: Family) -> Family:
        FAMILIES.update(dict.fromkeys(names, function))
        return function

    return registered


def tokens_named(tree: Syntax, kind: str) -> list[Token]:
    """The tokens of one kind directly under a tree."""
    return [c for c in tree.children if isinstance(c, Token) and c.type == kind]


def trees_of(tree: Syntax) -> list[Syntax]:
    """The subtrees directly under a tree."""
    return [c for c in tree.children if isinstance(c, Tree)]


def subtree(tree: Syntax, name: str) -> Syntax | None:
    """The subtree of one name directly under a tree, if any."""
    return next((c for c in trees_of(tree) if c.data == name), None)
