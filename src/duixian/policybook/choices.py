"""按解释: the value of the option in force takes the place of the choice.

A choice may stand wherever a value stands. ``substitute`` puts in the value of the option in force, and remembers
which records decided what: what is built from a node lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from typing import Any

from duixian.language.located import Mapping, Node, Scalar, Sequence
from duixian.language.problems import Spot
from duixian.policybook.keys.shared import CHOICE_KEY, OTHERWISE, REMOVE


@dataclass(frozen=True, slots=True)
class Choice:
    """Another answer to an interpretation record: the option (None: the one in force) and parameter values.

    A parameter is given as text of the expression language (6个月, 待定), or as its run-time value.
    """

    option: str | None = None
    parameters: Map[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Substituted:
    """A node without choices; ``origins``: where a value came from one, the ids of the records."""

    node: Node
    origins: Map[Spot, tuple[str, ...]]

    def ids_under(self, node: Node) -> tuple[str, ...]:
        """Records that decided anything in a node."""
        found = (self.origins.get(n.spot, ()) for n in walk(node))
        return tuple(dict.fromkeys(i for ids in found for i in ids))


def substitute(node: Node, chosen: Map[str, str]) -> Substituted:
    """The node under the option chosen for each record."""
    origins: dict[Spot, tuple[str, ...]] = {}
    replaced = _replaced(node, chosen, origins)
    return Substituted(Mapping((), node.spot) if replaced is None else replaced, origins)


def choice_in(node: Node) -> str | None:
    """The id of the record, if the node is a choice."""
    if isinstance(node, Mapping):
        found = node.get(CHOICE_KEY)
        if isinstance(found, Scalar):
            return found.text
    return None


def branches(node: Mapping) -> tuple[tuple[Scalar, Node], ...]:
    """Option names of a choice with their values."""
    return tuple((name, value) for name, value in node if name.text != CHOICE_KEY)


def walk(node: Node) -> Iterator[Node]:
    """The node and every value under it."""
    yield node
    children = node.items if isinstance(node, Sequence) else ()
    if isinstance(node, Mapping):
        children = tuple(value for _, value in node)
    for child in children:
        yield from walk(child)


def _replaced(node: Node, chosen: Map[str, str], origins: dict[Spot, tuple[str, ...]]) -> Node | None:
    """The node with its choices made; None where the choice is to leave it out."""
    record = choice_in(node)
    if record is not None and isinstance(node, Mapping):
        return _picked(node, record, chosen, origins)
    if isinstance(node, Mapping):
        entries = tuple((name, _kept(node, value, chosen, origins)) for name, value in node)
        return Mapping(tuple((n, v) for n, v in entries if v is not None), node.spot)
    if isinstance(node, Sequence):
        items = (_kept(node, item, chosen, origins) for item in node.items)
        return Sequence(tuple(i for i in items if i is not None), node.spot)
    return node


def _kept(
    parent: Node, value: Node, chosen: Map[str, str], origins: dict[Spot, tuple[str, ...]]
) -> Node | None:
    found = _replaced(value, chosen, origins)
    record = choice_in(value)
    if found is None and record is not None:
        origins[parent.spot] = (*origins.get(parent.spot, ()), record)
    return found


def _picked(
    node: Mapping, record: str, chosen: Map[str, str], origins: dict[Spot, tuple[str, ...]]
) -> Node | None:
    option = chosen.get(record, "")
    branch = node.get(option)
    if branch is None:
        branch = node.get(OTHERWISE)
    if branch is None or (isinstance(branch, Scalar) and branch.text == REMOVE):
        return None
    found = _replaced(branch, chosen, origins)
    if found is not None:
        origins[found.spot] = (*origins.get(found.spot, ()), record)
    return found
