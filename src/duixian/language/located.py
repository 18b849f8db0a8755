"""YAML whose every value remembers its line and column.

Rule blocks, interpretation records and fact declarations are read with this, so that each refusal can point
at the character. Every scalar is kept as the text that was written: 2021-07-01 and 是 have the meaning that
the place they stand in gives them, not one of YAML's. A key written twice is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from duixian.language.problems import PolicyError, Problem, Spot
from duixian.values.bilingual import Text


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, number or sentence as written; ``quoted`` when it stood in quotation marks."""

    text: str
    spot: Spot
    quoted: bool = False

    @property
    def empty(self) -> bool:
        """Nothing, ~ or null, unquoted."""
        return not self.quoted and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the order written."""

    entries: tuple[tuple[Scalar, Node], ...]
    spot: Spot

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key_spot(self, key: str) -> Spot:
        """Where a key stands; the mapping's own place if it has no such key."""
        return next((name.spot for name, _ in self.entries if name.text == key), self.spot)

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the keys in order."""
        return tuple(name.text for name, _ in self.entries)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping

_FASTEST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_located(text: str, file: str, first_line: int = 1, clause: str | None = None) -> Node | None:
    """Parse YAML text that starts at ``first_line`` of ``file``; None when it holds nothing.

    Raises PolicyError with one problem when the text is not YAML or repeats a key.
    """
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        raise _not_yaml(str(error.problem), place, file, first_line, clause) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position].split("\n")
        place = len(before) - 1, len(before[-1])
        raise _not_yaml(f"U+{error.character:04X}", place, file, first_line, clause) from error
    return None if root is None else _Reader(file, first_line, clause).node(root)


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a text by libyaml, ten times as fast; what it refuses is told in the words of the plain reader."""
    try:
        return yaml.compose(text, Loader=_FASTEST)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    first_line: int
    clause: str | None
    around: frozenset[int] = frozenset()
    """The nodes that hold this one: a text that refers to itself has no end."""

    def spot(self, node: yaml.Node) -> Spot:
        return Spot(self.file, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def node(self, node: yaml.Node) -> Node:
        if id(node) in self.around:
            place = node.start_mark.line, node.start_mark.column
            raise _not_yaml("*", place, self.file, self.first_line, self.clause)
        return replace(self, around=self.around | {id(node)})._inside(node)

    def _inside(self, node: yaml.Node) -> Node:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.node(item) for item in node.value), self.spot(node))
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Scalar:
        quoted = getattr(node, "style", None) in ("'", '"')
        spot = self.spot(node)
        return Scalar(str(node.value), spot.moved(1) if quoted else spot, quoted)

    def _mapping(self, node: yaml.MappingNode) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        for key, value in node.value:
            name = self._scalar(key)
            if any(name.text == other.text for other, _ in entries):
                raise PolicyError((_repeated(name, self.clause),))
            entries.append((name, self.node(value)))
        return Mapping(tuple(entries), self.spot(node))


def _repeated(name: Scalar, clause: str | None) -> Problem:
    return Problem(
        "key-repeated",
        Text(f"「{name.text}」写了两次", f"'{name.text}' is written twice"),
        Text("合并成一处，或换一个名字", "join the two, or give one another name"),
        name.spot,
        clause,
    )


def _not_yaml(
    what: str, place: tuple[int, int], file: str, first_line: int, clause: str | None
) -> PolicyError:
    spot = Spot(file, first_line + place[0], place[1] + 1)
    return PolicyError(
        (
            Problem(
                "not-yaml",
                Text(f"这里不是合格的 YAML：{what}", f"this is not well-formed YAML: {what}"),
                Text(
                    "检查缩进（用空格）、冒号后的空格、成对的引号和括号；含「: 」或「#」的文字要加引号",
                    "check indentation (spaces), the blank after a colon, and paired quotes and brackets; "
                    "quote text that holds ': ' or '#'",
                ),
                spot,
                clause,
            ),
        )
    )
