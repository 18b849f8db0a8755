"""Choices, definitions of the policy, and built-in functions by their table: a new one is called without a word here."""

from __future__ import annotations

from dataclasses import replace

from duixian.language.functions import ANY, DATE_OR_MONTH, FUNCTIONS, ORDERED, SAME, Function
from duixian.language.types import AGE, BOOL, DATE, DAYS, INT, MONTH, MONTHS, TEXT, WORKDAYS, Kind, Type
from tests.agreement.grammar.asked import PLAIN, Asked, is_ordered, leaf
from tests.agreement.grammar.place import Place

_LENGTHS = (MONTHS, DAYS, WORKDAYS, AGE)
_SLOW = {"乘方": 1, "加工作日": 1}
"""Functions one of whose arguments stays small: what it costs grows with it."""


def chosen(asked: Asked) -> str:
    """若 … 则 … 否则 …."""
    then = asked.of(asked.kind, lead=asked.lead)
    return f"(若 {asked.of(BOOL)} 则 {then} 否则 {asked.of(asked.kind, lead=False)})"


def used(asked: Asked) -> str:
    """A definition of the policy."""
    terms = [t for t in asked.author.terms if t.result == asked.kind]
    if not terms:
        return leaf(asked)
    term = asked.author.pick(terms)
    if not term.parameters:
        return term.name
    return f"{term.name}({', '.join(asked.of(kind, lead=False) for _, kind in term.parameters)})"


def called(asked: Asked) -> str:
    """A built-in function that yields the type."""
    fitting = [f for f in FUNCTIONS.values() if _yields(f, asked)]
    return leaf(asked) if not fitting else call(asked, asked.author.pick(fitting))


def _yields(function: Function, asked: Asked) -> bool:
    if function.result != SAME:
        return function.result == asked.kind
    return function.parameters[0] == ANY or is_ordered(asked.kind, asked.place)


def any_call(asked: Asked) -> tuple[Type, str]:
    """Any function that yields a number, a day or a length of time, and what it yields."""
    function = asked.author.pick([f for f in FUNCTIONS.values() if f.result in PLAIN])
    kind = next(kind for kind in PLAIN if kind == function.result)
    return kind, call(replace(asked, kind=kind, lead=True), function)


def call(asked: Asked, function: Function) -> str:
    """name(arguments), each of a type that the function takes."""
    kinds: list[Type] = []
    parameters = list(function.parameters)
    if function.variadic and asked.author.chance(0.4):
        parameters.append(parameters[-1])
    for parameter in parameters:
        kinds.append(_argument_type(asked, function, parameter, kinds))
    slow = _SLOW.get(function.name)
    written = [
        _small(asked, kind) if number == slow else asked.of(kind, lead=_lead(asked, function, number))
        for number, kind in enumerate(kinds)
    ]
    return f"{function.name}({', '.join(written)})"


def _small(asked: Asked, kind: Type) -> str:
    return asked.author.small(INT) if kind == INT else asked.author.literal(kind)


def _lead(asked: Asked, function: Function, number: int) -> bool:
    """Whether nothing tells the type of an argument: of a first one, unless the result's type is its own."""
    return number == 0 and (asked.lead or function.result != SAME)


def _argument_type(asked: Asked, function: Function, parameter: Type | str, before: list[Type]) -> Type:
    if isinstance(parameter, Type):
        return parameter
    if parameter == DATE_OR_MONTH:
        return asked.author.pick((DATE, DATE, MONTH))
    if before and parameter in (SAME, ORDERED):
        return before[0]
    if function.result == SAME:
        return asked.kind
    return asked.author.pick(_free(function, parameter, asked.place))


def _free(function: Function, parameter: str, place: Place) -> tuple[Type, ...]:
    """The types of a first argument that the result does not tell."""
    ordered = tuple(Type(Kind.CATEGORY, c.name) for c in place.vocabulary.categories.values() if c.ordered)
    if function.name == "级差":
        return tuple(kind for kind in ordered if place.of(kind)) or ordered
    if function.name == "数量":
        return (*_LENGTHS, INT)
    categories = tuple(k for name in place.vocabulary.categories if place.of(k := Type(Kind.CATEGORY, name)))
    return (*PLAIN, TEXT, BOOL, *categories) if parameter == ANY else (*PLAIN, *ordered)
