"""Literals, parameters, moments, records and their columns."""

from __future__ import annotations

from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.run import Evaluator, Run
from duixian.language.absent import ABSENT
from duixian.language.nodes import (
    Argument,
    Field,
    Follow,
    Here,
    Literal,
    Local,
    Moment,
    MomentName,
    Parameter,
)
from duixian.language.record import Record
from duixian.language.unknown import Lack, Missing, Unknown


@compiles(Literal)
def literal(node: Literal, unit: Unit) -> Evaluator:
    """The value itself."""
    value = node.value
    return lambda run: value


@compiles(Parameter)
def parameter(node: Parameter, unit: Unit) -> Evaluator:
    """The value decided, or unknown while the question is open."""
    value = node.value
    if value is None:
        value = Unknown([Missing(Lack.QUESTION, node.name, node.record)])
    return lambda run: value


@compiles(Moment)
def moment(node: Moment, unit: Unit) -> Evaluator:
    """A value that the engine supplies."""
    policy = unit.policy
    constants: dict[MomentName, Any] = {
        MomentName.AREA: policy.area,
        MomentName.POLICY: policy.title.zh,
        MomentName.TIER: policy.tier,
        MomentName.WINDOW_START: policy.window.start,
        MomentName.WINDOW_END: policy.window.end if policy.window.end is not None else ABSENT,
    }
    if node.name in constants:
        value = constants[node.name]
        return lambda run: value
    return _MOVING[node.name]


_MOVING: dict[MomentName, Evaluator] = {
    MomentName.AS_OF: lambda run: run.as_of,
    MomentName.BENEFIT: lambda run: run.benefit,
    MomentName.CLAIMED_ON: lambda run: run.claimed_on,
    MomentName.EVENT_ON: lambda run: run.event_on,
    MomentName.MONTH: lambda run: run.month,
    MomentName.PERIOD_START: lambda run: run.period_start,
    MomentName.PERIOD_END: lambda run: run.period_end,
    MomentName.PERIOD_NUMBER: lambda run: run.number,
    MomentName.GROSS: lambda run: run.gross,
    MomentName.SERVED: lambda run: run.served,
}


@compiles(Argument)
def argument(node: Argument, unit: Unit) -> Evaluator:
    """An argument of the definition."""
    index = node.index
    return lambda run: run.arguments[index]


@compiles(Local)
def local(node: Local, unit: Unit) -> Evaluator:
    """A named value of the rule is its body."""
    return unit.compile(node.body)


@compiles(Here)
def here(node: Here, unit: Unit) -> Evaluator:
    """The record in hand."""
    depth = node.depth
    return lambda run: run.stack[depth]


def _cell(record: Record, column: str) -> Any:
    value = record.values.get(column)
    if value is None:
        return Unknown([Missing(Lack.CELL, column, record.table, str(record.key))])
    return value


@compiles(Field)
def field(node: Field, unit: Unit) -> Evaluator:
    """A column's value."""
    column = node.column
    if isinstance(node.base, Here):
        depth = node.base.depth

        def of_here(run: Run) -> Any:
            record = run.stack[depth]
            assert record is not None
            value = record.values.get(column)
            return _cell(record, column) if value is None else value

        return of_here
    base = unit.compile(node.base)

    def of_other(run: Run) -> Any:
        record = base(run)
        return _cell(record, column) if record.__class__ is Record else record

    return of_other


@compiles(Follow)
def follow(node: Follow, unit: Unit) -> Evaluator:
    """The record a link points to; unknown where the register does not hold it."""
    base, column, target = unit.compile(node.base), node.column, str(node.type.of)

    def followed(run: Run) -> Any:
        record = base(run)
        if record.__class__ is not Record:
            return record
        key = _cell(record, column)
        if key is ABSENT or key.__class__ is Unknown:
            return key
        found = run.facts.find(target, key)
        return found if found is not None else _not_found(run, target, key)

    return followed


def _not_found(run: Run, table: str, key: Any) -> Unknown:
    if table not in run.facts.supplied:
        return Unknown([Missing(Lack.TABLE, table, table)])
    return Unknown([Missing(Lack.RECORD, table, table, str(key))])
