"""The words and amounts that belong to one policy, and whether the program holds any of them.

A policy is data. If the program knew the name or the amount of one benefit, the next policy would need code.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

_BENEFIT = re.compile(r"^[ \t]*(?:-[ \t]+)?项目[::][ \t]*[\"'「]?([^\n#\"'」{\[]+)", re.MULTILINE)
_TITLE = re.compile(r"^(?:标题|名称|文号|title|number)[::][ \t]*[\"']?([^\n#\"']{6,})", re.MULTILINE)
_MONEY = re.compile(r"(\d[\d,]*(?:\.\d+)?)[ \t]*([百千万亿]*)元")
_SCALE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_HAN = "[\u3400-\u9fff]"
_COUNTED = re.compile(r"row|byte|size|chunk|batch|count|second|seed|person", re.IGNORECASE)
SMALLEST_TELLING_FEN = 100_000


@dataclass(frozen=True)
class PolicyWords:
    """What one or more policies own: names of benefits, titles and document numbers, and amounts in fen."""

    benefits: frozenset[str]
    titles: frozenset[str]
    amounts: frozenset[int]


def owned_by(documents: Iterable[str]) -> PolicyWords:
    """The benefit names, titles, document numbers and telling amounts of some policy documents."""
    benefits: set[str] = set()
    titles: set[str] = set()
    amounts: set[int] = set()
    for document in documents:
        benefits |= {name.strip() for name in _BENEFIT.findall(document)} - {""}
        titles |= {title.strip() for title in _TITLE.findall(_front_matter(document))}
        amounts |= {fen for _, fen in money_in(document)}
    telling = frozenset(fen for fen in amounts if not _generic(fen))
    return PolicyWords(frozenset(benefits), frozenset(titles), telling)


def _front_matter(document: str) -> str:
    parts = document.lstrip().split("---\n", 2)
    return parts[1] if len(parts) == 3 and parts[0] == "" else ""


def money_in(text: str) -> Iterator[tuple[int, int]]:
    """Each amount written with 元: where it starts, and how many fen it is."""
    for found in _MONEY.finditer(text):
        fen = Fraction(found[1].replace(",", "")) * 100
        for sign in found[2]:
            fen *= _SCALE[sign]
        yield found.start(), int(fen)


def _generic(fen: int) -> bool:
    """One, ten, a hundred, ten thousand … yuan illustrate a manual; they point at no policy."""
    return re.fullmatch(r"0|10*", str(fen)) is not None


def held_in_text(text: str, owned: PolicyWords) -> list[str]:
    """`line: what` for each name or amount in 元 of a policy in a source text."""
    names = owned.benefits | owned.titles
    found = [(at, f"the name {name}") for name in names for at in _places(name, text)]
    found += [(at, f"an amount of {fen} fen") for at, fen in money_in(text) if fen in owned.amounts]
    return [f"{text.count(chr(10), 0, at) + 1}: {what}" for at, what in sorted(found)]


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands; a name of one to three signs, such as 奖励, counts only when it stands alone."""
    alone = rf"(?<!{_HAN}){re.escape(name)}(?!{_HAN})"
    return (found.start() for found in re.finditer(re.escape(name) if len(name) > 3 else alone, text))


def held_as_fen(tree: ast.Module, owned: PolicyWords) -> list[str]:
    """`line: what` for each integer that is a policy's amount in fen, unless its name says it counts."""
    counted = {id(part) for node in ast.walk(tree) if _counts(node) for part in ast.walk(node)}
    return [
        f"{node.lineno}: an amount of {node.value} fen"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and id(node) not in counted
        if node.value >= SMALLEST_TELLING_FEN and node.value in owned.amounts
    ]


def _counts(node: ast.AST) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return _COUNTED.search(name) is not None
        case ast.keyword(arg=str(name)):
            return _COUNTED.search(name) is not None
    return False
