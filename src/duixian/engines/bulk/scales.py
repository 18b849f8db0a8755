"""Values read off tables: by category, by tier, by marginal slices, and step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np

from duixian.engines.bulk.arithmetic import over, strict, times
from duixian.engines.bulk.compiler import Scope, compiled, compiles
from duixian.engines.bulk.expressions import NO, NULL, YES, Column, literal, smaller, when
from duixian.engines.bulk.logic import SIGNS
from duixian.engines.bulk.moving import turning
from duixian.engines.bulk.nodes import Constant
from duixian.engines.bulk.numbers import SAFE, aligned, common, half_up, product, total
from duixian.engines.bulk.scalar import Scalar, changed
from duixian.engines.bulk.select import Branch, chosen
from duixian.engines.bulk.values import cell_of, constant
from duixian.language.columns import packed
from duixian.language.nodes import Band, ByBand, ByCategory, Comparison, Expr, Marginal, Step, StepKind, Steps
from duixian.language.types import MONEY, Kind


@compiles(ByCategory)
def by_category(node: ByCategory, scope: Scope) -> Scalar:
    """按: the row whose keys hold the subject; no such row: there is none."""
    subject = compiled(node.subject, scope)
    branches: list[Branch] = []
    cells: list[list[int]] = []
    for row in reversed(node.rows):
        if row.keys is not None:
            keys = [cell_of(key, subject.kind, scope.space.frames) for key in row.keys]
            cells.append([key for key in keys if not any(key in former for former in cells)])
            gate = _is_any(subject, cells[-1], scope)
            branches.append((gate, _row(node, row.label, row.value, scope.gated(gate))))
    known = YES if subject.unknown is None else ~subject.unknown
    elsewhere = reduce(lambda rest, branch: rest & ~branch[0], branches, known)
    other = [row for row in node.rows if row.keys is None]
    if not other:
        made = chosen(subject, branches, elsewhere, node, scope)
        return changed(made, value=_listed(subject, cells, branches, scope) or made.value)
    branches.append((elsewhere, _row(node, other[-1].label, other[-1].value, scope.gated(elsewhere))))
    return chosen(changed(subject, today=None), branches, None, node, scope)


def _is_any(subject: Scalar, cells: Sequence[Any], scope: Scope) -> Column:
    """Whether a known value is one of some."""
    if subject.whole and all(isinstance(cell, int) for cell in cells):
        return subject.value.is_in(cells)
    bounds = (constant(cell, subject.kind, scope.space.frames) for cell in cells)
    tests = ((one == other).sure() for one, other in (aligned(subject, b, scope.space) for b in bounds))
    return reduce(lambda one, other: one | other, tests, NO)


def _listed(subject: Scalar, cells: list[list[int]], branches: list[Branch], scope: Scope) -> Column | None:
    """The value read from a list by the member's rank, where every row of the table is a number."""
    values = [branch.value.node for _, branch in branches]
    plain = all(branch.value.other is None and branch.whole for _, branch in branches)
    if subject.kind.kind is not Kind.CATEGORY or not plain or branches[0][1].value.truth:
        return None
    members = len(scope.space.frames.vocabulary.categories[str(subject.kind.of)].members)
    numbers, covered = np.zeros(members, np.int64), np.zeros(members, np.bool_)
    for ranks, value in zip(cells, values, strict=True):
        if not isinstance(value, Constant):
            return None
        numbers[ranks], covered[ranks] = value.value, True
    if numbers.max(initial=0) <= np.iinfo(np.int32).max and numbers.min(initial=0) >= 0:
        numbers = numbers.astype(np.int32)
    return scope.space.take_where(numbers, None if covered.all() else covered, subject.value)


def _row(node: ByCategory | ByBand, label: str, value: Expr, scope: Scope) -> Scalar:
    found = compiled(value, scope)
    kind = "按" if isinstance(node, ByCategory) else "分档"
    scope.note(kind, node.subject.text, label, found, found)
    return found


