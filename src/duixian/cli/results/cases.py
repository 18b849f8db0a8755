"""What every table of results says of a case: its name, its measure, its record, and whose it is."""

from __future__ import annotations

from duixian.cli.results.layout import Column, Form, Row, column
from duixian.decisions.identity import case_id
from duixian.language.facts import Facts
from duixian.language.outcome import Outcome
from duixian.language.record import Record

PERSON, EMPLOYER, INSTITUTION = "人员", "用人单位", "机构"
"""Tables of the shared vocabulary that hold parties."""

CASE: tuple[Column, ...] = (
    column("id", "决定编号", "Decision", width=18),
    column("policy", "政策", "Policy", width=26),
    column("clause", "条款", "Clause", width=8),
    column("measure", "项目", "Measure", Form.WORDS, 24),
    column("table", "登记表", "Register", width=12),
    column("record", "记录编号", "Record", width=22),
    column("year", "年度", "Year", Form.COUNT, 8),
)


def case_of(outcome: Outcome) -> Row:
    """The values of ``CASE``."""
    source = outcome.measure.source
    record = outcome.record
    named = (case_id(outcome), outcome.policy.id, source.clause, source.name)
    return (*named, record.table, str(record.key), outcome.year)


class Parties:
    """Whose a case is, and what people call a party; ``facts`` are asked once for each."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._links: dict[tuple[str, str], str | None] = {}
        self._names: dict[tuple[str, str], str | None] = {}

    def key_of(self, record: Record, table: str) -> str | None:
        """The key of a record's person or employer; None where it has none."""
        if record.table == table:
            return str(record.key)
        named = self._link(record.table, table)
        value = record.values.get(named) if named is not None else None
        return value if isinstance(value, str) else None

    def _link(self, source: str, table: str) -> str | None:
        """The column by which a table says whose its rows are."""
        name = (source, table)
        if name not in self._links:
            columns = self._facts.vocabulary.tables[source].links_to(table)
            self._links[name] = table if table in columns else next(iter(columns), None)
        return self._links[name]

    def name_of(self, table: str, key: str | None) -> str | None:
        """What a party is called; None where the register does not say."""
        if not key:
            return None
        name = (table, key)
        if name not in self._names:
            self._names[name] = self._named(table, key)
        return self._names[name]

    def _named(self, table: str, key: str) -> str | None:
        record = self._facts.find(table, key)
        if record is None:
            return None
        value = record.values.get("姓名", record.values.get("名称"))
        return value if isinstance(value, str) else None

    def columns_of(self, outcome: Outcome) -> Row:
        """ID number, name, credit code, employer's name."""
        person = self.key_of(outcome.record, PERSON)
        employer = self.key_of(outcome.record, EMPLOYER)
        return (person, self.name_of(PERSON, person), employer, self.name_of(EMPLOYER, employer))
