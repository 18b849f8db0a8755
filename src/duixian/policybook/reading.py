"""Reading located YAML: every surprise becomes a problem with its place, none an exception."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from duixian.language.located import Mapping, Node, Scalar, Sequence
from duixian.language.problems import Problems, Spot
from duixian.policybook.keys.shapes import KeyTable
from duixian.values.bilingual import Text

_FLAGS = {"是": True, "否": False, "true": True, "false": False}


@dataclass(frozen=True)
class Reader:
    """Reads nodes into plain values; what does not fit is recorded and read as missing."""

    problems: Problems

    def mapping(self, node: Node | None, table: KeyTable, spot: Spot | None = None) -> Mapping | None:
        """The mapping, after its keys were checked against a table."""
        if not isinstance(node, Mapping):
            self._not_a(node, spot, Text("「键: 值」", "keys and values"), Text(table.zh, table.en))
            return None
        self.check_keys(node, table)
        return node

    def check_keys(self, node: Mapping, table: KeyTable) -> None:
        """Record each key that the table does not know, and each that it misses."""
        for name, _ in node:
            if name.text not in table.names:
                self._unknown_key(name, table)
        for key in table.keys:
            value = node.get(key.name)
            if key.required and (value is None or (isinstance(value, Scalar) and value.empty)):
                place = node.key_spot(key.name)
                self._missing_key(place, key.name, table, Text(key.zh, key.en))

    def named(self, node: Node | None, what: Text) -> tuple[tuple[Scalar, Node], ...]:
        """Entries of a mapping whose keys are names; nothing when the node is left out."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        if isinstance(node, Mapping):
            return node.entries
        self._not_a(node, None, Text("「名称: 内容」", "names and contents"), what)
        return ()

    def items(self, node: Node | None) -> tuple[Node, ...]:
        """Members of a list; one node alone is a list of one; nothing when left out or empty."""
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        return node.items if isinstance(node, Sequence) else (node,)

    def scalar(self, node: Node | None, what: Text) -> Scalar | None:
        """A word or sentence; None when left out or empty."""
        if isinstance(node, Scalar):
            return None if node.empty else node
        if node is not None:
            self._not_a(node, None, Text("一段文字", "a text"), what)
        return None

    def text(self, mapping: Mapping, key: str) -> str:
        """The words under a key, or nothing."""
        found = self.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        return found.text.strip() if found else ""

    def texts(self, node: Node | None, what: Text) -> tuple[Scalar, ...]:
        """One text, or a list of texts."""
        found = (self.scalar(item, what) for item in self.items(node))
        return tuple(item for item in found if item is not None)

    def flag(self, mapping: Mapping, key: str, default: bool = False) -> bool:
        """是 or 否."""
        found = self.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        if found is None:
            return default
        if found.text not in _FLAGS:
            self.one_of(found, ("是", "否"))
        return _FLAGS.get(found.text, default)

    def word(self, mapping: Mapping, key: str, options: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        found = self.scalar(mapping.get(key), Text(f"「{key}」", f"'{key}'"))
        if found is None:
            return default
        return found.text if self.one_of(found, options) else default

    def one_of(self, found: Scalar, options: tuple[str, ...]) -> bool:
        """Whether a word is one of a few; recorded if it is not."""
        if found.text in options:
            return True
        listed, near = "、".join(options), nearest(found.text, options)
        self.problems.add(
            "unknown-word",
            found.spot,
            Text(f"这里不能写「{found.text}」", f"'{found.text}' cannot stand here"),
            Text(f"可以写：{listed}{near.zh}", f"one of: {listed}{near.en}"),
        )
        return False

    def _unknown_key(self, name: Scalar, table: KeyTable) -> None:
        near = nearest(name.text, table.names)
        self.problems.add(
            "unknown-key",
            name.spot,
            Text(f"「{table.name}」里不认识「{name.text}」", f"unknown key '{name.text}' in '{table.name}'"),
            Text(
                f"可用的键：{'、'.join(table.names)}{near.zh}",
                f"known keys: {', '.join(table.names)}{near.en}",
            ),
        )

    def _missing_key(self, spot: Spot, key: str, table: KeyTable, meaning: Text) -> None:
        self.problems.add(
            "missing-key",
            spot,
            Text(f"「{table.name}」缺少「{key}」", f"'{table.name}' lacks '{key}'"),
            Text(f"写上「{key}」：{meaning.zh}", f"write '{key}': {meaning.en}"),
        )

    def _not_a(self, node: Node | None, spot: Spot | None, wanted: Text, what: Text) -> None:
        place = node.spot if node is not None else spot
        if place is None:
            return
        self.problems.add(
            "shape",
            place,
            Text(f"{what.zh}要写成{wanted.zh}", f"{what.en}: {wanted.en} expected"),
            Text("检查缩进和冒号", "check the indentation and the colons"),
        )


def nearest(word: str, options: tuple[str, ...]) -> Text:
    """A closing remark with the nearest of some words, or nothing."""
    near = get_close_matches(word, options, n=1, cutoff=0.4)
    return Text(f"；是不是「{near[0]}」？", f"; did you mean '{near[0]}'?") if near else Text("", "")
