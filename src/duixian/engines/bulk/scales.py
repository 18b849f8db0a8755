"""Values read off tables: by category, by tier, by marginal slices, and step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

import narwhals as nw

from duixian.engines.bulk.arithmetic import over, strict, times
from duixian.engines.bulk.calendar import packed
from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.errors import NotCompiled
from duixian.engines.bulk.logic import SIGNS
from duixian.engines.bulk.moving import turning
from duixian.engines.bulk.numbers import SAFE, aligned, common, half_up, product, total
from duixian.engines.bulk.scalar import Scalar, integer
from duixian.engines.bulk.select import Branch, chosen
from duixian.engines.bulk.values import cell_of, constant
from duixian.language.nodes import Band, ByBand, ByCategory, Comparison, Expr, Marginal, Step, StepKind, Steps
from duixian.language.types import MONEY, Kind


@compiles(ByCategory)
def by_category(node: ByCategory, scope: Scope) -> Scalar:
    """按: the row whose keys hold the subject; no such row: there is none."""
    subject = scope.space.keep(compiled(node.subject, scope))
    gates: list[nw.Expr] = []
    branches: list[Branch] = []
    taken: set[Any] = set()
    for row in reversed(node.rows):
        if row.keys is None:
            continue
        keys = [key for key in row.keys if key not in taken]
        taken |= set(keys)
        gates.append(_is_one_of(subject, keys, scope))
        branches.append((gates[-1], _row(node, row.label, row.value, scope.gated(gates[-1]))))
    known = nw.lit(True) if subject.unknown is None else ~subject.unknown
    elsewhere = reduce(lambda rest, gate: rest & ~gate, gates, known)
    other = [row for row in node.rows if row.keys is None]
    if other:
        gate = nw.col(scope.space.keep_columns(elsewhere)[0])
        branches.append((gate, _row(node, other[-1].label, other[-1].value, scope.gated(gate))))
        return chosen(replace(subject, today=None), branches, None, node, scope)
    return chosen(subject, branches, elsewhere, node, scope)


def _row(node: ByCategory | ByBand, label: str, value: Expr, scope: Scope) -> Scalar:
    found = compiled(value, scope)
    kind = "按" if isinstance(node, ByCategory) else "分档"
    scope.note(kind, node.subject.text, label, found, found)
    return found


def _is_one_of(subject: Scalar, keys: list[Any], scope: Scope) -> nw.Expr:
    cells = [cell_of(key, subject.kind, scope.policy.vocabulary) for key in keys]
    if not subject.whole or subject.ratio is not False:
        raise NotCompiled("按 of a ratio")
    truth = subject.value.is_in(cells).fill_null(False)
    return nw.col(scope.space.keep_columns(truth)[0])


@compiles(ByBand)
def by_band(node: ByBand, scope: Scope) -> Scalar:
    """分档: the tier in which the subject lies."""
    subject = scope.space.keep(compiled(node.subject, scope))
    branches: list[Branch] = []
    left = ~subject.value.is_null()
    for end in (end for band in node.bands for end in (band.low, band.high) if isinstance(end, date)):
        turning(subject, integer(packed(end)), scope)
    for band in node.bands:
        gate = nw.col(scope.space.keep_columns(left & _inside(band, subject, scope))[0])
        left = left & ~gate
        branches.append((gate, _row(node, band.label, band.value, scope.gated(gate))))
    nowhere = left if subject.absent is None else left | subject.absent
    return chosen(subject, branches, nowhere, node, scope)


def _inside(band: Band, subject: Scalar, scope: Scope) -> nw.Expr:
    tests = [nw.lit(True)]
    for end, open_, signs in (
        (band.low, band.low_open, (Comparison.GE, Comparison.GT)),
        (band.high, band.high_open, (Comparison.LE, Comparison.LT)),
    ):
        if end is not None:
            kind = subject.kind if not isinstance(end, int) or isinstance(end, bool) else MONEY
            bound = constant(end, kind, scope.policy.vocabulary)
            tests.append(SIGNS[signs[open_]](*aligned(subject, bound, scope.space)))
    return reduce(lambda one, other: one & other, tests).fill_null(False)


@compiles(Marginal)
def marginal(node: Marginal, scope: Scope) -> Scalar:
    """累进: each slice at its own rate, rounded half up to the fen, then added up."""
    space = scope.space
    money = space.keep(compiled(node.subject, scope))
    sum_, bound, floor = integer(0), 0, integer(0)
    for part in node.slices:
        top = money.value if part.upto is None else nw.min_horizontal(money.value, integer(part.upto))
        reached = (~money.value.is_null()) & (top > floor)
        width = nw.when(reached).then(top - floor).otherwise(integer(0))
        given, most = _at_rate(width, money.bound, part.rate, scope)
        sum_, bound = total(space, sum_, bound, given, most)
        held = Scalar(MONEY, nw.col(space.keep_columns(given)[0]), space, bound=most)
        scope.gated(reached).note("累进", part.label, node.subject.text, held, held)
        floor = floor if part.upto is None else integer(part.upto)
    value = nw.when(money.value.is_null()).then(integer(None)).otherwise(sum_)
    return strict(node, value, (money,), scope, bound)


def _at_rate(width: nw.Expr, bound: int, rate: Fraction, scope: Scope) -> tuple[nw.Expr, int]:
    value, most = product(scope.space, width, bound, rate.numerator, 1)
    return half_up(scope.space, value, most, rate.denominator), most


@compiles(Steps)
def steps(node: Steps, scope: Scope) -> Scalar:
    """Step by step, in the written order; the first value that is unknown, or none, ends it."""
    running: Scalar | None = None
    reached: nw.Expr = nw.lit(True)
    for step in node.steps:
        before = nw.col(scope.space.keep_columns(reached)[0])
        operand = scope.space.keep(compiled(step.operand, scope.gated(before)))
        at = nw.col(scope.space.keep_columns(before & ~operand.value.is_null())[0])
        done = _step(step, running, operand, node, scope)
        running = scope.space.keep(_as_far_as(running, operand, done, node, scope))
        scope.gated(at).note(step.kind.value, step.label, step.operand.text, operand, running)
        reached = at & ~running.value.is_null()
    assert running is not None
    return running


def _as_far_as(running: Scalar | None, operand: Scalar, done: Scalar, node: Expr, scope: Scope) -> Scalar:
    """What ended it before stays; of this step's operand only what was reached counts."""
    if running is None:
        return replace(operand, kind=node.type, column=None)
    ended = running.value.is_null()
    gates = [(ended, replace(running, bare=False)), (~ended, done)]
    subject = Scalar(node.type, nw.lit(True), scope.space)
    return chosen(subject, gates, None, node, scope)


