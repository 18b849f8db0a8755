"""Questions to many records, and whether one record holds on a date."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from duixian.engines.single.compiler import Unit, compiles
from duixian.engines.single.logic import operand, side
from duixian.engines.single.periods import (
    Spans,
    covered,
    joined_spans,
    longest,
    next_growth,
    run_from,
    run_to,
    span_of,
)
from duixian.engines.single.run import Evaluator, Run, Today
from duixian.engines.single.shifted import MOVING, note_turns
from duixian.language.absent import ABSENT
from duixian.language.nodes import Aggregate, Holds, How, Rows
from duixian.language.record import Record
from duixian.language.types import Kind
from duixian.language.unknown import Lack, Missing, Unknown, merged
from duixian.values.money import check_fen
from duixian.values.months import first_day, last_day, month_of

Gather = Callable[[Run], Any]


def gatherer(rows: Rows, unit: Unit) -> Gather:
    """The records to look at, or Unknown when their register or their owner is not known."""
    table, link = rows.table, rows.link
    if rows.base is None:

        def everything(run: Run) -> Any:
            return run.facts.rows(table) if table in run.facts.supplied else _unsupplied(table)

        return everything
    assert link is not None
    if isinstance(rows.base, Rows):
        return _flattened(gatherer(rows.base, unit), table, link)
    owner = operand(rows.base, unit)

    def linked(run: Run) -> Any:
        key = owner(run)
        if key.__class__ is Unknown:
            return key
        if table not in run.facts.supplied:
            return _unsupplied(table)
        return [] if key is ABSENT else run.facts.linked(table, link, getattr(key, "key", key))

    return linked


def _flattened(owners: Gather, table: str, link: str) -> Gather:
    def flattened(run: Run) -> Any:
        found = owners(run)
        if found.__class__ is Unknown:
            return found
        if table not in run.facts.supplied:
            return _unsupplied(table)
        rows = [row for owner in found for row in run.facts.linked(table, link, owner.key)]
        return rows if len(found) <= 1 else run.facts.in_order(table, rows)

    return flattened


def _unsupplied(table: str) -> Unknown:
    return Unknown([Missing(Lack.TABLE, table, table)])


def selector(node: Aggregate, unit: Unit) -> Callable[[Run], tuple[list[Record], Unknown | None]]:
    """The records that surely match, and what is unknown about the others (None when nothing is)."""
    gather, depth = gatherer(node.rows, unit), node.rows.depth
    where = unit.compile(node.where) if node.where is not None else None

    def selected(run: Run) -> tuple[list[Record], Unknown | None]:
        rows = gather(run)
        if rows.__class__ is Unknown:
            return [], rows
        if where is None:
            return rows, None
        kept: list[Record] = []
        unknown: list[Any] = []
        stack = run.stack
        before = stack[depth]
        for row in rows:
            stack[depth] = row
            truth = where(run)
            if truth is True:
                kept.append(row)
            elif truth is not False and truth is not ABSENT:
                unknown.append(truth)
        stack[depth] = before
        return kept, merged(unknown) if unknown else None

    return selected


def _exists(rows: list[Record], unknown: Unknown | None) -> Any:
    if rows:
        return True
    return False if unknown is None else unknown


def _none(rows: list[Record], unknown: Unknown | None) -> Any:
    truth = _exists(rows, unknown)
    return truth if truth.__class__ is Unknown else not truth


_SIMPLE: dict[How, Callable[[list[Record], Unknown | None], Any]] = {
    How.EXISTS: _exists,
    How.NONE: _none,
    How.COUNT: lambda rows, unknown: len(rows) if unknown is None else unknown,
    How.LAST: lambda rows, unknown: (rows[-1] if rows else ABSENT) if unknown is None else unknown,
    How.FIRST: lambda rows, unknown: (rows[0] if rows else ABSENT) if unknown is None else unknown,
}


@compiles(Aggregate)
def aggregate(node: Aggregate, unit: Unit) -> Evaluator:
    """One question to many records."""
    select = selector(node, unit)
    if node.how in (How.RUN, How.LONGEST, How.COVERED):
        return _months(node, unit, select)
    simple = _SIMPLE.get(node.how)
    if simple is not None and not (node.how is How.COUNT and node.value is not None):
        return lambda run: simple(*select(run))
    return _of_values(node, unit, select)


def _of_values(
    node: Aggregate, unit: Unit, select: Callable[[Run], tuple[list[Record], Unknown | None]]
) -> Evaluator:
    assert node.value is not None
    value, depth = operand(node.value, unit), node.rows.depth
    combine = _combiner(node, unit)

    def valued(run: Run) -> Any:
        rows, unknown = select(run)
        if unknown is not None:
            return unknown
        before = run.stack[depth]
        values = []
        for row in rows:
            run.stack[depth] = row
            values.append(value(run))
        run.stack[depth] = before
        unknown_values = [v for v in values if v.__class__ is Unknown]
        if unknown_values:
            return merged(unknown_values)
        if any(v.__class__ is Today for v in values):
            note_turns(run, run.as_of, (v for v in values if v.__class__ is not Today))
        return combine([v for v in values if v is not ABSENT])

    return valued


def _combiner(node: Aggregate, unit: Unit) -> Callable[[list[Any]], Any]:
    assert node.value is not None
    if node.how is How.COUNT:
        return len
    if node.how is How.DISTINCT:
        return lambda values: len(set(values))
    if node.how is How.SUM:
        return _sum_of(node.value.type.kind)
    pick: Callable[..., Any] = max if node.how is How.MAX else min
    if node.value.type.kind is Kind.CATEGORY:
        rank = unit.policy.vocabulary.categories[str(node.value.type.of)].rank
        return lambda values: pick(values, key=rank) if values else ABSENT
    return lambda values: pick(values) if values else ABSENT


def _sum_of(kind: Kind) -> Callable[[Iterable[Any]], Any]:
    if kind is Kind.MONEY:
        return lambda values: check_fen(sum(values))
    if kind is Kind.NUMBER:
        return lambda values: sum(values, Fraction(0))
    return sum


def _months(
    node: Aggregate, unit: Unit, select: Callable[[Run], tuple[list[Record], Unknown | None]]
) -> Evaluator:
    period = unit.policy.vocabulary.tables[node.rows.table].period
    assert period is not None
    start = side(node.start, unit) if node.start is not None else None
    end = side(node.end, unit) if node.end is not None else None
    how = node.how

    def counted(run: Run) -> Any:
        rows, unknown = select(run)
        since = _bound(run, start)
        until = _bound(run, end)
        spans = [span_of(row, period) for row in rows]
        vague = [v for v in (unknown, since, until, *spans) if v.__class__ is Unknown]
        if vague:
            return merged(vague)
        if since is ABSENT or until is ABSENT:
            return 0
        raw, last = [s for s in spans if s is not None], month_of(run.as_of)
        joined = joined_spans(raw, last)
        if _may_grow(how, joined, since, until, last):
            growth = next_growth(raw, last)
            if growth is not None:
                run.changes_on(first_day(growth))
        if how is How.RUN:
            return run_from(joined, since) if since is not None else run_to(joined, until)
        return (covered if how is How.COVERED else longest)(joined, since, until)

    return counted


def _may_grow(how: How, joined: Spans, since: int | None, until: int | None, last: int) -> bool:
    """Whether months after the decision's can still change the count."""
    if how is How.RUN and since is not None:
        return since > last or any(start <= since and end == last for start, end in joined)
    return until is None or until > last


