"""Which tests can turn as the day of the decision moves on: told from the nodes, without looking at facts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from duixian.language.nodes import Aggregate, Expr, How, Moment, MomentName, Use
from duixian.language.rule import Policy

_MOVING = (MomentName.AS_OF, MomentName.CLAIMED_ON)
_MONTHS = (How.RUN, How.LONGEST, How.COVERED)


@lru_cache
def _parts_of(kind: type) -> tuple[str, ...]:
    """The names of what a kind of node is made of."""
    named = fields(kind) if is_dataclass(kind) else ()
    return tuple(part.name for part in named if part.name not in ("type", "text"))


class Clock:
    """Of one policy's expressions, those that look at the day; ``event`` is the measure's own."""

    def __init__(self, policy: Policy, event: Expr) -> None:
        self._policy = policy
        self._known: dict[int, tuple[Any, bool]] = {}
        self._event = False
        self._event = self.looks_at_day(event)

    def looks_at_day(self, node: Any) -> bool:
        """Whether an expression's value may change from one day to the next, all facts staying."""
        known = self._known.get(id(node))
        if known is not None:
            return known[1]
        self._known[id(node)] = (node, False)
        answer = self._own(node) or any(self.looks_at_day(part) for part in self._parts(node))
        # The node is kept beside the answer so that its id is never given to another.
        self._known[id(node)] = (node, answer)
        return answer

    def _own(self, node: Any) -> bool:
        if isinstance(node, Moment):
            return node.name in _MOVING or (node.name is MomentName.EVENT_ON and self._event)
        return isinstance(node, Aggregate) and node.how in _MONTHS

    def _parts(self, node: Any) -> list[Any]:
        if isinstance(node, tuple):
            return list(node)
        parts = [getattr(node, name) for name in _parts_of(node.__class__)]
        if isinstance(node, Use):
            definition = self._policy.definitions[node.definition]
            parts += [definition.value, *(condition.test for condition in definition.conditions)]
        return parts
