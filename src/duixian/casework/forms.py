"""A form that follows from the rule: the cells it reads, by table, prefilled with what is known of the claimant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from duixian.authorities.models import Authority
from duixian.casework.procedure.finding import procedure_of
from duixian.decisions.partitions.homes import homes_of
from duixian.decisions.partitions.looking import reach_of
from duixian.decisions.partitions.reach import Reach
from duixian.decisions.store.keys import written
from duixian.decisions.store.models import PolicyVersion
from duixian.language.absent import ABSENT
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.rule import Measure, Policy
from duixian.language.types import Kind
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import key_column, write_cell
from duixian.registry.store import snapshot
from duixian.values.bilingual import Text

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One cell to fill in. ``kind``: its type as declarations name it; ``options``: the members of its category."""

    column: str
    name: Text
    kind: str
    required: bool
    options: tuple[Text, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table. ``own``: the case's record itself; ``rows``: what is known, cells by column as registers write them."""

    table: str
    name: Text
    note: str
    own: bool
    fields: tuple[Field, ...]
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What a claim of a measure asks for. ``evidence``: what to bring; ``yearly``: one claim for each year."""

    measure: Text
    sections: tuple[Section, ...]
    evidence: tuple[Text, ...]
    media_types: tuple[str, ...]
    largest_file: int
    yearly: bool


def form_for(
    version: PolicyVersion,
    measure: str,
    *,
    authority: Authority | None = None,
    subject: Pair | None = None,
    known_at: datetime | None = None,
) -> Form:
    """The form of a measure, prefilled for a subject (table and key as the registry keeps it) if one is given, by what
    was known at a moment (now)."""
    policy = version.loaded()
    rule = policy.measures[measure]
    facts = _known(authority, subject, policy.vocabulary, known_at)
    reach = reach_of(policy, rule, homes_of(policy.vocabulary), policy.vocabulary)
    whose = written(authority, [subject])[0] if authority is not None and subject is not None else None
    procedure = procedure_of(version)
    return Form(
        rule.source.name,
        tuple(_sections(policy, rule, reach, facts, whose)),
        rule.evidence,
        tuple(sorted(procedure.media_types)),
        procedure.largest_file,
        rule.yearly,
    )


def _known(
    authority: Authority | None, subject: Pair | None, vocabulary: Vocabulary, known_at: datetime | None
) -> Facts | None:
    if authority is None or subject is None:
        return None
    return snapshot.around(authority, [subject], vocabulary, known_at)


def _sections(
    policy: Policy, measure: Measure, reach: Reach, facts: Facts | None, whose: Pair | None
) -> Iterator[Section]:
    vocabulary = policy.vocabulary
    names = [measure.table, *sorted(reach.tables - {measure.table})]
    for table in (vocabulary.tables[name] for name in names):
        if table.catalogue or table.purpose is not None:
            continue
        read = {column for name, column in reach.columns if name == table.name}
        columns = [c for c in table.columns.values() if c.name in read or c.required or c.name == table.key]
        yield Section(
            table.name,
            Text(table.name, table.english),
            table.note,
            table.name == measure.table,
            tuple(_field(column, vocabulary) for column in columns),
            tuple(_rows(table, columns, facts, whose)),
        )


def _field(column: Column, vocabulary: Vocabulary) -> Field:
    held = key_column(column, vocabulary)
    kind = held.shape.value if held.shape is not None else str(held.type)
    return Field(
        column.name,
        Text(column.header, column.english),
        kind,
        column.required,
        tuple(_options(held, vocabulary)),
        column.note,
    )


def _options(column: Column, vocabulary: Vocabulary) -> Iterator[Text]:
    if column.type.kind is Kind.CATEGORY:
        category = vocabulary.categories[str(column.type.of)]
        yield from (Text(member, category.english_of(member)) for member in category.members)


def _rows(
    table: Table, columns: list[Column], facts: Facts | None, whose: Pair | None
) -> Iterator[Mapping[str, str]]:
    """Rows of the subject: its own, and those that point to it."""
    if facts is None or whose is None:
        return
    for record in facts.rows(table.name):
        if _is_about(record, table, whose):
            cells = {c.name: _cell(c, record) for c in columns}
            yield {name: text for name, text in cells.items() if text}


def _is_about(record: Record, table: Table, whose: Pair) -> bool:
    subject, key = whose
    own = table.name == subject and str(record.key) == key
    return own or any(record.values.get(column) == key for column in table.links_to(subject))


def _cell(column: Column, record: Record) -> str:
    value = record.values.get(column.name)
    return "" if value is None or value is ABSENT else write_cell(column, value)
