"""What a block holds as written: its expressions, whatever option is in force, and the ids and names in it.

The walk follows the tables of keys, so that names and remarks are not taken for rules. What stands in a branch of
a choice is marked: its numbers need not stand in the wording, and count as used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from duixian.language.located import Mapping, Node, Scalar, Sequence
from duixian.policybook.choices import branches, choice_in, walk
from duixian.policybook.document import RuleBlock
from duixian.policybook.keys.blocks import BLOCKS
from duixian.policybook.keys.inner import INNER
from duixian.policybook.keys.shapes import KeyTable, Nested, Shape, Words
from duixian.policybook.keys.shared import OTHERWISE


class Role(Enum):
    """What a scalar is in its place."""

    EXPRESSION = "expression"
    TIER = "tier"
    MEMBER = "member"
    WORDS = "words"
    NAME = "name"
    TOLERANCE = "tolerance"


@dataclass(frozen=True, slots=True)
class Written:
    """A scalar of a rule. ``chosen``: it stands in a branch of 按解释."""

    scalar: Scalar
    role: Role
    chosen: bool = False


_EXPRESSIONS = (Shape.EXPRESSION, Shape.EXPRESSIONS, Shape.VALUE, Shape.NAMED_VALUES)
_WORDS_WITH_NUMBERS = ("窗口", "合并")
_NAMES = ("须先定",)
_PROCEDURE = "程序"
_LENGTHS = {
    "自然年": "12个月",
    "自然季度": "3个月",
    "自然月": "1个月",
    "每年": "12个月",
    "每季": "3个月",
    "每月": "1个月",
    "逐年": "12个月",
}
"""Words of a rule that stand for a length of time: 一个年度 of the wording is met by 期: 自然年."""

_TABLE_OF_PATH = {"归组": "归组"}


def written_in(block: RuleBlock) -> tuple[Written, ...]:
    """Every scalar of a block that says something computable; of a procedure, its words: they may hold numbers of
    the clause, and need not."""
    if block.kind == _PROCEDURE:
        return tuple(Written(s, Role.WORDS, True) for s in _scalars(block.body.entries[0][1]))
    table = BLOCKS.get(block.kind)
    return () if table is None else tuple(_keyed(block.body, table, False))


def ids_in(block: RuleBlock) -> tuple[Scalar, ...]:
    """Ids of interpretation records that a block names: under 解释 and in choices."""
    return tuple(_ids(block.body))


def choices_in(node: Node) -> Iterator[Mapping]:
    """Every 按解释 in a node."""
    return (n for n in walk(node) if isinstance(n, Mapping) and choice_in(n) is not None)


def _ids(node: Node) -> Iterator[Scalar]:
    for mapping in (n for n in walk(node) if isinstance(n, Mapping)):
        for name, value in mapping:
            if name.text == "按解释" and isinstance(value, Scalar):
                yield value
            elif name.text == "解释":
                yield from (n for n in walk(value) if isinstance(n, Scalar) and not n.empty)


def _keyed(node: Mapping, table: KeyTable, chosen: bool) -> Iterator[Written]:
    keys = {key.name: key for key in table.keys}
    for name, value in node:
        key = keys.get(name.text)
        if name.text in _LENGTHS and table.name in ("发放", "项目"):
            yield Written(Scalar(_LENGTHS[name.text], name.spot), Role.EXPRESSION, True)
        if key is not None:
            yield from _shaped(value, name.text, key.shape, chosen)


def _shaped(node: Node, key: str, shape: Shape | Words | Nested, chosen: bool) -> Iterator[Written]:
    if choice_in(node) is not None and isinstance(node, Mapping):
        for _, branch in branches(node):
            yield from _shaped(branch, key, shape, True)
    elif isinstance(shape, Nested):
        yield from _nested(node, key, shape, chosen)
    elif shape in (Shape.CONDITIONS, Shape.CONDITION):
        yield from _conditions(node, shape is Shape.CONDITIONS, chosen)
    elif key == "容许" and isinstance(node, Scalar):
        yield Written(node, Role.TOLERANCE, chosen)
    elif shape in _EXPRESSIONS:
        yield from _value(node, shape is Shape.NAMED_VALUES, chosen)
    elif key in _WORDS_WITH_NUMBERS:
        yield from (Written(s, Role.WORDS, chosen) for s in _scalars(node))
    elif key in _NAMES:
        yield from (Written(s, Role.NAME, chosen) for s in _scalars(node))
    elif key in _TABLE_OF_PATH and isinstance(node, Mapping):
        for _, body in node:
            yield from _nested(body, key, Nested(_TABLE_OF_PATH[key]), chosen)


def _scalars(node: Node) -> Iterator[Scalar]:
    return (n for n in walk(node) if isinstance(n, Scalar) and not n.empty)


def _nested(node: Node, key: str, shape: Nested, chosen: bool) -> Iterator[Written]:
    if isinstance(node, Scalar):
        role = Role.WORDS if shape.short is Shape.TEXT else Role.EXPRESSION
        yield Written(node, role, chosen)
        return
    table = INNER[shape.table]
    if isinstance(node, Mapping) and not shape.named:
        yield from _keyed(node, table, chosen)
        return
    children = node.items if isinstance(node, Sequence) else tuple(v for _, v in node)
    for child in children:
        yield from _shaped(child, key, Nested(shape.table, short=shape.short), chosen)


def _conditions(node: Node, named: bool, chosen: bool) -> Iterator[Written]:
    if isinstance(node, Scalar):
        yield Written(node, Role.EXPRESSION, chosen)
    elif isinstance(node, Mapping) and named:
        for _, body in node:
            yield from _shaped(body, "条件", Shape.CONDITION, chosen)
    elif isinstance(node, Mapping):
        yield from _keyed(node, INNER["条件"], chosen)


def _value(node: Node, named: bool, chosen: bool) -> Iterator[Written]:
    """A value: expressions, and the keys of tables by tier or category."""
    if choice_in(node) is not None and isinstance(node, Mapping):
        for _, branch in branches(node):
            yield from _value(branch, named, True)
    elif isinstance(node, Scalar):
        length = _LENGTHS.get(node.text)
        written = Scalar(length, node.spot) if length else node
        yield Written(written, Role.EXPRESSION, chosen or length is not None)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _value(item, False, chosen)
    else:
        yield from _table(node, named, chosen)


def _table(node: Mapping, named: bool, chosen: bool) -> Iterator[Written]:
    first = node.keys[0] if node.keys and not named else ""
    role = {"分档": Role.TIER, "按": Role.MEMBER}.get(first)
    for position, (name, body) in enumerate(node):
        if not named and name.text in ("名", "英文"):
            continue
        if role is not None and position and name.text != OTHERWISE:
            yield Written(name, role, chosen)
        yield from _value(body, False, chosen)
        if name.text == "至" and isinstance(body, Scalar):
            yield Written(body, Role.EXPRESSION, True)
