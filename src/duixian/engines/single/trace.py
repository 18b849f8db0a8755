"""Conditions with their trace: every test inside, the value found and the value asked for. None is skipped."""

from __future__ import annotations

from collections.abc import Callable

from duixian.engines.single.aggregates import selector
from duixian.engines.single.compiler import Unit
from duixian.engines.single.definitions import remembered
from duixian.engines.single.logic import all_true, any_true, comparer, negation, operand, side
from duixian.engines.single.run import Run
from duixian.language.absent import ABSENT
from duixian.language.nodes import (
    Aggregate,
    AllOf,
    Among,
    AnyOf,
    Between,
    Compare,
    Expr,
    How,
    IsAbsent,
    Literal,
    Local,
    Not,
    Use,
    Within,
)
from duixian.language.outcome import Finding
from duixian.language.rule import Condition
from duixian.language.unknown import Unknown

Tracer = Callable[[Run], Finding]


def traced_condition(condition: Condition, unit: Unit) -> Tracer:
    """The tracer of a named condition; alternatives (任一) keep their own names inside it."""
    if not condition.alternatives:
        return traced(condition.test, unit, condition)
    tracers = [traced_condition(alternative, unit) for alternative in condition.alternatives]

    def any_one(run: Run) -> Finding:
        findings = [tracer(run) for tracer in tracers]
        return Finding(condition.test, any_true([f.truth for f in findings]), None, None, findings, condition)

    return any_one


def traced(test: Expr, unit: Unit, condition: Condition | None = None) -> Tracer:
    """The tracer of a test, by its kind; ``condition`` names it."""
    if isinstance(test, Compare):
        return _comparison(test, unit, condition)
    if isinstance(test, AllOf | AnyOf):
        return _joined(test, test.parts, unit, condition)
    if isinstance(test, Not):
        return _negated(test, unit, condition)
    if isinstance(test, Use) and unit.policy.definitions[test.definition].value is None:
        return _term(test, unit, condition)
    if isinstance(test, Local):
        return traced(test.body, unit, condition)
    if isinstance(test, Aggregate) and test.how in (How.EXISTS, How.NONE):
        return _existence(test, unit, condition)
    return _leaf(test, unit, condition)


def _comparison(test: Compare, unit: Unit, condition: Condition | None) -> Tracer:
    left, compare = side(test.left, unit), comparer(test, unit)
    if isinstance(test.right, Literal):
        fixed = test.right.value

        def compared_with(run: Run) -> Finding:
            actual = left(run)
            return Finding(test, compare(run, actual, fixed), actual, fixed, (), condition)

        return compared_with
    right = side(test.right, unit)

    def compared(run: Run) -> Finding:
        actual, threshold = left(run), right(run)
        return Finding(test, compare(run, actual, threshold), actual, threshold, (), condition)

    return compared


def _joined(test: AllOf | AnyOf, parts: tuple[Expr, ...], unit: Unit, condition: Condition | None) -> Tracer:
    join = all_true if isinstance(test, AllOf) else any_true
    tracers = [traced(part, unit) for part in parts]

    def joined(run: Run) -> Finding:
        findings = [tracer(run) for tracer in tracers]
        return Finding(test, join([f.truth for f in findings]), None, None, findings, condition)

    return joined


def _negated(test: Not, unit: Unit, condition: Condition | None) -> Tracer:
    inner = traced(test.value, unit)

    def negated(run: Run) -> Finding:
        finding = inner(run)
        return Finding(test, negation(finding.truth), None, None, (finding,), condition)

    return negated


def _term(test: Use, unit: Unit, condition: Condition | None) -> Tracer:
    definition = unit.policy.definitions[test.definition]
    arguments = unit.all(test.arguments)
    tracers = [traced_condition(condition, unit) for condition in definition.conditions]
    join = any_true if definition.any_of else all_true

    def parts(run: Run) -> list[Finding]:
        return [tracer(run) for tracer in tracers]

    def termed(run: Run) -> Finding:
        values = tuple([argument(run) for argument in arguments])
        findings = remembered(run, values, parts)
        return Finding(test, join([f.truth for f in findings]), None, None, findings, condition)

    return termed


def _existence(test: Aggregate, unit: Unit, condition: Condition | None) -> Tracer:
    """存在 and 没有 show the record that decided them."""
    select, wanted = selector(test, unit), test.how is How.EXISTS

    def asked(run: Run) -> Finding:
        rows, unknown = select(run)
        if rows:
            return Finding(test, wanted, rows[0], None, (), condition)
        truth = unknown if unknown is not None else not wanted
        actual = truth if truth.__class__ is Unknown else None
        return Finding(test, truth, actual, None, (), condition)

    return asked


def _leaf(test: Expr, unit: Unit, condition: Condition | None) -> Tracer:
    evaluate = unit.compile(test)
    shown = _shown(test)
    value = operand(shown, unit) if shown is not None else None
    asked = _asked(test)
    threshold = unit.compile(asked) if asked is not None else None

    def tested(run: Run) -> Finding:
        truth = evaluate(run)
        return Finding(
            test,
            False if truth is ABSENT else truth,
            value(run) if value is not None else None,
            threshold(run) if threshold is not None else None,
            (),
            condition,
        )

    return tested


def _shown(test: Expr) -> Expr | None:
    if isinstance(test, Within):
        return test.place
    if isinstance(test, Among | Between | IsAbsent):
        return test.value
    return None


def _asked(test: Expr) -> Expr | None:
    return test.area if isinstance(test, Within) else None
