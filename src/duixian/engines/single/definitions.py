"""The policy's own terms: a value, or conditions that all or any must hold, evaluated with their arguments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.logic import all_true, any_true
from duixian.engines.single.run import FOREVER, Evaluator, Run, Today
from duixian.language.nodes import Use
from duixian.language.rule import Definition

MOST_REMEMBERED = 1 << 18
"""Values of terms kept before all are forgotten."""


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


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a term came to: the value, how long it stays, and the steps of working."""

    value: Any
    until: date
    steps: tuple[Any, ...]


def remembered(run: Run, arguments: tuple[Any, ...], body: Evaluator) -> Any:
    """The value of a term for its arguments, worked out once a day: a term sees nothing of the case but them."""
    marks = tuple([argument.__class__ is Today for argument in arguments])
    name = (body, arguments, marks)
    found = run.memo.get(name)
    if found is None:
        before, steps = run.until, run.steps
        run.until, run.steps = FOREVER, []
        value = framed(run, arguments, body)
        found = Remembered(value, run.until, tuple(run.steps))
        run.until, run.steps = before, steps
        if len(run.memo) >= MOST_REMEMBERED:
            run.memo.clear()
        run.memo[name] = found
    if found.until < run.until:
        run.until = found.until
    if run.steps is not None:
        run.steps.extend(found.steps)
    return found.value


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
    return lambda run: remembered(run, tuple([argument(run) for argument in arguments]), body)