def _step(step: Step, running: Scalar | None, operand: Scalar, node: Expr, scope: Scope) -> Scalar:
    if running is None or step.kind is StepKind.TAKE:
        return operand
    return _STEPS[step.kind](node, running, operand, scope)


def _added(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
    made, bound = total(scope.space, running.value, running.bound, value.value, value.bound)
    return strict(node, made, (running, value), scope, bound)


def _subtracted(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
    made, bound = total(scope.space, running.value, running.bound, -value.value, value.bound)
    left = nw.when(made < 0).then(integer(0)).otherwise(made)
    return strict(node, left, (running, value), scope, bound)


def _multiplied(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
    return times(node, running, value, (running, value), scope)


def _bounded(most: bool) -> Callable[[Expr, Scalar, Scalar, Scope], Scalar]:
    def bounded(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
        one, other = common(running, value, scope.space)
        over_ = one.value > other.value if most else one.value < other.value
        made = nw.when(over_).then(other.value).otherwise(one.value)
        made = nw.when(other.value.is_null()).then(integer(None)).otherwise(made)
        return strict(node, made, (running, value), scope, max(running.bound, value.bound))

    return bounded


def _to_multiple(kind: StepKind) -> Callable[[Expr, Scalar, Scalar, Scope], Scalar]:
    def rounded(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
        unit = value.value
        scope.space.guard((unit <= 0) | (running.value > SAFE // 2) | (running.value < -(SAFE // 2)))
        if kind is StepKind.FLOOR:
            made = running.value // unit * unit
        elif kind is StepKind.CEIL:
            made = -(-running.value // unit) * unit
        else:
            made = half_up(scope.space, running.value, running.bound, unit) * unit
        return strict(node, made, (running, value), scope, SAFE)

    return rounded


_STEPS: dict[StepKind, Callable[[Expr, Scalar, Scalar, Scope], Scalar]] = {
    StepKind.ADD: _added,
    StepKind.SUBTRACT: _subtracted,
    StepKind.MULTIPLY: _multiplied,
    StepKind.DIVIDE: over,
    StepKind.AT_MOST: _bounded(True),
    StepKind.AT_LEAST: _bounded(False),
    StepKind.ROUND: _to_multiple(StepKind.ROUND),
    StepKind.FLOOR: _to_multiple(StepKind.FLOOR),
    StepKind.CEIL: _to_multiple(StepKind.CEIL),
}
_WHOLE = Kind.MONEY
