"""Facts that nobody has stored, decided: what somebody would get, with every reason, before anything is filed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from duixian.authorities.models import Authority
from duixian.decisions.deciding import decide
from duixian.decisions.document import Json, decision_document
from duixian.decisions.scope import Subject, decide_for
from duixian.decisions.store.errors import FactsUnreadable, column_twice, no_column, no_register
from duixian.decisions.store.inputs import moment
from duixian.decisions.store.keys import Key, written
from duixian.decisions.store.models import PolicyVersion
from duixian.decisions.store.nearby import known_near
from duixian.language.facts import Facts
from duixian.language.record import Record
from duixian.language.vocabulary import Column, Table, Vocabulary
from duixian.language.vocabulary.cells import column_named
from duixian.registry import read_sheets
from duixian.registry.notes import Note
from duixian.registry.rejects import Reject
from duixian.registry.sources.sheet import Sheet
from duixian.values.bilingual import DuixianError

Tables = Mapping[str, Sequence[Mapping[str, str]]]
"""By table, rows of cells by column (its name, its header in registers, or another name of it), as a register writes them. An empty list: it is known that there is nothing."""


Named = Mapping[str, Column | None]
"""By the words of a table's rows, the columns that they name."""


def check(
    version: PolicyVersion,
    tables: Tables,
    as_of: date,
    *,
    beside: tuple[Authority, Sequence[Key]] | None = None,
    known_at: datetime | None = None,
    measure: str | None = None,
    about: Subject | None = None,
) -> list[Json]:
    """The documents of every case of these facts; nothing is stored. ``beside``: what an authority knows around some
    records is laid under them, and then only cases of the rows given come back; with ``about`` only those of one
    record. Raises FactsUnreadable."""
    policy = version.loaded()
    given = read_tables(tables, policy.vocabulary)
    if beside is None:
        outcomes = decide([policy], given, as_of)
    else:
        facts = _laid_over(given, *beside, policy.vocabulary, known_at)
        # The catalogues stand among the tables too, but nobody asks for them.
        asked = [Subject(name, str(row.key)) for name in tables for row in given.tables.get(name, ())]
        asked += [Subject(table, key) for table, key in written(*beside)]
        asked = asked if about is None else [about]
        found = (outcome for subject in asked for outcome in decide_for([policy], facts, as_of, subject))
        outcomes = list({(o.measure.name, str(o.record.key), o.year): o for o in found}.values())
    return [decision_document(outcome) for outcome in outcomes if measure in (None, outcome.measure.name)]


def read_tables(tables: Tables, vocabulary: Vocabulary) -> Facts:
    """Cells read as those of registers. Raises FactsUnreadable with every cell that could not be."""
    named = {name: _named(rows, vocabulary.tables.get(name)) for name, rows in tables.items()}
    wrong = tuple(_misnamed(tables, vocabulary, named))
    if wrong:
        raise FactsUnreadable(wrong)
    sheets = {name: _sheet(rows, vocabulary.tables[name], named[name]) for name, rows in tables.items()}
    reading = read_sheets(sheets, vocabulary)
    faults = [*(_fault(reject) for reject in reading.rejects), *map(_unread, reading.refused)]
    if faults:
        raise FactsUnreadable(tuple(faults))
    return reading.facts


def _named(rows: Sequence[Mapping[str, str]], table: Table | None) -> Named:
    """By word the column that it names; a word is looked up once, however many rows have it."""
    if table is None:
        return {}
    return {word: column_named(table, word) for row in rows for word in row}


def _misnamed(tables: Tables, vocabulary: Vocabulary, named: Mapping[str, Named]) -> Iterator[DuixianError]:
    """Registers and columns that there are not."""
    for name, rows in tables.items():
        table = vocabulary.tables.get(name)
        if table is None:
            yield no_register(name)
            continue
        unknown = sorted(word for word, column in named[name].items() if column is None)
        yield from (no_column(name, word, list(table.columns)) for word in unknown)
        for row in rows:
            yield from _twice(row, table, named[name])


def _twice(row: Mapping[str, str], table: Table, named: Named) -> Iterator[DuixianError]:
    """Words of a row that name one column: by its name, its header, another name of it."""
    taken: dict[str, str] = {}
    for word in row:
        column = named[word]
        if column is not None and taken.setdefault(column.name, word) != word:
            yield column_twice(table.name, taken[column.name], word)


def _sheet(rows: Sequence[Mapping[str, str]], table: Table, named: Named) -> Sheet:
    """The rows as a register's: columns that no row has are left out, and so unknown."""
    headed = [{c.header: cell for word, cell in row.items() if (c := named[word])} for row in rows]
    headers = [c.header for c in table.columns.values()]
    used = [header for header in headers if any(header in row for row in headed)] or headers
    return Sheet(table.name, None, tuple(used), [[row.get(header) for header in used] for row in headed])


def _fault(reject: Reject) -> DuixianError:
    return DuixianError(reject.kind, reject.expected, f"{reject.table}「{reject.column}」", reject.remedy)


def _unread(note: Note) -> DuixianError:
    return DuixianError(note.code, note.message, note.where, note.remedy)


def _laid_over(
    given: Facts, authority: Authority, keys: Sequence[Key], vocabulary: Vocabulary, known_at: datetime | None
) -> Facts:
    """What is known around some records, rows of the same key replaced by those given."""
    known = known_near(authority, keys, vocabulary, moment(authority, known_at))
    if not given.supplied:
        return known  # with what it has looked up in its rows before
    tables: dict[str, list[Record]] = {name: list(rows) for name, rows in known.tables.items()}
    for name, rows in given.tables.items():
        mine = {row.key for row in rows}
        tables[name] = [row for row in tables.get(name, []) if row.key not in mine] + list(rows)
    return Facts(vocabulary, tables, known.supplied | given.supplied)
