"""Values read off tables: by category, by tier, by marginal slices, and step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from duixian.engines.single.arithmetic import over, times
from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.run import Evaluator, Run, Today
from duixian.engines.single.shifted import note_turns
from duixian.language.absent import ABSENT
from duixian.language.nodes import Band, ByBand, ByCategory, Marginal, Step, StepKind, Steps
from duixian.language.outcome import Working
from duixian.language.types import Kind
from duixian.language.unknown import Unknown
from duixian.values.money import check_fen, round_half_up


@compiles(ByCategory)
def by_category(node: ByCategory, unit: Unit) -> Evaluator:
    """按: the row whose keys hold the subject; no such row: there is none."""
    subject = unit.compile(node.subject)
    rows: dict[Any, tuple[str, Evaluator]] = {}
    otherwise: tuple[str, Evaluator] | None = None
    for row in node.rows:
        value = (row.label, unit.compile(row.value))
        if row.keys is None:
            otherwise = value
        else:
            rows.update(dict.fromkeys(row.keys, value))

    def read(run: Run) -> Any:
        found = subject(run)
        if found.__class__ is Unknown:
            return found
        row = rows.get(found, otherwise) if found is not ABSENT else otherwise
        if row is None:
            return ABSENT
        return _noted(run, "按", node.subject.text, row[0], row[1](run))

    return read


def _noted(run: Run, kind: str, label: str, text: str, value: Any) -> Any:
    if run.steps is not None:
        run.steps.append(Working(kind, label, text, value, value))
    return value


@compiles(ByBand)
def by_band(node: ByBand, unit: Unit) -> Evaluator:
    """分档: the tier in which the subject lies."""
    subject = unit.compile(node.subject)
    bands = [(band, unit.compile(band.value)) for band in node.bands]
    bounds = [bound for band in node.bands for bound in (band.low, band.high)]
    rank = (
        unit.policy.vocabulary.categories[str(node.subject.type.of)].rank
        if (node.subject.type.kind is Kind.CATEGORY)
        else None
    )

    def read(run: Run) -> Any:
        found = subject(run)
        if found.__class__ is Unknown or found is ABSENT:
            return found
        place = rank(found) if rank is not None else found
        if found.__class__ is Today:
            note_turns(run, found, bounds)
        for band, value in bands:
            if inside(band, place):
                return _noted(run, "分档", node.subject.text, band.label, value(run))
        return ABSENT

    return read


def inside(band: Band, value: Any) -> bool:
    """Whether a value lies in a tier, with its ends open or closed as written."""
    if band.low is not None and (value < band.low or (band.low_open and value == band.low)):
        return False
    return not (band.high is not None and (value > band.high or (band.high_open and value == band.high)))


@compiles(Marginal)
def marginal(node: Marginal, unit: Unit) -> Evaluator:
    """累进: each slice at its own rate, rounded half up to the fen, then added up."""
    subject = unit.compile(node.subject)

    def scaled(run: Run) -> Any:
        money = subject(run)
        if money.__class__ is Unknown or money is ABSENT:
            return money
        total, floor = 0, 0
        for part in node.slices:
            top = money if part.upto is None else min(money, part.upto)
            if top > floor:
                given = round_half_up((top - floor) * part.rate.numerator, part.rate.denominator)
                total = check_fen(total + given)
                _noted(run, "累进", part.label, node.subject.text, given)
                floor = top
        return total

    return scaled


def _subtracted(running: int, value: int) -> int:
    return max(0, check_fen(running - value))


def _to_multiple(step: StepKind) -> Callable[[int, int], int]:
    def rounded(running: int, unit_fen: int) -> int:
        if step is StepKind.FLOOR:
            return running // unit_fen * unit_fen
        if step is StepKind.CEIL:
            return -(-running // unit_fen) * unit_fen
        return round_half_up(running, unit_fen) * unit_fen

    return rounded


_STEPS: dict[StepKind, Callable[[Any, Any], Any]] = {
    StepKind.TAKE: lambda running, value: value,
    StepKind.ADD: lambda running, value: check_fen(running + value),
    StepKind.SUBTRACT: _subtracted,
    StepKind.MULTIPLY: times,
    StepKind.DIVIDE: over,
    StepKind.AT_MOST: min,
    StepKind.AT_LEAST: max,
    StepKind.ROUND: _to_multiple(StepKind.ROUND),
    StepKind.FLOOR: _to_multiple(StepKind.FLOOR),
    StepKind.CEIL: _to_multiple(StepKind.CEIL),
}


@compiles(Steps)
def steps(node: Steps, unit: Unit) -> Evaluator:
    """Step by step, in the written order."""
    written: list[tuple[Step, Evaluator]] = [(step, unit.compile(step.operand)) for step in node.steps]

    def worked(run: Run) -> Any:
        running: Any = None
        for step, operand in written:
            value = operand(run)
            if value.__class__ is Unknown or value is ABSENT:
                return value
            running = _STEPS[step.kind](running, value)
            if run.steps is not None:
                run.steps.append(Working(step.kind.value, step.label, step.operand.text, value, running))
            if running is ABSENT:
                return running
        return running

    return worked
