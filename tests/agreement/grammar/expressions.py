"""Expressions by result type and by what is in scope: every sign, function and word that yields the type."""

from __future__ import annotations

from collections.abc import Callable

from duixian.language.nodes import Operator
from duixian.language.resolve.arithmetic import result_of
from duixian.language.types import BOOL, DATE, DAYS, INT, MONEY, MONTHS, NUMBER, WORKDAYS, Kind, Type
from tests.agreement.grammar import aggregates, calls, conditions
from tests.agreement.grammar.asked import PLAIN, Asked, leaf
from tests.agreement.grammar.author import Author
from tests.agreement.grammar.place import Place

_SIGNS = {Operator.ADD: "+", Operator.SUBTRACT: "-", Operator.MULTIPLY: "×", Operator.DIVIDE: "÷"}
_JOINED = [
    (sign, left, right, made)
    for sign in Operator
    for left in PLAIN
    for right in PLAIN
    if (made := result_of(sign, left, right)) is not None
]
_NEGATED = (MONEY, INT, NUMBER, MONTHS, DAYS)


def expression(author: Author, place: Place, kind: Type, depth: int, *, lead: bool = True) -> str:
    """An expression of a type."""
    return written(Asked(author, place, kind, depth, written, lead))


def written(asked: Asked) -> str:
    """What is asked for."""
    if asked.kind == BOOL:
        return conditions.condition(asked)
    if asked.depth <= 0 or asked.author.chance(0.25):
        return leaf(asked)
    return asked.author.one_of([(2, lambda: leaf(asked)), *_compound(asked)])


def _compound(asked: Asked) -> list[tuple[float, Callable[[], str]]]:
    kind = asked.kind
    found: list[tuple[float, Callable[[], str]]] = [
        (1, lambda: calls.chosen(asked)),
        (2, lambda: aggregates.picked(asked)),
        (1, lambda: calls.used(asked)),
    ]
    if kind.kind is not Kind.RECORD:
        found.append((6, lambda: calls.called(asked)))
    if aggregates.questions_of(kind, asked.place.vocabulary):
        found.append((5, lambda: aggregates.asked_of_many(asked)))
    if any(made == kind for *_, made in _JOINED):
        found.append((4, lambda: joined(asked)))
    if kind in _NEGATED:
        found.append((0.5, lambda: f"(- {asked.of(kind)})"))
    return found


def joined(asked: Asked) -> str:
    """Two values and a sign."""
    sign, left, right, _ = asked.author.pick([row for row in _JOINED if row[3] == asked.kind])
    second = asked.author.small(INT) if right == INT and sign is Operator.DIVIDE else ""
    if right == WORKDAYS and left == DATE:
        second = asked.author.pick((asked.author.literal(WORKDAYS), *asked.place.of(WORKDAYS)))
    if left == DATE and sign is Operator.ADD and asked.author.chance(0.5):
        return f"({asked.of(left)} 后 {second or asked.of(right)})"
    if left == DATE and right != DATE and asked.author.chance(0.5):
        return f"({asked.of(left)} 前 {second or asked.of(right)})"
    if left == MONEY and right == NUMBER and sign is Operator.MULTIPLY and asked.author.chance(0.2):
        return f"({asked.of(left)} × {asked.author.share()})"
    return f"({asked.of(left)} {_SIGNS[sign]} {second or _divisor(asked, right, sign)})"


def _divisor(asked: Asked, kind: Type, sign: Operator) -> str:
    """Nought as written is refused."""
    for _ in range(20):
        before = dict(asked.author.figures)
        found = asked.of(kind)
        if sign is not Operator.DIVIDE or found not in ("0", "0元"):
            return found
        asked.author.figures = before
    return asked.author.small(INT)
