"""Nodes to columns. Each family of nodes registers how its nodes are compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from duixian.engines.bulk.errors import MomentNotKnown, NotCompiled
from duixian.engines.bulk.expressions import Column
from duixian.engines.bulk.scalar import Scalar
from duixian.engines.bulk.space import Space
from duixian.language.nodes import Expr, Field, Follow, Here, MomentName
from duixian.language.rule import Definition, Policy

_Node = TypeVar("_Node", bound=Expr)
_COMPILERS: dict[type[Expr], Callable[[Any, Scope], Scalar]] = {}


@dataclass(frozen=True, slots=True)
class Note:
    """A step of an amount, noted where ``gate`` is true (None: everywhere)."""

    gate: Column | None
    kind: str
    label: str
    text: str
    value: Scalar
    result: Scalar


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which an answer may change, where ``where`` is true.

    ``every``: and again every so many months after it, DAILY for every day from it on."""

    space: Space
    day: Column
    where: Column
    every: int = 0


DAILY = -1


@dataclass(slots=True)
class _Shared:
    """What scopes of one space with the same records and moments share."""

    known: dict[int, tuple[Expr, Scalar, tuple[Turn, ...]]] = field(default_factory=dict)
    framed: dict[tuple[Any, ...], tuple[tuple[Scalar, ...], Scope]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Where an expression is compiled: the space, the record at each depth, arguments, moments.

    ``notes``: steps of an amount are written here (None: nobody listens); ``gate``: where this is reached;
    ``turns``: days on which an answer may change are written here (None: nobody asks)."""

    policy: Policy
    space: Space
    stack: Mapping[int, Scalar] = field(default_factory=dict)
    arguments: tuple[Scalar, ...] = ()
    moments: Mapping[MomentName, Scalar] = field(default_factory=dict)
    notes: list[Note] | None = None
    gate: Column | None = None
    heard: bool = False
    turns: list[Turn] | None = None
    shared: _Shared = field(default_factory=_Shared)

    def moment(self, name: MomentName) -> Scalar:
        """A moment's value in every row."""
        if name not in self.moments:
            raise MomentNotKnown("a moment that is not known here", name.value)
        return self.space.lift(self.moments[name])

    def record(self, depth: int) -> Scalar:
        """The record at a depth."""
        return self.space.lift(self.stack[depth])

    def below(self, space: Space, depth: int, found: Scalar) -> Scope:
        """The scope of an aggregate's records."""
        stack = {**self.stack, depth: found}
        return replace(self, space=space, stack=stack, notes=None, gate=None, shared=_Shared())

    def with_moments(self, more: Mapping[MomentName, Scalar]) -> Scope:
        """The scope with moments set."""
        return replace(self, moments={**self.moments, **more}, shared=_Shared())

    def framed(self, definition: Definition, arguments: tuple[Scalar, ...]) -> Scope:
        """The scope of a definition with its own arguments."""
        name = (definition.source.name.zh, *map(id, arguments))
        known = self.shared.framed.get(name)
        if known is None:
            inner = replace(self, stack={}, arguments=arguments, shared=_Shared(framed=self.shared.framed))
            known = self.shared.framed[name] = (arguments, inner)
        return replace(known[1], notes=self.notes, gate=self.gate)

    def turns_on(self, day: Column, where: Column | None, every: int = 0) -> None:
        """An answer may change on a day, as the day of the decision moves on."""
        if self.turns is not None and where is not None:
            self.turns.append(Turn(self.space, day, where, every))

    def listening(self) -> Scope:
        """The same while steps of an amount are noted."""
        return replace(self, notes=[], heard=True, shared=_Shared())

    def gated(self, gate: Column) -> Scope:
        """The same where a test is true as well."""
        return replace(self, gate=gate if self.gate is None else self.gate & gate)

    def note(self, kind: str, label: str, text: str, value: Scalar, result: Scalar) -> None:
        """A step of the amount."""
        if self.heard and self.notes is None:
            raise NotCompiled("steps of an amount inside an aggregate", text)
        if self.notes is not None:
            self.notes.append(Note(self.gate, kind, label, text, value, result))


def compiled(node: Expr, scope: Scope) -> Scalar:
    """The node's value in every row of the scope's space. Raises NotCompiled."""
    known = scope.shared.known.get(id(node))
    if known is not None:
        if scope.turns is not None:
            scope.turns.extend(known[2])
        return known[1]
    if type(node) not in _COMPILERS:
        raise NotCompiled(type(node).__name__, node.text)
    before = len(scope.notes or ())
    turned = len(scope.turns or ())
    value = _COMPILERS[type(node)](node, scope)
    if scope.notes is None or len(scope.notes) == before:
        # The node is kept beside its value so that its id is never given to another.
        scope.shared.known[id(node)] = (node, value, tuple((scope.turns or ())[turned:]))
    return value


def operand(node: Expr, scope: Scope) -> Scalar:
    """A value to compare: of a link, its key is enough, whether or not the record is in the registry."""
    if isinstance(node, Follow):
        return compiled(Field(type=node.type, text=node.text, base=node.base, column=node.column), scope)
    value = compiled(node, scope)
    return replace(value, bare=True) if isinstance(node, Here) else value


def compiles(
    kind: type[_Node],
) -> Callable[[Callable[[_Node, Scope], Scalar]], Callable[[_Node, Scope], Scalar]]:
    """Register the compiler of one kind of node."""

    def registered(function: Callable[[_Node, Scope], Scalar]) -> Callable[[_Node, Scope], Scalar]:
        _COMPILERS[kind] = function
        return function

    return registered
