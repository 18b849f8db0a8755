"""A screen's expression asked of a payee's facts, by the language of rules and the reference engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from duixian.casework.screens.declared import Screen
from duixian.casework.screens.errors import ScreenFaulty, faulty
from duixian.engines.single.compiler import Unit
from duixian.engines.single.engine import FAMILIES
from duixian.engines.single.run import Evaluator, Run
from duixian.language.facts import Facts
from duixian.language.problems import Problems, Spot
from duixian.language.record import Record
from duixian.language.resolve import Scope, resolve_expression
from duixian.language.rule import Policy
from duixian.language.types import BOOL
from duixian.language.vocabulary import Vocabulary

assert FAMILIES, "importing the engine registers how nodes are compiled"


@dataclass(frozen=True, slots=True)
class Answer:
    """A row for which the expression is true, or unknown."""

    row: Record
    unknown: bool


@dataclass(frozen=True)
class Asked:
    """One screen, compiled for a policy's vocabulary. Raises ScreenFaulty when made of an expression that is wrong."""

    screen: Screen
    policy: Policy
    _evaluate: Evaluator = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_evaluate", _compiled(self.screen, self.policy))

    def answers(self, facts: Facts, table: str, key: str, day: date) -> list[Answer]:
        """The rows of the screen's table about a payee (table and key as written) that are a finding on a day."""
        found = []
        for row in rows_about(facts, self.screen.table, table, key):
            run = Run(facts, day)
            run.stack[0] = row
            said = self._evaluate(run)
            if said is not False:
                found.append(Answer(row, unknown=said is not True))
        return found


def narrowed(vocabulary: Vocabulary, screens: Iterable[Screen]) -> Vocabulary:
    """Only the tables that these screens look at or show, and what those point to."""
    kept: set[str] = set()
    open_ = {table for screen in screens for table in (screen.table, *(screen.shown or {}))}
    while open_:
        kept |= open_
        columns = [column for table in open_ for column in vocabulary.tables[table].columns.values()]
        open_ = {column.link for column in columns if column.link is not None} - kept
    return replace(vocabulary, tables={name: t for name, t in vocabulary.tables.items() if name in kept})


def rows_about(facts: Facts, table: str, payee_table: str, key: str) -> Iterator[Record]:
    """The payee's own row, or the rows that point to the payee."""
    if table == payee_table:
        own = facts.find(table, key)
        if own is not None:
            yield own
        return
    for column in facts.vocabulary.tables[table].links_to(payee_table):
        yield from facts.linked(table, column, key)


def _compiled(screen: Screen, policy: Policy) -> Evaluator:
    _check_table(screen, policy.vocabulary)
    problems = Problems()
    scope = Scope(policy.vocabulary, records=(screen.table,))
    node = resolve_expression(
        screen.expression, Spot(f"screens.yaml {screen.name}", 1, 1), scope, problems, BOOL
    )
    if node is None or problems.errors:
        raise _wrong(screen, problems)
    return Unit(policy).compile(node)


def _check_table(screen: Screen, vocabulary: Vocabulary) -> None:
    for table in (screen.table, *(screen.shown or {})):
        if table not in vocabulary.tables:
            raise faulty(
                "screen-table", screen.name, f"没有登记表「{table}」", f"there is no register '{table}'"
            )


def _wrong(screen: Screen, problems: Problems) -> ScreenFaulty:
    problem = problems.errors[0]
    return ScreenFaulty(problem.code, problem.message, f"screens.yaml {screen.name}", problem.remedy)
