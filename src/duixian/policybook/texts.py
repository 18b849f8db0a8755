"""YAML as read, written so that equal contents give equal texts."""

from __future__ import annotations

from duixian.language.located import Mapping, Node, Scalar


def canonical(node: Node) -> str:
    """YAML as read, without places: the same text for the same contents in the same order."""
    if isinstance(node, Scalar):
        return repr((node.text, node.quoted))
    if isinstance(node, Mapping):
        return "{" + ",".join(f"{name.text!r}:{canonical(value)}" for name, value in node) + "}"
    return "[" + ",".join(canonical(item) for item in node.items) + "]"
