"""The smallest case that two engines still decide differently: whatever may go, goes."""

from __future__ import annotations

import copy
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.problems import PolicyError
from duixian.language.record import Record
from duixian.language.vocabulary import Column
from tests.agreement.cases import Case, agree, by_bulk, by_reference, loaded
from tests.agreement.grammar.documents import Draft

Path = tuple[Any, ...]
Fails = Callable[[Case], bool]


_CRASHES = (ArithmeticError, AssertionError, LookupError, TypeError, ValueError, AttributeError, Warning)


def failure_of(case: Case) -> str:
    """How two engines do not agree: ``differ``, or the name and place of a crash; nothing where they do."""
    try:
        return "" if agree(by_reference(case), by_bulk(case)) else "differ"
    except _CRASHES as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {where.filename.rsplit('/', 1)[-1]}:{where.lineno}"


def reduced(case: Case, failing: Callable[[Case], str] = failure_of) -> Case:
    """A case from which nothing can be taken without the failure becoming another one."""
    failure, smaller = failing(case), True
    while smaller:
        case, smaller = _pass(case, lambda found: failing(found) == failure)
    return case


def _pass(case: Case, fails: Fails) -> tuple[Case, bool]:
    changed = False
    for candidate in (_without_clauses, _without_rows, _without_parts, _with_less, _without_cells):
        case, better = _greedy(case, candidate, fails)
        changed = changed or better
    return case, changed


def _greedy(
    case: Case, candidates: Callable[[Case], Iterator[Callable[[], Case | None]]], fails: Fails
) -> tuple[Case, bool]:
    """Takes every step that keeps the failure; the steps are named anew after each one that did."""
    changed, again = False, True
    while again:
        again = False
        for step in candidates(case):
            smaller = step()
            if smaller is not None and fails(smaller):
                case, changed, again = smaller, True, True
                break
    return case, changed


def _rewritten(case: Case, drafts: list[Draft]) -> Case | None:
    """The case with other documents; None where they are none."""
    if not drafts:
        return None
    try:
        policies = loaded(drafts)
    except PolicyError:
        return None
    return replace(case, drafts=drafts, policies=policies)


def _without_clauses(case: Case) -> Iterator[Callable[[], Case | None]]:
    if len(case.drafts) > 1:
        for at in range(len(case.drafts)):
            kept = [draft for number, draft in enumerate(case.drafts) if number != at]
            yield lambda kept=kept: _rewritten(case, kept)  # type: ignore[misc]
    for at, draft in enumerate(case.drafts):
        for number in range(len(draft.clauses)):
            yield lambda at=at, number=number: _rewritten(case, _cut(case, at, number))  # type: ignore[misc]


def _cut(case: Case, at: int, number: int) -> list[Draft]:
    drafts = copy.deepcopy(case.drafts)
    del drafts[at].clauses[number]
    return drafts


def _without_parts(case: Case) -> Iterator[Callable[[], Case | None]]:
    """Without one key or item of a block."""
    for at, draft in enumerate(case.drafts):
        for number, (block, _) in enumerate(draft.clauses):
            for path in _paths(block):
                yield lambda at=at, n=number, p=path: _rewritten(case, _pruned(case, at, n, p))  # type: ignore[misc]


def _paths(node: Any) -> Iterator[Path]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, held in items:
        yield (key,)
        yield from ((key, *rest) for rest in _paths(held))


def _pruned(case: Case, at: int, number: int, path: Path, held: Any = None) -> list[Draft]:
    drafts = copy.deepcopy(case.drafts)
    holder: Any = drafts[at].clauses[number][0]
    for key in path[:-1]:
        holder = holder[key]
    if held is None and len(holder) > 1:
        del holder[path[-1]]
    elif held is None:
        return []
    else:
        holder[path[-1]] = held
    return drafts


def _with_less(case: Case) -> Iterator[Callable[[], Case | None]]:
    """With one part of an expression, or of a table, in the place of the whole."""
    for at, draft in enumerate(case.drafts):
        for number, (block, _) in enumerate(draft.clauses):
            for path in _paths(block):
                for part in _parts_of(_held(block, path)):
                    yield lambda a=at, n=number, p=path, h=part: _rewritten(  # type: ignore[misc]
                        case, _pruned(case, a, n, p, h)
                    )


def _held(node: Any, path: Path) -> Any:
    for key in path:
        node = node[key]
    return node


def _parts_of(held: Any) -> Iterator[Any]:
    if isinstance(held, dict):
        yield from (value for value in held.values() if value)
    if isinstance(held, str):
        yield from _inner(held)
        if held not in ("真", "假") and any(sign in held for sign in "=≠<≤>≥(或且"):
            yield from ("真", "假")


def _inner(text: str) -> Iterator[str]:
    """What stands in each pair of brackets, and on each side of a sign outside of them."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            if place - start < len(text) - 1:
                yield text[start : place + 1]
    for word in (" 且 ", " 或 ", " + ", " - ", " × ", " 其中("):
        if word in text:
            before, after = text.split(word, 1)
            yield before + (")" * (before.count("(") - before.count(")")))
            if word != " 其中(":
                yield after


def _without_rows(case: Case) -> Iterator[Callable[[], Case | None]]:
    for name, rows in case.facts.tables.items():
        for stretch in _stretches(len(rows)):
            yield lambda name=name, s=stretch: _with_rows(  # type: ignore[misc]
                case, name, [row for at, row in enumerate(case.facts.tables[name]) if at not in s]
            )


def _stretches(size: int) -> Iterator[range]:
    length = size
    while length:
        yield from (range(start, min(size, start + length)) for start in range(0, size, length))
        length //= 2


def _with_rows(case: Case, name: str, rows: list[Record]) -> Case:
    tables = {**case.facts.tables, name: rows}
    return replace(case, facts=Facts(case.facts.vocabulary, tables, case.facts.supplied))


def _without_cells(case: Case) -> Iterator[Callable[[], Case | None]]:
    """With a cell unknown, or none."""
    for name, rows in case.facts.tables.items():
        for at, row in enumerate(rows):
            for column, value in row.values.items():
                if value is not None and not _column(case, name, column).required:
                    yield lambda n=name, a=at, c=column: _with_cell(case, n, a, c, None)  # type: ignore[misc]
                if value is not None and value is not ABSENT and _column(case, name, column).empty_is_none:
                    yield lambda n=name, a=at, c=column: _with_cell(case, n, a, c, ABSENT)  # type: ignore[misc]


def _column(case: Case, table: str, column: str) -> Column:
    return case.facts.vocabulary.tables[table].columns[column]


def _with_cell(case: Case, name: str, at: int, column: str, value: Any) -> Case | None:
    if column == case.facts.vocabulary.tables[name].key:
        return None
    rows = list(case.facts.tables[name])
    rows[at] = Record(name, rows[at].key, {**rows[at].values, column: value})
    return _with_rows(case, name, rows)