def _bound(run: Run, evaluator: Evaluator | None) -> Any:
    if evaluator is None:
        return None
    value = evaluator(run)
    if value.__class__ is Unknown or value is ABSENT or value.__class__ is int:
        return value
    if value.__class__ in MOVING:
        note_turns(run, value, (first_day(month_of(value) + 1),))
    return month_of(value)


@compiles(Holds)
def holds(node: Holds, unit: Unit) -> Evaluator:
    """在期, 与期间相交: the record holds on a day, or at some time between two."""
    depth, since = node.depth, side(node.since, unit)
    until = side(node.until, unit) if node.until is not None else since

    def held(run: Run) -> Any:
        record = run.stack[depth]
        assert record is not None
        period = unit.policy.vocabulary.tables[record.table].period
        assert period is not None
        first, last = since(run), until(run)
        if first.__class__ is Unknown or last.__class__ is Unknown:
            return merged((first, last))
        if first is ABSENT or last is ABSENT:
            return False
        return _overlaps(run, record, period, first, last)

    return held


def _overlaps(run: Run, record: Record, period: tuple[str, str], first: Any, last: Any) -> Any:
    start, end = (record.values.get(column) for column in period)
    began = _before(run, start, _late(last), record, period[0], early=True)
    lasts = True if end is ABSENT else _after(run, end, _early(first), record, period[1])
    if began is False or lasts is False:
        return False
    vague = [v for v in (began, lasts) if v.__class__ is Unknown]
    return merged(vague) if vague else True


def _early(value: Any) -> date:
    return first_day(value) if value.__class__ is int else value


def _late(value: Any) -> date:
    return last_day(value) if value.__class__ is int else value


def _before(run: Run, start: Any, day: date, record: Record, column: str, *, early: bool) -> Any:
    if start is None:
        return Unknown([Missing(Lack.CELL, column, record.table, str(record.key))])
    if start is ABSENT:
        return early
    begin = _early(start)
    if day.__class__ in MOVING:
        note_turns(run, day, (begin,))
    return begin <= day


def _after(run: Run, end: Any, day: date, record: Record, column: str) -> Any:
    if end is None:
        return Unknown([Missing(Lack.CELL, column, record.table, str(record.key))])
    finish = _late(end)
    if day.__class__ in MOVING:
        note_turns(run, day, (finish,))
    return finish >= day
