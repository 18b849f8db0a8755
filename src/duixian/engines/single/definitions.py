"""The policy's own terms: a value, or conditions that all or any must hold, evaluated with their arguments."""

from __future__ import annotations

from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.logic import all_true, any_true
from duixian.engines.single.run import Evaluator, Run
from duixian.language.nodes import Use
from duixian.language.rule import Definition


def body_of(definition: Definition, unit: Unit) -> Evaluator:
    """The definition's closure, to be run inside ``framed``."""
    name = definition.source.name.zh
    known = unit.definitions.get(name)
    if known is not None:
        return known
    if definition.value is not None:
        made = unit.compile(definition.value)
    else:
        tests = tuple(unit.compile(condition.test) for condition in definition.conditions)
        join = any_true if definition.any_of else all_true

        def made(run: Run) -> Any:
            return join([test(run) for test in tests])

    unit.definitions[name] = made
    return made


def framed(run: Run, arguments: tuple[Any, ...], body: Evaluator) -> Any:
    """Run a body with its own arguments and records, then put the caller's back."""
    before, stack = run.arguments, run.stack
    run.arguments, run.stack = arguments, [None] * len(stack)
    try:
        return body(run)
    finally:
        run.arguments, run.stack = before, stack


@compiles(Use)
def use(node: Use, unit: Unit) -> Evaluator:
    """A term applied to its arguments."""
    arguments = unit.all(node.arguments)
    body = body_of(unit.policy.definitions[node.definition], unit)
    return lambda run: framed(run, tuple(argument(run) for argument in arguments), body)
