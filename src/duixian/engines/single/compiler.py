"""Expressions to closures, once per policy. Each family of nodes registers how its nodes are compiled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from duixian.engines.single.run import Evaluator
from duixian.language.nodes import Expr
from duixian.language.rule import Measure, Policy

_Node = TypeVar("_Node", bound=Expr)
_COMPILERS: dict[type[Expr], Callable[[Any, Unit], Evaluator]] = {}


class Unit:
    """One policy being compiled: its definitions are compiled when first used, each expression once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.definitions: dict[str, Evaluator] = {}
        self._compiled: dict[int, tuple[Expr, Evaluator]] = {}
        self._places = {name: place for place, name in enumerate(policy.measures)}
        self.parts = {name: _parts(measure) for name, measure in policy.measures.items()}

    def compile(self, node: Expr) -> Evaluator:
        """The closure of a node."""
        known = self._compiled.get(id(node))
        if known is not None:
            return known[1]
        evaluator = _COMPILERS[type(node)](node, self)
        # The node is kept beside its closure so that its id is never given to another.
        self._compiled[id(node)] = (node, evaluator)
        return evaluator

    def place_of(self, measure: Measure) -> int:
        """Where a measure stands in the policy."""
        return self._places[measure.name]

    def all(self, nodes: tuple[Expr, ...]) -> tuple[Evaluator, ...]:
        """The closures of several nodes."""
        return tuple(self.compile(node) for node in nodes)


def _parts(measure: Measure) -> frozenset[str]:
    """The parts of a measure that settlement looks at, of those it has."""
    return frozenset(part for part in ("quota", "limits", "memberships", "budgets") if getattr(measure, part))


def compiles(
    kind: type[_Node],
) -> Callable[[Callable[[_Node, Unit], Evaluator]], Callable[[_Node, Unit], Evaluator]]:
    """Register the compiler of one kind of node."""

    def registered(function: Callable[[_Node, Unit], Evaluator]) -> Callable[[_Node, Unit], Evaluator]:
        _COMPILERS[kind] = function
        return function

    return registered