@compiles(ByBand)
def by_band(node: ByBand, scope: Scope) -> Scalar:
    """分档: the tier in which the subject lies."""
    subject = compiled(node.subject, scope)
    branches: list[Branch] = []
    left = ~subject.value.is_null()
    for end in (end for band in node.bands for end in (band.low, band.high) if isinstance(end, date)):
        turning(subject, literal(packed(end)), scope)
    for band in node.bands:
        gate = left & _inside(band, subject, scope)
        left = left & ~gate
        branches.append((gate, _row(node, band.label, band.value, scope.gated(gate))))
    nowhere = left if subject.absent is None else left | subject.absent
    return chosen(subject, branches, nowhere, node, scope)


def _inside(band: Band, subject: Scalar, scope: Scope) -> Column:
    tests = [YES]
    for end, open_, signs in (
        (band.low, band.low_open, (Comparison.GE, Comparison.GT)),
        (band.high, band.high_open, (Comparison.LE, Comparison.LT)),
    ):
        if end is not None:
            kind = subject.kind if not isinstance(end, int) or isinstance(end, bool) else MONEY
            bound = constant(end, kind, scope.space.frames)
            tests.append(SIGNS[signs[open_]](*aligned(subject, bound, scope.space)))
    return reduce(lambda one, other: one & other, tests).sure()


@compiles(Marginal)
def marginal(node: Marginal, scope: Scope) -> Scalar:
    """累进: each slice at its own rate, rounded half up to the fen, then added up."""
    space = scope.space
    money = compiled(node.subject, scope)
    sum_, bound, floor = literal(0), 0, literal(0)
    for part in node.slices:
        top = money.value if part.upto is None else smaller(money.value, literal(part.upto))
        reached = (~money.value.is_null()) & (top > floor)
        width = when(reached, top - floor, literal(0))
        given, most = _at_rate(width, money.bound, part.rate, scope)
        sum_, bound = total(space, sum_, bound, given, most)
        held = Scalar(MONEY, (given), space, bound=most)
        scope.gated(reached).note("累进", part.label, node.subject.text, held, held)
        floor = floor if part.upto is None else literal(part.upto)
    value = when(money.value.is_null(), NULL, sum_)
    return strict(node, value, (money,), scope, bound)


def _at_rate(width: Column, bound: int, rate: Fraction, scope: Scope) -> tuple[Column, int]:
    value, most = product(scope.space, width, bound, rate.numerator, 1)
    return half_up(scope.space, value, most, rate.denominator), most


@compiles(Steps)
def steps(node: Steps, scope: Scope) -> Scalar:
    """Step by step, in the written order; the first value that is unknown, or none, ends it."""
    running: Scalar | None = None
    reached: Column = YES
    for step in node.steps:
        before = reached
        operand = compiled(step.operand, scope.gated(before))
        at = before & ~operand.value.is_null()
        done = _step(step, running, operand, node, scope)
        running = _as_far_as(running, operand, done, node, scope)
        scope.gated(at).note(step.kind.value, step.label, step.operand.text, operand, running)
        reached = at & ~running.value.is_null()
    assert running is not None
    return running


def _as_far_as(running: Scalar | None, operand: Scalar, done: Scalar, node: Expr, scope: Scope) -> Scalar:
    """What ended it before stays; of this step's operand only what was reached counts."""
    if running is None:
        return changed(operand, kind=node.type)
    ended = running.value.is_null()
    gates = [(ended, changed(running, bare=False)), (~ended, done)]
    subject = Scalar(node.type, YES, scope.space)
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
    left = when(made < 0, literal(0), made)
    return strict(node, left, (running, value), scope, bound)


def _multiplied(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
    return times(node, running, value, (running, value), scope)


def _bounded(most: bool) -> Callable[[Expr, Scalar, Scalar, Scope], Scalar]:
    def bounded(node: Expr, running: Scalar, value: Scalar, scope: Scope) -> Scalar:
        one, other = common(running, value, scope.space)
        over_ = one.value > other.value if most else one.value < other.value
        made = when(over_, other.value, one.value)
        made = when(other.value.is_null(), NULL, made)
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
