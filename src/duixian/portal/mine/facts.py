"""The facts about a person, as a page may show them: numbers masked, names for keys, register by register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from duixian.casework.models import Correction
from duixian.casework.models.correction import CorrectionState
from duixian.casework.people import names_of
from duixian.decisions.store.models import PolicyVersion
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.portal.doors import Claimant
from duixian.portal.dues.deciding import versions_in_force
from duixian.portal.inputs import masked
from duixian.portal.knowing import MOST, facts_of
from duixian.portal.policies import policy_of
from duixian.registry.store.kinds import sealed_kind
from duixian.registry.store.models import Fact
from duixian.registry.store.tokens import TOKEN, numbers_of
from duixian.values.bilingual import Text

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is shown; ``text``: as the register has it, empty where it may not be shown."""

    column: str
    name: Text
    shown: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One fact. ``asked``: a request to correct it is being checked."""

    pk: int
    cells: tuple[Cell, ...]
    since: datetime
    source: str
    asked: bool

    @property
    def head(self) -> list[Cell]:
        """The cells by which one tells it from others: the first that are not masked."""
        return [cell for cell in self.cells if cell.text][:3]


@dataclass(frozen=True, slots=True)
class Register:
    """The facts of one table."""

    table: str
    name: Text
    note: str
    rows: tuple[Row, ...]


def fact_of(who: Claimant, pk: int) -> Fact:
    """One of them. Raises Http404."""
    found = facts_of(who).filter(pk=pk).first()
    if found is None:
        raise Http404(str(pk))
    return found


def registers_of(who: Claimant) -> list[Register]:
    """All of them by register, in the vocabulary's order; registers that a policy in force declares."""
    held = list(facts_of(who).order_by("table", "-known_at", "pk")[:MOST])
    asked = _asked(who)
    return list(_registers(who, held, asked))


def _registers(who: Claimant, held: Iterable[Fact], asked: set[Pair]) -> Iterator[Register]:
    by_table: dict[str, list[Fact]] = {}
    for fact in held:
        by_table.setdefault(fact.table, []).append(fact)
    names: dict[Pair, str] = {}
    for version in versions_in_force(who.authority):
        vocabulary = policy_of(version).vocabulary
        for name, table in vocabulary.tables.items():
            rows = by_table.pop(name, ())
            if not rows:
                continue
            names |= _names(who, table, rows, vocabulary)
            shown = tuple(_row(fact, table, vocabulary, names, asked) for fact in rows)
            yield Register(name, Text(table.name, table.english), table.note, shown)


def _row(
    fact: Fact, table: Table, vocabulary: Vocabulary, names: Mapping[Pair, str], asked: set[Pair]
) -> Row:
    cells = tuple(
        _cell(column, fact, vocabulary, names)
        for column in table.columns.values()
        if column.name in fact.cells
    )
    return Row(fact.pk, cells, fact.known_at, fact.source, (fact.table, fact.key) in asked)


def _cell(column: Column, fact: Fact, vocabulary: Vocabulary, names: Mapping[Pair, str]) -> Cell:
    text = str(fact.cells[column.name])
    name = Text(column.header, column.english)
    if sealed_kind(column, vocabulary) is not None:
        return Cell(column.name, name, names.get((column.name, text), "••••") if text else "", "")
    if column.link is not None:
        label = names.get((column.link, text), "")
        return Cell(column.name, name, f"{label} {text}".strip(), text)
    return Cell(column.name, name, TOKEN.sub("••••", text), text)


def _names(who: Claimant, table: Table, rows: Iterable[Fact], vocabulary: Vocabulary) -> dict[Pair, str]:
    """Names of linked records, and the ends of sealed numbers, by link or column."""
    pairs, tokens = set(), set()
    for fact in rows:
        for column in table.columns.values():
            text = str(fact.cells.get(column.name, ""))
            if text and sealed_kind(column, vocabulary) is not None:
                tokens.add((column.name, text))
            elif text and column.link is not None:
                pairs.add((column.link, text))
    numbers = numbers_of(who.authority, [token for _, token in tokens])
    ends = {pair: masked(numbers[pair[1]]) for pair in tokens if pair[1] in numbers}
    return {**names_of(who.authority, pairs, vocabulary), **ends}


def _asked(who: Claimant) -> set[Pair]:
    table, key = who.pair
    held = Correction.objects.filter(
        authority=who.authority, subject_table=table, subject_key=key, state=CorrectionState.OPEN
    )
    return set(held.values_list("table", "key"))


def version_for(who: Claimant, table: str) -> PolicyVersion:
    """A version in force that knows a register. Raises Http404."""
    found = (one for one in versions_in_force(who.authority) if table in policy_of(one).vocabulary.tables)
    one = next(found, None)
    if one is None:
        raise Http404(table)
    return one


def row_of(who: Claimant, fact: Fact) -> tuple[Table, Row]:
    """One fact as a page shows it, with its table."""
    vocabulary = policy_of(version_for(who, fact.table)).vocabulary
    table = vocabulary.tables[fact.table]
    return table, _row(fact, table, vocabulary, _names(who, table, [fact], vocabulary), _asked(who))
