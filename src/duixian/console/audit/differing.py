"""Two decisions side by side: every field, and which of them differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duixian.design.decision.telling import veiled

_NAMED = ("id", "name", "number", "label", "tier")


@dataclass(frozen=True)
class Field:
    """One field by its path, as text on both sides; empty where a side has none."""

    path: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether the sides say different things."""
        return self.left != self.right


def fields(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Field]:
    """Every field of two documents, in the order of the first; numbers of persons are hidden."""
    one, other = dict(_flat("", left)), dict(_flat("", right))
    return [
        Field(veiled(path), veiled(one.get(path, "")), veiled(other.get(path, "")))
        for path in dict.fromkeys([*one, *other])
    ]


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and set(value) != {"zh", "en"}:
        for name, inner in value.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for place, inner in enumerate(value, start=1):
            yield from _flat(f"{path}[{_name(inner, place)}]", inner)
    else:
        yield path, _text(value)


def _name(inner: Any, place: int) -> str:
    """By what an entry of a list is told from its neighbours: its name, else its place."""
    for name in _NAMED if isinstance(inner, Mapping) else ():
        said = inner.get(name)
        if isinstance(said, Mapping):
            return str(said["zh"])
        if said is not None:
            return str(said)
    return str(place)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value["zh"])
    if value is None:
        return "—"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
